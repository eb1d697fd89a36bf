from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from fakes.stores import MemoryExports, MemoryKeys
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot
from ui.children import child

from holysheep_desktop.core.endpoints import HOLYSHEEP_BASE_URL, origin_of
from holysheep_desktop.core.program_facts import BrokenEnd, Place, ProgramFacts, Reset, ResetDone, Restart
from holysheep_desktop.core.settings import Language, Settings
from holysheep_desktop.core.sidecar import SidecarPhase, SidecarState
from holysheep_desktop.startup.log import LogRing
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.care.wiring import Care
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.notices.strip import Action, NoticeStrip

pytestmark = pytest.mark.usefixtures("qt_loop")

KEY, PROMPT = "quiet-canary-key", "a marked prompt about goats"
STARTED = datetime(2026, 11, 23, 1, 2, 3, tzinfo=UTC)
CRASH = BrokenEnd(STARTED, STARTED + timedelta(hours=1), "0.1", "Fatal Python error: Segmentation fault")
KILL = BrokenEnd(STARTED, STARTED + timedelta(seconds=9), "0.1")


class Scene:
    """A window with Care over a real log."""

    def __init__(self, qtbot: QtBot, theme: Theme, folder: Path, **facts: object) -> None:
        self.qtbot = qtbot
        self.ring = LogRing()
        self.window = QWidget()
        self.strip = NoticeStrip(self.window)
        self.exports, self.keys = MemoryExports(), MemoryKeys()
        self.keys.kept[origin_of(HOLYSHEEP_BASE_URL)] = KEY
        places = {place: folder / place for place in Place}
        draft = urlencode({"prompt": PROMPT})
        self.care = Care(
            self.window,
            self.strip,
            theme,
            ProgramFacts(self.ring, places, **facts),  # type: ignore[arg-type]
            self.keys,
            self.exports,
            lambda: Settings(state={"sae": draft}),
        )
        self.restarts: list[Restart] = []
        self.care.restart_requested.connect(self.restarts.append)
        self.window.show()

    def log(self, text: str, level: int = logging.INFO) -> None:
        name = logging.getLevelName(level)
        self.ring.emit(logging.makeLogRecord({"msg": text, "levelno": level, "levelname": name, "name": "t"}))

    def opened(self, name: str) -> QDialog:
        def is_open() -> bool:
            dialog = self.window.findChild(QDialog, name)
            return dialog is not None and dialog.isVisible()

        self.qtbot.waitUntil(is_open)
        return child(self.window, QDialog, name)


