from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from holysheep_desktop.core.settings import Settings
from holysheep_desktop.errors import SettingsFileError, SettingsNotSavedError
from holysheep_desktop.ui.autosave import INTERVAL_MS, Autosave

pytestmark = pytest.mark.usefixtures("qt_loop")


class MemorySettings:
    """`core.stores.SettingsStore`; can be held, and can refuse."""

    def __init__(self) -> None:
        self.saved: list[Settings] = []
        self.threads: set[int] = set()
        self.error: SettingsFileError | None = None
        self.gate = threading.Event()
        self.gate.set()

    def load(self) -> Settings:
        return Settings()

    def save(self, settings: Settings) -> None:
        self.gate.wait(60)
        self.threads.add(threading.get_ident())
        if self.error is not None:
            raise self.error
        self.saved.append(settings)


class Screen:
    """What is typed."""

    def __init__(self) -> None:
        self.settings = Settings()

    def type(self, text: str) -> None:
        self.settings = replace(self.settings, state={"sae": text})

    def current(self) -> Settings:
        return self.settings


@pytest.fixture
def screen() -> Screen:
    return Screen()


@pytest.fixture
def store() -> MemorySettings:
    return MemorySettings()


def started(store: MemorySettings, screen: Screen) -> Autosave:
    autosave = Autosave(store, screen.current)
    autosave.save_now()
    autosave.start()
    return autosave


def test_that_a_draft_has_two_seconds_and_looks_are_a_second_apart() -> None:
    assert INTERVAL_MS * 2 <= 2_000


def test_that_what_is_typed_is_written_without_a_key_to_save_it(
    qtbot: QtBot, store: MemorySettings, screen: Screen
) -> None:
    autosave = started(store, screen)

    screen.type("왜 하늘은")
    qtbot.waitUntil(lambda: len(store.saved) == 2)

    assert store.saved[-1].state == {"sae": "왜 하늘은"}
    assert threading.get_ident() in store.threads  # save_now, at the start
    assert len(store.threads) == 2
    autosave.stop()


def test_that_nothing_is_written_while_nothing_changes(store: MemorySettings, screen: Screen) -> None:
    autosave = started(store, screen)

    autosave.stop()

    assert len(store.saved) == 1


def test_that_the_end_writes_the_newest_even_while_a_slow_disk_still_writes(
    qtbot: QtBot, store: MemorySettings, screen: Screen
) -> None:
    autosave = started(store, screen)
    store.gate.clear()
    screen.type("older")
    qtbot.waitUntil(lambda: autosave._job.is_running)
    screen.type("newest")

    threading.Timer(0.05, store.gate.set).start()
    autosave.stop()
    qtbot.waitUntil(lambda: not autosave._job.is_running)

    assert store.saved[-1].state == {"sae": "newest"}


def test_that_what_a_thread_is_still_writing_does_not_count_as_kept(
    qtbot: QtBot, store: MemorySettings, screen: Screen
) -> None:
    autosave = started(store, screen)
    store.gate.clear()
    store.error = SettingsNotSavedError(Path("settings.json"), "No space left on device")
    screen.type("on its way")
    qtbot.waitUntil(lambda: autosave._job.is_running)

    threading.Timer(0.05, store.gate.set).start()
    is_kept = autosave.keep()
    qtbot.waitUntil(lambda: not autosave._job.is_running)
    autosave._timer.stop()

    assert not is_kept


def test_that_a_disk_that_refuses_is_told(qtbot: QtBot, store: MemorySettings, screen: Screen) -> None:
    autosave = started(store, screen)
    store.error = SettingsFileError(Path("settings.json"), "No space left on device")
    screen.type("a")

    with qtbot.waitSignal(autosave.failed):
        pass
    autosave.stop()


def test_that_what_a_disk_refused_is_written_once_it_takes_it_again(
    qtbot: QtBot, store: MemorySettings, screen: Screen
) -> None:
    autosave = started(store, screen)
    store.error = SettingsNotSavedError(Path("settings.json"), "No space left on device")
    screen.type("typed on a full disk")
    with qtbot.waitSignal(autosave.failed):
        pass
    store.error = None

    autosave.stop()

    assert store.saved[-1].state == {"sae": "typed on a full disk"}


def test_that_a_disk_that_goes_on_refusing_is_told_once_and_again_after_it_took_something(
    store: MemorySettings, screen: Screen
) -> None:
    autosave, told = started(store, screen), list[BaseException]()
    autosave.failed.connect(told.append)
    refusal = SettingsNotSavedError(Path("settings.json"), "No space left on device")

    for error, text in ((refusal, "a"), (refusal, "b"), (None, "c"), (refusal, "d")):
        store.error = error
        screen.type(text)
        autosave.save_now()
    autosave._timer.stop()

    assert told == [refusal, refusal]
