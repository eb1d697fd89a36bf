from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes.source import CHAT_MODEL, SAE_MODEL
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QTabWidget,
    QTextBrowser,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from ui.children import child
from ui.frame_bench import FrameBench

from holysheep_desktop.core.endpoints import HOLYSHEEP_BASE_URL, Endpoint, EndpointKind
from holysheep_desktop.core.program_facts import ProgramFacts, Restart
from holysheep_desktop.core.report import Report, record_of
from holysheep_desktop.core.requests import (
    AnalysisRequest,
    FeatureOptions,
    PatchOptions,
    Steering,
    SteeringMode,
    user_message,
)
from holysheep_desktop.core.settings import Language, ThemeChoice
from holysheep_desktop.core.sidecar import SidecarPhase, SidecarState
from holysheep_desktop.core.steering import SteeringStart
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.endpoints.settings_dialog import SettingsDialog
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.reports import software, suggested_name
from holysheep_desktop.ui.session import EndpointState
from holysheep_desktop.ui.steering.pane import SteeringPane
from holysheep_desktop.ui.tabs.fixed_tabs import TabName
from holysheep_desktop.ui.widgets.prompt_edit import PromptEdit
from holysheep_desktop.ui.window.frame import Frame, Stores
from holysheep_desktop.ui.words.errors import Action

pytestmark = pytest.mark.usefixtures("qt_loop")

HOLYSHEEP = Endpoint(EndpointKind.HOLYSHEEP, HOLYSHEEP_BASE_URL)
FEATURES = AnalysisRequest(SAE_MODEL.id, user_message("sort a list"), features=FeatureOptions(12))
PAIR = replace(FEATURES, patching=PatchOptions("sort a set", 12))
TABS_WITHOUT_STORES = [name for name in TabName if name not in {TabName.BATCH, TabName.HISTORY}]
"""The frame of these tests has no place for batches and history."""
N_TABS = len(TABS_WITHOUT_STORES)


class Program(FrameBench):
    """The whole interface over fakes, with its models known."""

    @property
    def tabs(self) -> QTabWidget:
        return self.find(QTabWidget, "tabs")

    def report_of(self, request: AnalysisRequest) -> Report:
        job = Job()
        with self.qtbot.waitSignal(job.succeeded) as found:
            job.start(self.source.analyse(request), name="analyse")
        (result,) = found.args
        return Report(datetime(2026, 11, 23, 1, 2, 3, tzinfo=UTC), software(), record_of(request, result))


@pytest.fixture
def program(qtbot: QtBot, theme: Theme, languages: Languages) -> Iterator[Program]:
    program = Program(qtbot, theme, languages)
    program.load_models()
    yield program
    program.close()


def test_that_closing_the_window_asks_for_the_end_and_ends_nothing_itself(program: Program) -> None:
    with program.qtbot.waitSignal(program.frame.exit_requested):
        program.window.close()

    assert program.window.isHidden()


def running_program(program: Program) -> QDialog:
    """A run goes on in the SAE tab, and the window was closed."""
    program.tabs.setCurrentIndex(TABS_WITHOUT_STORES.index(TabName.SAE))
    child(program.tabs.currentWidget(), PromptEdit, "saePrompt").set_prompt("sort a list")
    program.source.hold()
    program.frame.window.menus.run.trigger()
    program.qtbot.waitUntil(lambda: program.source.calls.count("analyse") == 1)
    program.window.close()
    dialog = child(program.window, QDialog, "endDialog")
    program.qtbot.waitUntil(dialog.isVisible)
    return dialog


def test_that_closing_during_a_run_asks_once_and_keeps_running_on_no(program: Program) -> None:
    dialog = running_program(program)
    program.window.close()
    assert len(program.window.findChildren(QDialog, "endDialog")) == 1

    with program.qtbot.assertNotEmitted(program.frame.exit_requested):
        program.qtbot.mouseClick(child(dialog, QPushButton, "endNo"), Qt.MouseButton.LeftButton)
        program.qtbot.waitUntil(lambda: not program.window.findChildren(QDialog, "endDialog"))

    assert program.window.isVisible()
    assert program.source.n_cancelled == 0
    program.source.release()
    program.qtbot.waitUntil(lambda: not program.frame.window.current_tab.is_running())


