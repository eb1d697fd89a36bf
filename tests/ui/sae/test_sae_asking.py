"""Asking a chat model or Neuronpedia for a label: nothing is sent before the user says so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fakes.scripted_server import Received, Script, ScriptedServer, json_reply
from fakes.source import SAE_MODEL, FakeSource
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot
from ui.children import press
from ui.tab_bench import LAYER_12, Bench

from holysheep_desktop.client.endpoint_client import EndpointClient
from holysheep_desktop.core.connections.network import NetworkLimits
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.labelling.public_labels import PublicLabel
from holysheep_desktop.core.source import AnalysisSource
from holysheep_desktop.errors import ApiTimeoutError, NotFoundError
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.loop.event_loop import EventLoop
from holysheep_desktop.ui.sae.asking.chat_dialog import ChatDialog
from holysheep_desktop.ui.sae.asking.strip import AskStrip
from holysheep_desktop.ui.sae.tab import SaeTab

MODEL = "gpt-4.1-mini"


class ChatModel:
    """An OpenAI-shaped endpoint: proposes a label, and says yes to every second passage."""

    def __init__(self) -> None:
        self.prompts: list[str] = []
        self.status = 200

    async def __call__(self, request: Received) -> Script:
        if self.status != 200:
            return [json_reply({"error": {"message": "no"}}, self.status)]
        if request.method == "GET":
            return [json_reply({"object": "list", "data": [{"id": MODEL}, {"id": "other"}]})]
        prompt = json.loads(request.body)["messages"][0]["content"]
        self.prompts.append(prompt)
        n = re.search(r"Answer with (\d+) lines", prompt)
        lines = [f"{i}: {'yes' if i % 2 else 'no'}" for i in range(1, int(n[1]) + 1)] if n else []
        text = "\n".join(lines) if n else 'Label: "words of <b>sorting</b>".'
        message = {"role": "assistant", "content": text}
        return [json_reply({"model": MODEL, "choices": [{"message": message, "finish_reason": "stop"}]})]


class AskBench(Bench[SaeTab]):
    """The tab on the fake source, with a chat model behind HTTP beside it."""

    def __init__(self, qtbot: QtBot, theme: Theme, source: FakeSource, server: ScriptedServer) -> None:
        self._server = server
        super().__init__(SaeTab, qtbot, theme, source)
        self.remote = Endpoint(EndpointKind.CUSTOM, server.base_url, "the lab's")
        self.session.offer_servers([self.remote])

    def _connect(self, endpoint: Endpoint) -> AnalysisSource:
        if endpoint.kind is EndpointKind.LOCAL:
            return self.source
        return EndpointClient(endpoint, _key, NetworkLimits(retries=0))

    def show_feature(self) -> int:
        self.find(QPlainTextEdit, "saePrompt").setPlainText("sort a list of values in Python")
        self.run()
        feature = self.tab.finding.feature
        assert feature is not None
        self.tab.finding.choose_feature(feature)
        self.qtbot.waitUntil(lambda: self.tab.finding.panel.dashboard is not None)
        return feature

    def open_dialog(self) -> ChatDialog:
        self.click("askChat")
        self.qtbot.waitUntil(lambda: self.dialog() is not None)
        found = self.dialog()
        assert found is not None
        return found

    def dialog(self) -> ChatDialog | None:
        shown = (w for w in QApplication.topLevelWidgets() if isinstance(w, ChatDialog) and w.isVisible())
        return next(shown, None)

    def send(self, model: str = MODEL) -> None:
        dialog = self.open_dialog()
        combo = dialog.findChild(QComboBox, "askModel")
        assert combo is not None
        combo.setEditText(model)
        press(dialog, "askSend", self.qtbot)
        self.wait_until_said()

    def wait_until_said(self) -> None:
        stop, chat = self.find(QPushButton, "stopAsking"), self.find(QPushButton, "askChat")
        # Both at once: one can be asked again a moment before what was said is shown.
        self.qtbot.waitUntil(lambda: chat.isEnabled() and not stop.isVisible())

    def words(self, name: str) -> str:
        return self.find(QLabel, name).text()


async def _key() -> str | None:
    return "sk-test"


@pytest.fixture
def chat() -> ChatModel:
    return ChatModel()


@pytest.fixture
def asking(qtbot: QtBot, qt_loop: EventLoop, theme: Theme, chat: ChatModel) -> Iterator[AskBench]:
    with ScriptedServer(handler=chat) as server:
        yield AskBench(qtbot, theme, FakeSource(), server)


def test_that_nothing_is_sent_before_the_user_agrees(asking: AskBench, chat: ChatModel) -> None:
    asking.show_feature()
    dialog = asking.open_dialog()

    press(dialog, "askCancel", asking.qtbot)
    asking.wait_until_said()

    assert chat.prompts == []
    assert "silent_passages" not in asking.source.calls


def test_that_the_dialog_shows_whom_it_asks_and_the_very_text_that_is_sent(
    asking: AskBench, chat: ChatModel
) -> None:
    asking.show_feature()
    dialog = asking.open_dialog()
    shown, what = dialog.findChild(QPlainTextEdit, "askPrompt"), dialog.findChild(QLabel, "askWhat")
    assert shown is not None
    assert what is not None
    text, host = shown.toPlainText(), what.text()
    press(dialog, "askCancel", asking.qtbot)
    asking.wait_until_said()

    asking.send()

    assert chat.prompts[0] == text
    assert asking.remote.base_url.removesuffix("/v1") in host


def test_that_models_are_listed_on_a_click_only(asking: AskBench) -> None:
    asking.show_feature()
    dialog = asking.open_dialog()
    combo = dialog.findChild(QComboBox, "askModel")
    assert combo is not None
    assert combo.count() == 0

    press(dialog, "askList", asking.qtbot)
    asking.qtbot.waitUntil(lambda: combo.count() == 2)

    assert combo.itemText(0) == MODEL
    press(dialog, "askCancel", asking.qtbot)
    asking.wait_until_said()


def test_that_a_proposal_names_its_model_and_its_score(asking: AskBench) -> None:
    asking.show_feature()

    asking.send()

    assert asking.words("suggestedLabel") == "words of <b>sorting</b>"
    assert asking.words("suggestedBy") == f"proposed by {MODEL}"
    assert re.match(r"Detection score 0\.\d\d \(n = 8; 0\.5 is guessing\)", asking.words("suggestionNote"))


def test_that_a_proposal_that_is_taken_becomes_the_own_label_with_its_source(asking: AskBench) -> None:
    feature = asking.show_feature()
    asking.send()

    asking.click("takeSuggestion")
    panel = asking.tab.finding.panel

    def is_kept() -> bool:
        page = panel.dashboard
        return page is not None and page.label is not None and page.label.source.startswith("proposed by")

    asking.qtbot.waitUntil(is_kept)
    page = panel.dashboard
    assert page is not None
    assert page.feature == feature
    assert page.label is not None
    assert page.label.text == "words of <b>sorting</b>"
    assert re.fullmatch(rf"proposed by {MODEL} \(detection 0\.\d\d, n = 8\)", page.label.source)


def test_that_a_proposal_that_is_discarded_leaves_nothing(asking: AskBench) -> None:
    asking.show_feature()
    asking.send()

    asking.click("discardSuggestion")

    assert "write_label" not in asking.source.calls
    assert not asking.find(QLabel, "suggestedLabel").isVisible()


def test_that_a_proposal_belongs_to_its_feature_only(asking: AskBench) -> None:
    feature = asking.show_feature()
    asking.send()

    asking.tab.finding.choose_feature(feature + 1)

    assert not asking.find(QLabel, "suggestedLabel").isVisible()


def test_that_an_endpoint_without_silent_passages_leaves_the_label_untested(asking: AskBench) -> None:
    asking.show_feature()
    asking.source.fail_next(NotFoundError("silent_passages", 404))

    asking.send()

    assert asking.words("suggestionNote").startswith("Not tested")


def test_that_a_failure_is_a_sentence(asking: AskBench, chat: ChatModel) -> None:
    asking.show_feature()
    chat.status = 401

    asking.send()

    assert "key" in asking.tab.finding.panel.findChild(AskStrip).state_words.lower()


def test_that_asking_can_be_stopped(asking: AskBench) -> None:
    asking.show_feature()
    dialog = asking.open_dialog()
    combo = dialog.findChild(QComboBox, "askModel")
    assert combo is not None
    combo.setEditText(MODEL)
    asking.source.hold()
    press(dialog, "askSend", asking.qtbot)
    asking.qtbot.waitUntil(lambda: asking.find(QPushButton, "stopAsking").isVisible())

    asking.click("stopAsking")
    asking.wait_until_said()

    assert asking.words("askingState") == "Stopped."


class Neuronpedia:
    """Says what the test wants."""

    def __init__(self, answer: PublicLabel | Exception) -> None:
        self.answer = answer
        self.asked: list[tuple[str, int]] = []

    async def label(self, neuronpedia_id: str, feature: int) -> PublicLabel:
        self.asked.append((neuronpedia_id, feature))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def public_bench(
    qtbot: QtBot, theme: Theme, answer: PublicLabel | Exception
) -> tuple[Bench[SaeTab], Neuronpedia]:
    can = SAE_MODEL.capabilities
    saes = tuple(replace(s, neuronpedia_id="m/12-res") if s.sae_id == LAYER_12 else s for s in can.saes)
    source = FakeSource((replace(SAE_MODEL, capabilities=replace(can, saes=saes)),))
    bench, public = Bench(SaeTab, qtbot, theme, source), Neuronpedia(answer)
    bench.session.public_labels = public
    bench.find(QPlainTextEdit, "saePrompt").setPlainText("sort a list of values in Python")
    bench.run()
    bench.tab.finding.choose_feature(7)
    bench.qtbot.waitUntil(lambda: bench.tab.finding.panel.dashboard is not None)
    return bench, public


def test_that_neuronpedia_is_asked_on_a_click_only_and_its_address_is_shown(
    qtbot: QtBot, qt_loop: EventLoop, theme: Theme
) -> None:
    bench, public = public_bench(
        qtbot, theme, PublicLabel("sorting <i>", "https://www.neuronpedia.org/m/12-res/7")
    )
    assert public.asked == []

    bench.click("askNeuronpedia")
    qtbot.waitUntil(lambda: bench.find(QLabel, "suggestedLabel").isVisible())

    assert public.asked == [("m/12-res", 7)]
    shown = [bench.find(QLabel, name).text() for name in ("suggestedLabel", "suggestedBy", "suggestionNote")]
    assert shown == ["sorting <i>", "Neuronpedia", "https://www.neuronpedia.org/m/12-res/7"]


def test_that_a_feature_without_a_description_there_is_said_to_have_none(
    qtbot: QtBot, qt_loop: EventLoop, theme: Theme
) -> None:
    bench, _ = public_bench(qtbot, theme, PublicLabel("", "https://www.neuronpedia.org/m/12-res/7"))

    bench.click("askNeuronpedia")
    qtbot.waitUntil(lambda: "Nobody" in bench.find(QLabel, "askingState").text())

    assert bench.find(QLabel, "askingState").text().endswith("https://www.neuronpedia.org/m/12-res/7")


def test_that_a_failure_of_neuronpedia_is_a_sentence(qtbot: QtBot, qt_loop: EventLoop, theme: Theme) -> None:
    bench, _ = public_bench(qtbot, theme, ApiTimeoutError("neuronpedia", "www.neuronpedia.org", 20.0))

    bench.click("askNeuronpedia")
    qtbot.waitUntil(lambda: "…" not in bench.find(QLabel, "askingState").text())

    assert "neuronpedia.org" in bench.find(QLabel, "askingState").text()


def test_that_an_sae_that_is_not_hosted_has_no_such_button(asking: AskBench) -> None:
    asking.session.public_labels = Neuronpedia(PublicLabel("", ""))

    asking.show_feature()

    assert not asking.find(QPushButton, "askNeuronpedia").isVisible()
