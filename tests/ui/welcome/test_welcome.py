from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QProgressBar,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from ui.frame_bench import N_FIXED, FrameBench

from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.settings import Language
from holysheep_desktop.core.sidecar import SidecarPhase, SidecarState
from holysheep_desktop.engine.weights.conversion import ConversionStage
from holysheep_desktop.errors import SidecarError
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.endpoints.settings_dialog import SettingsDialog
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.notices.strip import Action
from holysheep_desktop.ui.sae.tab import EXAMPLE_PROMPT, SaeTab
from holysheep_desktop.ui.welcome.tab import WelcomeTab
from holysheep_desktop.ui.words.stages import preparation_text

pytestmark = pytest.mark.usefixtures("qt_loop")


@pytest.fixture
def bench(qtbot: QtBot, theme: Theme, languages: Languages) -> Iterator[FrameBench]:
    bench = FrameBench(qtbot, theme, languages)
    yield bench
    bench.close()


def press(bench: FrameBench, name: str) -> None:
    bench.qtbot.mouseClick(bench.find(QPushButton, name), Qt.MouseButton.LeftButton)


def wait_for_finding(bench: FrameBench) -> None:
    bench.qtbot.waitUntil(lambda: isinstance(bench.front, SaeTab) and bench.front.record() is not None)


def test_that_a_blank_profile_is_welcomed_once_with_the_terms_of_the_model(bench: FrameBench) -> None:
    bench.frame.show_welcome_once()
    welcome = bench.front
    assert isinstance(welcome, WelcomeTab)
    press(bench, "readTerms")
    terms = bench.find(QWidget, "terms")
    is_beside = terms.isVisible() and not terms.isModal()
    terms.close()
    bench.window.tabs.close_front()

    bench.frame.show_welcome_once()

    assert "Gemma terms of use" in welcome.terms
    assert is_beside
    assert bench.saved[-1].terms_shown
    assert len(bench.titles) == N_FIXED
    assert bench.window.notices.isHidden()


def test_that_one_press_leads_to_a_chart_even_before_there_is_a_model(bench: FrameBench) -> None:
    bench.frame.show_welcome_once()

    bench.qtbot.keyClick(bench.window.focusWidget(), Qt.Key.Key_Return)
    words = bench.find(QLabel, "preparationWords").text()
    asked_too_early = list(bench.source.requests)
    bench.load_models()
    wait_for_finding(bench)

    assert "as soon as the model is ready" in words
    assert asked_too_early == []
    assert bench.front is bench.sae_tab
    assert [request.prompt for request in bench.source.requests] == [EXAMPLE_PROMPT]
    assert bench.sae_tab.finding.features is not None


def test_that_the_example_says_what_is_wrong_where_there_will_be_no_model(bench: FrameBench) -> None:
    bench.frame.show_welcome_once()
    press(bench, "exampleDoorButton")
    bench.source.fail_next(SidecarError("no weights"))

    bench.session.refresh_models()
    bench.qtbot.waitUntil(lambda: bench.front is bench.sae_tab)

    assert bench.source.requests == []
    assert not bench.sae_tab.finding.notices.isHidden()


def test_that_the_example_runs_on_this_computer_as_its_door_says(bench: FrameBench) -> None:
    bench.window.endpoint_bar.endpoint_requested.emit(Endpoint(EndpointKind.HOLYSHEEP))
    bench.window.menus.welcome.trigger()
    before = bench.session.endpoint.kind

    press(bench, "exampleDoorButton")
    bench.load_models()
    wait_for_finding(bench)

    assert before is EndpointKind.HOLYSHEEP
    assert bench.session.endpoint.kind is EndpointKind.LOCAL
    assert bench.saved[-1].endpoint == EndpointKind.LOCAL


def test_that_the_example_leaves_alone_what_was_typed(bench: FrameBench) -> None:
    bench.load_models()
    bench.sae_tab.question.prompt.set_prompt("my own words")

    # as the empty History asks for it
    bench.window.action_requested.emit(Action.RUN_EXAMPLE)
    wait_for_finding(bench)

    assert bench.front is not bench.sae_tab
    assert bench.sae_tab.question.prompt.prompt() == "my own words"


def test_that_preparation_shows_its_stage_and_share_and_goes_away_when_ready(bench: FrameBench) -> None:
    bench.window.menus.welcome.trigger()
    bar, words = bench.find(QProgressBar, "preparationBar"), bench.find(QLabel, "preparationWords")

    bench.frame.show_sidecar(SidecarState(SidecarPhase.PREPARING, "converting", 9, 18))
    during = (words.text(), bar.isVisible(), bar.value(), bar.maximum())
    bench.frame.show_sidecar(SidecarState(SidecarPhase.READY, base_url="http://127.0.0.1:1/v1"))

    assert during == ("Converting the model 50%.", True, 9, 18)
    assert bar.isHidden()
    assert words.text() == "The local model is ready."


@pytest.mark.parametrize("stage", [*ConversionStage, "kernels", "saes"])
def test_that_every_stage_of_the_preparation_has_words_of_its_own(qapp: QApplication, stage: str) -> None:
    assert preparation_text(stage) != preparation_text("a stage that nobody knows")


def test_that_the_menu_brings_one_welcome_to_the_front_in_the_language_of_the_moment(
    bench: FrameBench,
) -> None:
    bench.window.menus.welcome.trigger()
    bench.window.bring_to_front(bench.sae_tab)

    bench.window.menus.welcome.trigger()
    bench.languages.choose(Language.KOREAN)
    bench.qtbot.waitUntil(lambda: bench.find(QPushButton, "exampleDoorButton").text() == "예제 실행")

    assert isinstance(bench.front, WelcomeTab)
    assert bench.titles[N_FIXED:] == ["시작"]


def test_that_the_other_doors_open_a_report_and_connect_holysheep_once_that_is_saved(
    bench: FrameBench,
) -> None:
    bench.load_models()
    bench.window.menus.welcome.trigger()

    press(bench, "reportDoorButton")
    bench.qtbot.waitUntil(lambda: any(one.isVisible() for one in bench.window.findChildren(QFileDialog)))
    bench.find(QFileDialog, "fileDialog").reject()
    press(bench, "holysheepDoorButton")
    bench.qtbot.waitUntil(lambda: any(one.isVisible() for one in bench.window.findChildren(SettingsDialog)))
    dialog = bench.find(SettingsDialog, "settingsDialog")
    (box,) = dialog.findChildren(QDialogButtonBox, options=Qt.FindChildOption.FindDirectChildrenOnly)
    before = bench.session.endpoint.kind
    bench.qtbot.mouseClick(box.button(QDialogButtonBox.StandardButton.Save), Qt.MouseButton.LeftButton)
    bench.qtbot.waitUntil(lambda: bench.session.endpoint.kind is EndpointKind.HOLYSHEEP)

    assert before is EndpointKind.LOCAL
    assert bench.saved[-1].endpoint == EndpointKind.HOLYSHEEP