def test_that_yes_ends_the_program_though_something_runs(program: Program) -> None:
    dialog = running_program(program)

    with program.qtbot.waitSignal(program.frame.exit_requested):
        program.qtbot.mouseClick(child(dialog, QPushButton, "endYes"), Qt.MouseButton.LeftButton)

    assert program.window.isHidden()
    program.frame.window.current_tab.stop()
    program.qtbot.waitUntil(lambda: not program.frame.window.current_tab.is_running())


def test_that_choosing_holysheep_asks_its_address_and_is_remembered(program: Program) -> None:
    program.frame.window.endpoint_bar.endpoint_requested.emit(HOLYSHEEP)

    assert program.endpoints[-1] == Endpoint(EndpointKind.HOLYSHEEP, HOLYSHEEP_BASE_URL)
    assert program.saved[-1].endpoint == "holysheep"
    program.qtbot.waitUntil(lambda: program.session.state is EndpointState.READY)


def test_that_an_endpoint_of_the_command_line_stays_when_other_settings_change(program: Program) -> None:
    elsewhere = Endpoint(EndpointKind.CUSTOM, "http://lab.example/v1")
    program.session.use_endpoint(elsewhere)

    program.frame.window.menus.theme_chosen.emit(ThemeChoice.DARK)

    assert program.session.endpoint == elsewhere
    program.qtbot.waitUntil(lambda: program.session.state is EndpointState.READY)


def test_that_a_server_that_is_yet_to_be_added_opens_the_settings(program: Program) -> None:
    program.frame.window.endpoint_bar.endpoint_requested.emit(None)

    program.qtbot.waitUntil(lambda: bool(program.window.findChildren(SettingsDialog)))
    dialog = child(program.window, SettingsDialog, "settingsDialog")
    program.qtbot.waitUntil(dialog.isVisible)
    child(dialog, QLineEdit, "addressEdit").setText("http://127.0.0.1:9/v1")
    dialog.accept()
    program.qtbot.waitUntil(lambda: bool(program.saved))

    assert program.saved[-1].servers == (Endpoint(EndpointKind.CUSTOM, "http://127.0.0.1:9/v1"),)
    assert program.session.endpoint.kind is EndpointKind.LOCAL


def test_that_cancelled_settings_change_nothing(program: Program) -> None:
    program.frame.window.endpoint_bar.settings_requested.emit()
    program.qtbot.waitUntil(lambda: bool(program.window.findChildren(SettingsDialog)))
    dialog = child(program.window, SettingsDialog, "settingsDialog")
    program.qtbot.waitUntil(dialog.isVisible)

    dialog.reject()
    program.qtbot.waitUntil(lambda: not program.window.findChildren(SettingsDialog))

    assert program.saved == []


def test_that_the_language_changes_without_a_restart(program: Program) -> None:
    program.frame.window.menus.language_chosen.emit(Language.KOREAN)
    program.qtbot.waitUntil(lambda: program.tabs.tabText(0) == "모델")

    assert program.frame.window.menus.file.title() == "파일(&F)"
    assert child(program.window, QPushButton, "refreshModels").text() == "새로 고침"
    program.frame.window.menus.language_chosen.emit(Language.ENGLISH)
    program.qtbot.waitUntil(lambda: program.tabs.tabText(0) == "Models")


def test_that_the_theme_changes_and_is_remembered(program: Program, theme: Theme) -> None:
    program.frame.window.menus.theme_chosen.emit(ThemeChoice.DARK)

    assert theme.is_dark
    assert program.saved[-1].theme is ThemeChoice.DARK


