from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton
from pytestqt.qtbot import QtBot

from holysheep_desktop.core.provenance import Origin, Provenance
from holysheep_desktop.core.results import AnalysisResult, Answer, FeatureAnalysis, SaeReading, Usage
from holysheep_desktop.core.sidecar import SidecarPhase, SidecarState
from holysheep_desktop.core.source import Progress, Waiting
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.window.provenance_line import ProvenanceLine
from holysheep_desktop.ui.window.status_line import StatusLine
from holysheep_desktop.ui.words.stages import stage_text


@pytest.fixture
def status(qtbot: QtBot, theme: Theme) -> StatusLine:
    status = StatusLine()
    qtbot.addWidget(status)
    status.show()
    return status


def words(status: StatusLine, name: str) -> str:
    label = status.findChild(QLabel, name)
    assert label is not None
    return label.text()


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (SidecarState(SidecarPhase.STARTING), "the local model is starting"),
        (SidecarState(SidecarPhase.STARTING, restarts=1), "the local model ended and is being started again"),
        (SidecarState(SidecarPhase.PREPARING, "kernels"), "Compiling the kernels"),
        (SidecarState(SidecarPhase.PREPARING, "converting", 30, 120), "Converting the model 25%"),
        (SidecarState(SidecarPhase.READY, base_url="http://127.0.0.1:1/v1"), "local model ready"),
        (SidecarState(SidecarPhase.FAILED, reason="no"), "the local model does not run"),
    ],
)
def test_that_each_state_of_the_local_model_has_words(
    status: StatusLine, state: SidecarState, expected: str
) -> None:
    status.show_sidecar(state)

    assert words(status, "engineWords") == expected


def test_that_the_conversion_moves_a_bar(status: StatusLine) -> None:
    status.show_sidecar(SidecarState(SidecarPhase.PREPARING, "converting", 30, 120))
    bar = status.findChild(QProgressBar, "engineProgress")

    assert bar is not None
    assert bar.isVisible()
    assert (bar.value(), bar.maximum()) == (30, 120)


def test_that_the_bar_shows_the_whole_run_where_its_share_is_known(status: StatusLine) -> None:
    status.show_working(True)
    status.show_progress(Progress("patching", share=0.25))
    bar = status.findChild(QProgressBar, "workProgress")

    assert bar is not None
    assert bar.value() * 4 == bar.maximum()


def test_that_stop_is_offered_only_while_something_runs(status: StatusLine, qtbot: QtBot) -> None:
    stop = status.findChild(QPushButton, "stopWork")
    assert stop is not None
    assert stop.isHidden()

    status.show_working(True)
    with qtbot.waitSignal(status.stop_requested):
        qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    status.show_working(False)

    assert stop.isHidden()


def test_that_progress_shows_its_stage_and_count(status: StatusLine) -> None:
    status.show_working(True)

    status.show_progress(Progress("sweep", 0, 252))

    assert words(status, "workWords") == "Patching: 0 of 252"


@pytest.mark.parametrize(
    ("progress", "expected"),
    [
        (Progress("decode", 3, 64), "Writing the answer: 3 of 64"),
        (Progress("queued"), "Waiting for its turn…"),
        (Progress("something new", 1, 2), "Working: 1 of 2"),
        (Progress("analyse", waiting=Waiting(4.0, 2, 3)), "Waiting 4 s before attempt 2 of 3"),
    ],
)
def test_that_stages_are_told_in_words(progress: Progress, expected: str) -> None:
    assert stage_text(progress) == expected


def result(origin: Origin) -> AnalysisResult:
    provenance = Provenance(
        origin,
        "https://api.example/v1",
        model_sha256="a5fd3b62" + "0" * 56,
        elapsed_ms={"a": 200.0, "b": 12.4},
    )
    reading = SaeReading(sha256="9c1e77aa" + "0" * 56)
    answer = Answer("x", usage=Usage(prompt_tokens=14))
    return AnalysisResult("gemma-3-270m", provenance, answer, FeatureAnalysis((), reading))


@pytest.fixture
def line(qtbot: QtBot, theme: Theme) -> ProvenanceLine:
    line = ProvenanceLine()
    qtbot.addWidget(line)
    return line


def test_that_the_line_names_model_sae_tokens_and_time(line: ProvenanceLine) -> None:
    line.show_result(result(Origin.MEASURED_HERE))

    assert line.text == "measured here · gemma-3-270m a5fd3b62 · SAE 9c1e77aa · 14 tokens · 212 ms"


def test_that_the_line_names_the_cost_where_the_endpoint_says_it(line: ProvenanceLine) -> None:
    found = result(Origin.REPORTED)
    line.show_result(replace(found, answer=Answer("x", usage=Usage(14, 3, 0.00042))))

    assert "14 tokens · $0.00042 · " in line.text


def test_that_reported_numbers_name_who_reported_them(line: ProvenanceLine) -> None:
    line.show_result(result(Origin.REPORTED))

    assert line.text.startswith("reported by https://api.example/v1 · ")


def test_that_nothing_is_claimed_before_a_result(line: ProvenanceLine) -> None:
    line.show_result(result(Origin.REPORTED))
    line.show_result(None)

    assert line.text == "Nothing measured yet"
