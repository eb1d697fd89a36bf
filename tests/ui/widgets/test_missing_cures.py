"""Where an endpoint leaves the analysis out, one click asks where it is not left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from fakes.source import CHAT_MODEL, SAE_MODEL, FakeSource
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.history import RunState
from holysheep_desktop.core.models import Support
from holysheep_desktop.core.provenance import Origin
from holysheep_desktop.core.report import RecordKind, RunRole
from holysheep_desktop.core.requests import (
    AnalysisRequest,
    AnswerTokenIds,
    FeatureOptions,
    PatchOptions,
    Steering,
    SteeringMode,
    user_message,
)
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.source import Report, report_nothing
from holysheep_desktop.core.steering import SteeringStart
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.debug.tab import DebugTab
from holysheep_desktop.ui.full_analysis.tab import FullTab
from holysheep_desktop.ui.notices.notice import Action
from holysheep_desktop.ui.patching.tab import PatchingTab
from holysheep_desktop.ui.sae.tab import SaeTab
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.steering.pane import SteeringPane
from holysheep_desktop.ui.widgets.analysis_tab import AnalysisTab
from holysheep_desktop.ui.widgets.missing_cures import can_answer, for_model

pytestmark = pytest.mark.usefixtures("qt_loop")

SERVER = Endpoint(EndpointKind.CUSTOM, "https://plain.example/v1")


class PlainServer(FakeSource):
    """Leaves every option of ours unread."""

    async def analyse(self, request: AnalysisRequest, report: Report = report_nothing) -> AnalysisResult:
        return await super().analyse(replace(request, steering=()), report)


class Elsewhere:
    """A tab at an endpoint of plain chat models, and a local model beside it."""

    def __init__(self, qtbot: QtBot, theme: Theme, make: Callable[[Session, Theme], AnalysisTab]) -> None:
        self.qtbot = qtbot
        self.remote = PlainServer((CHAT_MODEL,), endpoint=SERVER.base_url, origin=Origin.REPORTED)
        self.local = FakeSource((SAE_MODEL,))
        self.session = Session(self._source, SERVER)
        self.session.show_models((CHAT_MODEL,))
        self.tab = make(self.session, theme)
        self.ends: list[RunState] = []
        self.tab.run_ended.connect(self._on_ended)
        qtbot.addWidget(self.tab)
        self.tab.resize(1200, 700)
        self.tab.show()

    def _source(self, endpoint: Endpoint) -> FakeSource:
        return self.local if endpoint.kind is EndpointKind.LOCAL else self.remote

    def _on_ended(self, state: RunState, _error: object) -> None:
        self.ends.append(state)

    def find(self, name: str) -> QPushButton:
        found = self.tab.findChild(QPushButton, name)
        assert found is not None
        return found

    def click(self, name: str, n_ends: int) -> None:
        self.qtbot.mouseClick(self.find(name), Qt.MouseButton.LeftButton)
        self.qtbot.waitUntil(lambda: len(self.ends) == n_ends and not self.tab.is_running())


@pytest.fixture
def sae(qtbot: QtBot, theme: Theme) -> Iterator[Elsewhere]:
    bench = Elsewhere(qtbot, theme, SaeTab)
    assert isinstance(bench.tab, SaeTab)
    bench.tab.question.prompt.set_prompt("sort a list")
    yield bench
    bench.tab.hide()


def test_that_a_reply_without_features_offers_the_local_model_and_another_model(sae: Elsewhere) -> None:
    sae.click("runButton", 1)

    assert sae.find("runOnLocalModel").isVisible()
    assert sae.find("findCapableModel").isVisible()


def test_that_the_same_prompt_runs_on_the_local_model_and_the_endpoint_stays(sae: Elsewhere) -> None:
    sae.click("runButton", 1)
    sae.click("runOnLocalModel", 2)

    asked = sae.local.requests[-1]
    assert (asked.model, asked.prompt) == (SAE_MODEL.id, "sort a list")
    record = sae.tab.record()
    assert record is not None
    assert record.main.result.features is not None
    assert record.main.request == asked
    assert sae.session.endpoint == SERVER
    assert not sae.find("runOnLocalModel").isVisible()


def test_that_a_model_that_can_is_chosen_from_a_fresh_list(sae: Elsewhere) -> None:
    sae.click("runButton", 1)
    sae.remote.available = (CHAT_MODEL, SAE_MODEL)

    sae.qtbot.mouseClick(sae.find("findCapableModel"), Qt.MouseButton.LeftButton)

    sae.qtbot.waitUntil(lambda: sae.session.model == SAE_MODEL)
    assert SAE_MODEL.id in sae.tab._finding.notices.notice.title


def test_that_an_endpoint_where_no_model_can_says_so(sae: Elsewhere) -> None:
    sae.click("runButton", 1)

    sae.qtbot.mouseClick(sae.find("findCapableModel"), Qt.MouseButton.LeftButton)

    sae.qtbot.waitUntil(lambda: "None of" in sae.tab._finding.notices.notice.title)
    assert sae.session.model == CHAT_MODEL


def test_that_patching_is_offered_the_local_model_too(qtbot: QtBot, theme: Theme) -> None:
    bench = Elsewhere(qtbot, theme, PatchingTab)
    assert isinstance(bench.tab, PatchingTab)
    bench.tab.question.original.set_prompt("a good film")
    bench.tab.question.comparison.set_prompt("a bad film")
    bench.click("runButton", 1)
    bench.click("runOnLocalModel", 2)

    record = bench.tab.record()
    assert record is not None
    assert record.main.result.patching is not None
    bench.tab.hide()


def test_that_a_full_analysis_runs_whole_on_the_local_model(qtbot: QtBot, theme: Theme) -> None:
    bench = Elsewhere(qtbot, theme, FullTab)
    assert isinstance(bench.tab, FullTab)
    bench.tab.question.prompt.set_prompt("a good film")
    bench.tab.question.comparison.set_prompt("a bad film")
    bench.click("runButton", 1)
    bench.click("runOnLocalModel", 2)

    record = bench.tab.record()
    assert record is not None
    assert record.kind is RecordKind.FULL
    assert record.main.result.features is not None
    assert record.main.result.patching is not None
    assert {run.request.model for run in record.runs} == {SAE_MODEL.id}
    bench.tab.hide()


def test_that_a_debugging_goes_on_at_the_local_model(qtbot: QtBot, theme: Theme) -> None:
    bench = Elsewhere(qtbot, theme, DebugTab)
    assert isinstance(bench.tab, DebugTab)
    bench.tab.question.problematic.set_prompt("a bad film")
    bench.tab.question.normal.set_prompt("a good film")
    bench.click("runButton", 1)
    n_remote = len(bench.remote.requests)
    bench.click("runOnLocalModel", 2)

    case = bench.tab.finding.case
    comparison = case.comparison()
    assert comparison is not None
    assert case.verdict() is not None
    assert {run.request.model for run in case.runs} == {SAE_MODEL.id}
    bench.tab.finding.test_requested.emit(comparison.candidates(1))
    bench.qtbot.waitUntil(lambda: len(bench.ends) == 3 and not bench.tab.is_running())
    assert len(bench.remote.requests) == n_remote
    bench.tab.hide()


def test_that_steering_runs_on_a_local_model_with_the_same_sae(qtbot: QtBot, theme: Theme) -> None:
    bench = Elsewhere(qtbot, theme, SteeringPane)
    assert isinstance(bench.tab, SteeringPane)
    step = Steering(SAE_MODEL.capabilities.saes[0].sae_id, 7, SteeringMode.ABLATE)
    bench.tab.begin_with(SteeringStart("a good film", (step,)))
    bench.click("runButton", 1)
    bench.click("runOnLocalModel", 2)

    assert [request.steering for request in bench.local.requests] == [(), (step,)]
    record = bench.tab.record()
    steered = record.run(RunRole.STEERED) if record else None
    assert steered is not None
    assert steered.result.steering is not None
    bench.tab.hide()


def test_that_steering_is_not_asked_of_a_model_without_its_sae() -> None:
    steps = (Steering("other/sae", 7, SteeringMode.ABLATE),)
    request = AnalysisRequest("other", user_message("a"), steering=steps)

    assert not can_answer(SAE_MODEL, request)
    assert for_model(request, SAE_MODEL).steering == ()


def test_that_a_whole_reply_offers_nothing_but_a_comparison(sae: Elsewhere) -> None:
    sae.remote.available = (SAE_MODEL,)
    sae.session.show_models((SAE_MODEL,))
    sae.click("runButton", 1)

    assert not sae.find("runOnLocalModel").isVisible()
    assert not sae.find("findCapableModel").isVisible()
    assert sae.find("compareWithLocalModel").isVisible()


def test_that_the_comparison_is_asked_of_the_frame(sae: Elsewhere) -> None:
    sae.click("runButton", 1)
    wishes: list[object] = []
    sae.tab.action_requested.connect(wishes.append)

    sae.qtbot.mouseClick(sae.find("compareWithLocalModel"), Qt.MouseButton.LeftButton)

    assert wishes == [Action.COMPARE_ANSWERS]


def test_that_the_local_models_own_answer_offers_nothing(sae: Elsewhere) -> None:
    sae.click("runButton", 1)
    sae.click("runOnLocalModel", 2)

    cures = sae.tab.findChild(QWidget, "missingCures")
    assert cures is not None
    assert cures.isHidden()


def test_that_what_belongs_to_another_models_tokens_is_not_asked_again() -> None:
    request = AnalysisRequest(
        "other",
        user_message("a"),
        features=FeatureOptions(99, sae_id="other/sae"),
        patching=PatchOptions("b", 99, answers=AnswerTokenIds(1, 2), alignment=((0, 0),)),
    )

    asked = for_model(request, SAE_MODEL)

    assert SAE_MODEL.capabilities.sae is Support.YES
    assert asked.features is not None
    assert asked.patching is not None
    assert asked.features.sae_id is None
    assert SAE_MODEL.sae_at(asked.features.layer) is not None
    assert (asked.patching.layer, asked.patching.answers, asked.patching.alignment) == (17, None, None)