def test_that_a_changed_model_file_restarts_the_local_model(program: Program) -> None:
    program.frame.window.endpoint_bar.settings_requested.emit()
    program.qtbot.waitUntil(lambda: bool(program.window.findChildren(SettingsDialog)))
    dialog = child(program.window, SettingsDialog, "settingsDialog")
    program.qtbot.waitUntil(dialog.isVisible)
    child(dialog, QListWidget, "endpointList").setCurrentRow(0)
    child(dialog, QLineEdit, "modelPath").setText("/models/other.gguf")

    with program.qtbot.waitSignal(program.frame.restart_requested):
        dialog.accept()


def keep_key(program: Program, key: str) -> SettingsDialog:
    """Follow the action that asks for a key, type one and keep it; the dialog is still open then."""
    program.frame.window.action_requested.emit(Action.ENTER_KEY)
    program.qtbot.waitUntil(lambda: bool(program.window.findChildren(SettingsDialog)))
    dialog = child(program.window, SettingsDialog, "settingsDialog")
    program.qtbot.waitUntil(dialog.isVisible)
    program.qtbot.keyClicks(child(dialog, QLineEdit, "endpointKeyEdit"), key)
    keep = child(dialog, QPushButton, "endpointKeyKeep")
    program.qtbot.waitUntil(keep.isEnabled)
    program.qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    return dialog


def test_that_a_new_key_is_tried_at_once(program: Program) -> None:
    program.frame.window.endpoint_bar.endpoint_requested.emit(HOLYSHEEP)
    program.qtbot.waitUntil(lambda: program.session.state is EndpointState.READY)
    n_before = len(program.endpoints)

    dialog = keep_key(program, "hs-1")
    program.qtbot.waitUntil(lambda: len(program.endpoints) > n_before)
    dialog.reject()
    program.qtbot.waitUntil(lambda: not program.window.findChildren(SettingsDialog))

    assert program.keys.kept == {"https://api.holysheep.ai": "hs-1"}


def test_that_a_key_is_asked_for_the_endpoint_that_is_asked_though_it_is_in_no_list(program: Program) -> None:
    """One of the command line: its key must not be typed into HolySheep's field."""
    program.session.use_endpoint(Endpoint(EndpointKind.CUSTOM, "https://lab.example/v1"))

    dialog = keep_key(program, "lab-1")
    program.qtbot.waitUntil(lambda: bool(program.keys.kept))
    dialog.reject()
    program.qtbot.waitUntil(lambda: not program.window.findChildren(SettingsDialog))

    assert program.keys.kept == {"https://lab.example": "lab-1"}


@pytest.mark.parametrize(("question", "kind"), [(FEATURES, "saeTab"), (PAIR, "patchingTab")])
def test_that_a_report_opens_in_a_tab_of_its_kind(
    program: Program, question: AnalysisRequest, kind: str
) -> None:
    path = Path("/reports/a.json")
    program.reports.files[path] = program.report_of(question)

    program.frame.open_report(path)
    program.qtbot.waitUntil(lambda: program.tabs.count() == N_TABS + 1)

    tab = program.tabs.currentWidget()
    assert child(tab, QWidget, kind).isVisible()
    assert program.frame.window.current_tab.record() == program.reports.files[path].record
    assert "measured here" in child(program.window, QLabel, "provenanceText").text()


def test_that_the_origin_of_numbers_is_told_only_where_a_result_belongs(program: Program) -> None:
    words = child(program.window, QLabel, "provenanceText")
    seen = {}

    for name in (TabName.MODELS, TabName.PATCHING):
        program.tabs.setCurrentIndex(TABS_WITHOUT_STORES.index(name))
        seen[name] = words.isVisible()

    assert seen == {TabName.MODELS: False, TabName.PATCHING: True}


def test_that_a_report_that_opens_puts_the_message_about_one_that_did_not_away(program: Program) -> None:
    program.frame.open_report(Path("/reports/nothing.json"))
    program.qtbot.waitUntil(program.window.notices.isVisible)
    path = Path("/reports/a.json")
    program.reports.files[path] = program.report_of(FEATURES)

    program.frame.open_report(path)
    program.qtbot.waitUntil(lambda: program.tabs.count() == N_TABS + 1)

    assert not program.window.notices.isVisible()