@pytest.fixture
def make(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[type[Scene]]:
    scenes: list[Scene] = []

    class Made(Scene):
        def __init__(self, **facts: object) -> None:
            super().__init__(qtbot, theme, tmp_path, **facts)
            scenes.append(self)

    yield Made
    for scene in scenes:
        for dialog in scene.window.findChildren(QDialog):
            dialog.close()
        scene.window.close()
        scene.window.deleteLater()


def shown(dialog: QWidget) -> list[str]:
    text = child(dialog, QPlainTextEdit, "logText").toPlainText()
    return [line.rpartition(": ")[2] for line in text.splitlines()]


def test_that_the_log_follows_filters_by_level_and_words_and_is_copied(make: type[Scene]) -> None:
    scene = make()
    scene.log("model ready")
    scene.log("too chatty", logging.DEBUG)
    scene.care.show_log()
    dialog = scene.opened("log")
    assert shown(dialog) == ["model ready"]

    scene.log("disk is full", logging.ERROR)
    scene.qtbot.waitUntil(lambda: shown(dialog) == ["model ready", "disk is full"])
    child(dialog, QComboBox, "logLevel").setCurrentIndex(3)
    assert shown(dialog) == ["disk is full"]

    child(dialog, QComboBox, "logLevel").setCurrentIndex(0)
    scene.qtbot.keyClicks(child(dialog, QLineEdit, "logSearch"), "READY model")
    assert shown(dialog) == ["model ready"]

    scene.qtbot.mouseClick(child(dialog, QPushButton, "logCopy"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().endswith("t: model ready")


def test_that_scrolling_up_stops_following_and_the_end_starts_it_again(make: type[Scene]) -> None:
    scene = make()
    for number in range(300):
        scene.log(f"line {number}")
    scene.care.show_log()
    dialog = scene.opened("log")
    bar = child(dialog, QPlainTextEdit, "logText").verticalScrollBar()
    follow = child(dialog, QCheckBox, "logFollow")
    assert follow.isChecked()
    assert bar.value() == bar.maximum()

    bar.setValue(3)
    scene.log("line 300")
    scene.qtbot.waitUntil(lambda: shown(dialog)[-1] == "line 300")
    assert (follow.isChecked(), bar.value()) == (False, 3)

    follow.click()
    assert bar.value() == bar.maximum()


def test_that_the_diagnostics_are_shown_before_they_are_saved_and_hold_nothing_marked(
    make: type[Scene], tmp_path: Path
) -> None:
    scene = make(broken_end=CRASH)
    scene.log(f"asked with {KEY} for {PROMPT!r} in {Path.home()}/secret", logging.ERROR)
    scene.care.show_diagnostics()
    dialog = scene.opened("diagnostics")

    files, text = (
        child(dialog, QListWidget, "diagnosticsFiles"),
        child(dialog, QPlainTextEdit, "diagnosticsText"),
    )
    seen: dict[str, str] = {}
    for row in range(files.count()):
        files.setCurrentRow(row)
        seen[files.item(row).text()] = text.toPlainText()
    assert scene.exports.files == {}

    child(dialog, QPushButton, "diagnosticsSave").click()
    scene.qtbot.waitUntil(lambda: dialog.findChild(QFileDialog) is not None)
    chooser = child(dialog, QFileDialog, "fileDialog")
    chooser.selectFile(str(tmp_path / "d.zip"))
    chooser.accept()
    scene.qtbot.waitUntil(lambda: bool(scene.exports.files))
    (content,) = scene.exports.files.values()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        saved = {name: archive.read(name).decode() for name in archive.namelist()}

    assert saved == seen
    assert sorted(saved) == ["about.txt", "last-end.txt", "log.txt", "settings.json"]
    assert "Segmentation fault" in saved["last-end.txt"]
    assert "numpy: " in saved["about.txt"]
    assert [word for word in (KEY, PROMPT, "goats", str(Path.home())) if word in str(saved)] == []


def test_that_what_is_ticked_is_reset_after_a_restart(make: type[Scene]) -> None:
    scene = make()
    scene.care.ask_resets()
    dialog = scene.opened("resetDialog")
    yes = child(dialog, QPushButton, "resetYes")
    assert not yes.isEnabled()

    for reset in (Reset.WINDOW, Reset.HISTORY):
        child(dialog, QCheckBox, f"reset_{reset}").click()
    yes.click()

    scene.qtbot.waitUntil(lambda: bool(scene.restarts))
    assert scene.restarts == [Restart(frozenset({Reset.WINDOW, Reset.HISTORY}))]


@pytest.mark.parametrize("is_safe_mode", [False, True])
def test_that_safe_mode_is_entered_and_left_by_a_restart(make: type[Scene], is_safe_mode: bool) -> None:
    scene = make(is_safe_mode=is_safe_mode)
    scene.care.ask_safe_mode()
    child(scene.opened("safeModeDialog"), QPushButton, "safeModeYes").click()

    scene.qtbot.waitUntil(lambda: bool(scene.restarts))
    assert scene.restarts == [Restart(is_safe_mode=not is_safe_mode)]


@pytest.mark.parametrize(("end", "has_trace"), [(CRASH, True), (KILL, False)])
def test_that_a_broken_end_is_said_and_explained(make: type[Scene], end: BrokenEnd, has_trace: bool) -> None:
    scene = make(broken_end=end)

    assert scene.care.say_what_is_due()
    assert scene.strip.notice.action is Action.EXPLAIN_CRASH
    scene.care.explain_crash()
    dialog = scene.opened("crash")

    assert child(dialog, QPlainTextEdit, "crashTrace").isVisible() is has_trace
    assert ("half a minute" in child(dialog, QLabel, "crashAdvice").text()) is not has_trace
    child(dialog, QPushButton, "crashLog").click()
    scene.opened("log")


def test_that_a_reset_is_said_with_its_backup_and_its_faults(make: type[Scene]) -> None:
    done = (
        ResetDone(Reset.SETTINGS, Path("/x/settings.json.before-reset-1")),
        ResetDone(Reset.HISTORY, None, "Permission denied"),
    )
    scene = make(resets=done)

    scene.care.say_what_is_due()

    assert scene.strip.notice.title == "Reset: Settings"
    assert "before-reset-1" in scene.strip.notice.advice
    assert "History (Permission denied)" in scene.strip.notice.advice


def test_that_what_a_start_says_follows_the_language(make: type[Scene], languages: Languages) -> None:
    scene = make(is_safe_mode=True)
    scene.care.say_what_is_due()
    assert scene.strip.notice.title.startswith("Safe mode")

    languages.choose(Language.KOREAN)

    scene.qtbot.waitUntil(lambda: scene.strip.notice.title.startswith("안전 모드"))
    assert scene.strip.notice.action is Action.LEAVE_SAFE_MODE


def test_that_an_ordinary_start_says_nothing(make: type[Scene]) -> None:
    scene = make()

    assert not scene.care.say_what_is_due()
    assert scene.strip.notice.title == ""


@pytest.mark.parametrize(
    ("exit_code", "words"), [(-9, "out of memory"), (-11, "signal 11"), (1, "exit code 1")]
)
def test_that_a_crash_of_the_local_model_is_explained_once_it_runs_again(
    make: type[Scene], exit_code: int, words: str
) -> None:
    scene = make()
    scene.care.show_sidecar(SidecarState(SidecarPhase.READY))
    assert scene.strip.notice.title == ""

    scene.care.show_sidecar(SidecarState(SidecarPhase.STARTING, exit_code=exit_code, restarts=1))
    scene.care.show_sidecar(SidecarState(SidecarPhase.READY, restarts=1))

    assert words in scene.strip.notice.advice


def test_that_a_start_is_offered_where_the_local_model_gave_up(make: type[Scene]) -> None:
    scene = make()
    scene.care.show_sidecar(SidecarState(SidecarPhase.STARTING, exit_code=-9, restarts=3))
    scene.care.show_sidecar(SidecarState(SidecarPhase.FAILED, reason="gone", exit_code=-9, restarts=3))
    assert scene.strip.notice.action is Action.RESTART_ENGINE

    scene.care.show_sidecar(SidecarState(SidecarPhase.STARTING))
    scene.care.show_sidecar(SidecarState(SidecarPhase.READY))
    assert scene.strip.notice.title == ""


def test_that_about_names_versions_licences_and_where_data_lies(
    make: type[Scene], languages: Languages, tmp_path: Path
) -> None:
    scene = make()
    scene.care.show_about()
    dialog = scene.opened("about")
    parts = child(dialog, QListWidget, "licencesList")
    named = [parts.item(row).text() for row in range(parts.count())]
    assert any(text.startswith("numpy ") and "BSD-3-Clause" in text for text in named)
    assert any(text.startswith("PySide6_Essentials ") and "LGPL-3.0-only" in text for text in named)

    parts.setCurrentRow(next(row for row, text in enumerate(named) if text.startswith("httpx ")))
    assert "Redistribution and use" in child(dialog, QTextBrowser, "licenceText").toPlainText()
    parts.setCurrentRow(1)
    assert "Gemma" in child(dialog, QTextBrowser, "licenceText").toPlainText()
    path = child(dialog, QLabel, f"placePath_{Place.CACHE}").text().replace("\N{ZERO WIDTH SPACE}", "")
    assert path == str(tmp_path / "cache")

    languages.choose(Language.KOREAN)
    tabs = child(dialog, QTabWidget, "aboutTabs")
    scene.qtbot.waitUntil(lambda: tabs.tabText(1) == "라이선스")
    assert parts.currentRow() == 1