def test_that_a_report_that_is_open_comes_to_the_front_instead_of_a_second_time(program: Program) -> None:
    path = Path("/reports/a.json")
    program.reports.files[path] = program.report_of(FEATURES)
    program.frame.open_report(path)
    program.qtbot.waitUntil(lambda: program.tabs.count() == N_TABS + 1)
    program.tabs.setCurrentIndex(0)

    program.frame.open_report(path)
    program.qtbot.waitUntil(lambda: program.tabs.currentIndex() == N_TABS)

    assert program.tabs.count() == N_TABS + 1


def test_that_only_a_report_tab_has_a_button_that_closes_it(program: Program) -> None:
    path = Path("/reports/a.json")
    program.reports.files[path] = program.report_of(FEATURES)
    program.frame.open_report(path)
    program.qtbot.waitUntil(lambda: program.tabs.count() == N_TABS + 1)

    (close,) = program.tabs.findChildren(QToolButton, "closeReport")
    program.qtbot.mouseClick(close, Qt.MouseButton.LeftButton)

    assert program.tabs.count() == N_TABS


def test_that_closing_a_report_by_key_leads_back_to_the_prompt_of_the_tab_before(program: Program) -> None:
    program.tabs.setCurrentIndex(TABS_WITHOUT_STORES.index(TabName.SAE))
    path = Path("/reports/a.json")
    program.reports.files[path] = program.report_of(FEATURES)
    program.frame.open_report(path)
    program.qtbot.waitUntil(lambda: program.tabs.count() == N_TABS + 1)
    opened = program.tabs.currentWidget()
    (close,) = program.tabs.findChildren(QToolButton, "closeReport")
    assert close.accessibleName() == f"Close the tab “{program.tabs.tabText(N_TABS)}”"
    child(opened, PromptEdit, "saePrompt").setFocus()

    program.frame.window.menus.window.close_tab.trigger()

    assert program.tabs.currentIndex() == TABS_WITHOUT_STORES.index(TabName.SAE)
    before = child(program.tabs.currentWidget(), PromptEdit, "saePrompt")
    assert program.window.focusWidget() is before


def test_that_a_file_that_is_no_report_is_told_in_the_strip(program: Program) -> None:
    program.frame.open_report(Path("/reports/nothing.json"))

    program.qtbot.waitUntil(lambda: "nothing.json" in program.said())
    assert program.tabs.count() == N_TABS


def test_that_a_dropped_report_is_opened(program: Program) -> None:
    path = Path("/reports/a.json")
    program.reports.files[path] = program.report_of(FEATURES)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    where, action = QPointF(QPoint(10, 10)), Qt.DropAction.CopyAction
    button, key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where.toPoint(), action, data, button, key)
    enter.ignore()

    QApplication.sendEvent(program.frame.window, enter)
    QApplication.sendEvent(program.frame.window, QDropEvent(where, action, data, button, key))

    program.qtbot.waitUntil(lambda: program.tabs.count() == N_TABS + 1)


def accept_file_dialog(program: Program, path: Path) -> None:
    program.qtbot.waitUntil(lambda: bool(program.window.findChildren(QFileDialog)))
    dialog = program.window.findChildren(QFileDialog)[0]
    program.qtbot.waitUntil(dialog.isVisible)
    child(dialog, QLineEdit, "fileNameEdit").setText(str(path))
    dialog.accept()


def open_feature_report(program: Program) -> None:
    source = Path("/reports/source.json")
    program.reports.files[source] = program.report_of(FEATURES)
    program.frame.open_report(source)
    program.qtbot.waitUntil(lambda: program.tabs.count() == N_TABS + 1)


def test_that_save_report_writes_what_the_tab_in_front_shows(program: Program, tmp_path: Path) -> None:
    open_feature_report(program)
    target = tmp_path / "mine.json"

    program.frame.window.menus.save_report.trigger()
    accept_file_dialog(program, target)
    program.qtbot.waitUntil(lambda: str(target) in program.said())

    written = program.reports.files[target]
    assert written.record == program.frame.window.current_tab.record()
    assert written.created_at.tzinfo is not None
    assert written.language == "en"
    assert program.frame.settings.state["reportFolder"] == str(tmp_path)


def test_that_a_failed_save_is_told_and_not_remembered(program: Program, tmp_path: Path) -> None:
    open_feature_report(program)
    (tmp_path / "full").mkdir()

    program.frame.window.menus.save_report.trigger()
    accept_file_dialog(program, tmp_path / "full" / "mine.json")

    program.qtbot.waitUntil(lambda: "mine.json" in program.said())
    assert program.said().startswith("The report could not be saved")


def test_that_there_is_nothing_to_save_before_a_finding(program: Program) -> None:
    assert not program.frame.window.menus.save_report.isEnabled()


@pytest.mark.parametrize(("question", "kind"), [(FEATURES, "sae"), (PAIR, "patching")])
def test_that_the_suggested_name_says_what_and_when_but_not_the_prompt(
    program: Program, question: AnalysisRequest, kind: str
) -> None:
    name = suggested_name(program.report_of(question))

    assert name == f"{kind}-gemma-3-270m-20261123-010203.holysheep.json"


def test_that_a_model_name_with_odd_characters_makes_a_safe_file_name(program: Program) -> None:
    report = program.report_of(FEATURES)
    run = report.record.main
    request = replace(run.request, model="../../etc/pass wd:한글")
    odd = replace(report, record=record_of(request, run.result))

    assert suggested_name(odd) == "sae-etc-pass-wd-20261123-010203.holysheep.json"


def test_that_the_terms_open_beside_the_window(program: Program) -> None:
    program.frame.window.action_requested.emit(Action.READ_TERMS)

    dialog = child(program.window, QWidget, "terms")
    assert dialog.isVisible()
    assert not dialog.isModal()
    assert "Gemma Terms of Use" in child(dialog, QTextBrowser, "termsText").toPlainText()
    dialog.close()


def test_that_english_is_one_click_away_where_no_font_has_hangul(program: Program) -> None:
    program.frame.window.menus.language_chosen.emit(Language.KOREAN)

    program.frame.window.action_requested.emit(Action.USE_ENGLISH)

    assert program.saved[-1].language is Language.ENGLISH


def test_that_the_menus_wish_to_restart_reaches_the_program(program: Program) -> None:
    wished: list[object] = []
    program.frame.program_restart_requested.connect(wished.append)

    program.frame.window.menus.safe_mode.trigger()
    dialog = child(program.window, QDialog, "safeModeDialog")
    program.qtbot.waitUntil(dialog.isVisible)
    child(dialog, QPushButton, "safeModeYes").click()

    program.qtbot.waitUntil(lambda: bool(wished))
    assert wished == [Restart(is_safe_mode=True)]


def test_that_choose_a_model_leads_to_the_models_tab(program: Program) -> None:
    program.tabs.setCurrentIndex(1)

    program.frame.window.action_requested.emit(Action.CHOOSE_MODEL)

    assert program.tabs.currentIndex() == 0


@pytest.mark.parametrize(("action", "name"), [("compareAnswers", "comparison"), ("explain", "explanation")])
def test_that_chat_models_are_asked_about_the_report_in_front(
    program: Program, action: str, name: str
) -> None:
    open_feature_report(program)

    child(program.window, QAction, action).trigger()

    dialog = child(program.window, QDialog, name)
    assert dialog.isVisible()
    dialog.close()


def test_that_the_button_beside_a_servers_answer_opens_the_comparison(program: Program) -> None:
    program.frame.window.action_requested.emit(Action.COMPARE_ANSWERS)

    dialog = child(program.window, QDialog, "comparison")
    assert dialog.isVisible()
    dialog.close()


def test_that_without_a_finding_there_is_nothing_to_explain(program: Program) -> None:
    child(program.window, QAction, "explain").trigger()

    assert program.said() == "There is nothing to explain in this tab yet."


def test_that_run_is_offered_where_something_can_run(program: Program) -> None:
    menus = program.frame.window.menus
    assert not menus.run.isEnabled()

    program.tabs.setCurrentIndex(1)

    assert menus.run.isEnabled()
    assert not menus.stop.isEnabled()


def test_that_layout_and_model_come_back_after_a_restart(program: Program) -> None:
    program.tabs.setCurrentIndex(2)
    program.session.choose_model(CHAT_MODEL.id)

    settings = program.frame.settings

    assert settings.models == {"local": "gpt-4.1"}
    assert set(settings.state) == {*TABS_WITHOUT_STORES, "window", "layout", "reportFolder", "reports"}
    assert settings.state["window"].endswith("|2|0")


def test_that_what_was_typed_in_steering_tabs_comes_back_after_a_restart(
    program: Program, theme: Theme, languages: Languages
) -> None:
    step = Steering("gemma-3-270m/layer-12/8k", 7, SteeringMode.SET, 2.5)
    program.frame.window.steering_requested.emit(SteeringStart("closed", (step,)))
    program.qtbot.mouseClick(child(program.window, QToolButton, "closeReport"), Qt.MouseButton.LeftButton)
    program.frame.window.steering_requested.emit(SteeringStart("Sort\na list", (step,)))
    stores = Stores(program.keys, program.reports, ProgramFacts())

    again = Frame(program.session, theme, languages, stores, program.frame.settings)
    program.qtbot.addWidget(again.window)
    again.window.show()
    again.restore_state()
    program.qtbot.waitUntil(lambda: again.is_complete)

    (pane,) = again.window.findChildren(SteeringPane)
    assert pane.question.prompt.prompt() == "Sort\na list"
    assert pane.question.steps.steps() == (step,)
    assert again.settings.state["steering"] == program.frame.settings.state["steering"]


def test_that_the_window_comes_back_with_its_tab(program: Program) -> None:
    program.tabs.setCurrentIndex(2)
    state = program.frame.window.save_state()
    program.tabs.setCurrentIndex(0)

    program.frame.window.restore_state(state)
    program.frame.window.restore_state("no state|77")

    assert program.tabs.currentIndex() == 2


def test_that_the_program_begins_where_one_types(
    program: Program, theme: Theme, languages: Languages
) -> None:
    program.tabs.setCurrentIndex(TABS_WITHOUT_STORES.index(TabName.SAE))
    stores = Stores(program.keys, program.reports, ProgramFacts())

    again = Frame(program.session, theme, languages, stores, program.frame.settings)
    program.qtbot.addWidget(again.window)
    again.window.show()
    again.restore_state()
    program.qtbot.waitUntil(lambda: again.is_complete)

    assert again.window.focusWidget() is child(again.window, PromptEdit, "saePrompt")


def test_that_a_tab_that_is_clicked_has_the_cursor_in_its_prompt(program: Program) -> None:
    program.tabs.setCurrentIndex(TABS_WITHOUT_STORES.index(TabName.SAE))
    child(program.frame.window, PromptEdit, "saePrompt").setFocus()

    program.tabs.setCurrentIndex(TABS_WITHOUT_STORES.index(TabName.PATCHING))

    field = program.frame.window.focusWidget()
    assert isinstance(field, PromptEdit)
    assert program.tabs.currentWidget().isAncestorOf(field)


def test_that_the_status_bar_follows_the_local_model(program: Program) -> None:
    program.frame.window.show_sidecar(SidecarState(SidecarPhase.PREPARING, "converting", 1, 4))

    assert child(program.window, QLabel, "engineWords").text() == "Converting the model 25%"

    program.frame.window.show_sidecar(SidecarState(SidecarPhase.READY, base_url="http://127.0.0.1:1/v1"))

    assert child(program.window, QLabel, "engineWords").text() == "local model ready"


def test_that_every_control_has_a_name_for_those_who_do_not_see_it(program: Program) -> None:
    nameless = [
        f"{type(button).__name__} {button.objectName()}"
        for button in program.window.findChildren(QPushButton)
        if button.isVisibleTo(program.window) and not (button.accessibleName() and button.objectName())
    ]

    assert nameless == []
