"""Published SAEs in the window: the size is said first; what was downloaded is added like any other."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from fakes.sae_shelf import ShelfSource
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.models import SaeInfo
from holysheep_desktop.core.sae_releases import DOWNLOAD, ReleasedSae
from holysheep_desktop.core.source import Progress, Report
from holysheep_desktop.errors import MissingPackageError, SaeReleaseError, SaeReleaseFault
from holysheep_desktop.ui.loop.event_loop import EventLoop
from holysheep_desktop.ui.own_saes.desk import SaeDesk
from holysheep_desktop.ui.own_saes.hub_dialog import HubDialog
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.tables import RowView

FOLDER = "resid_post/layer_12_width_16k_l0_small"
SMALL = ReleasedSae("google/scope", "c0ffee", FOLDER, {f"{FOLDER}/params.safetensors": 83_965_504})
HUGE = ReleasedSae("google/scope", "c0ffee", "wide", {"wide/params.safetensors": 5_000_000_000})


class Releases:
    """Two SAEs; downloads wait for `may_go_on`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.error: Exception | None = None
        self.asked: list[tuple[str, str]] = []
        self.downloads: list[ReleasedSae] = []
        self.ended: list[str] = []
        self.may_go_on = asyncio.Event()

    async def find(self, repository: str, part: str) -> tuple[ReleasedSae, ...]:
        self.asked.append((repository, part))
        if self.error is not None:
            raise self.error
        return (SMALL, HUGE)

    @asynccontextmanager
    async def downloaded(self, sae: ReleasedSae, report: Report) -> AsyncGenerator[Path]:
        self.downloads.append(sae)
        report(Progress(DOWNLOAD, 21_000_000, sae.n_bytes))
        await self.may_go_on.wait()
        yield self._folder
        self.ended.append(sae.folder)


class HubBench:
    def __init__(self, qtbot: QtBot, releases: Releases, kind: EndpointKind) -> None:
        self.qtbot, self.releases, self.source = qtbot, releases, ShelfSource()
        self.session = Session(lambda _endpoint: self.source, Endpoint(kind))
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()
        self.desk = SaeDesk(self.session, self.window, releases)
        self.added: list[SaeInfo] = []
        self.refused: list[bool] = []
        self.desk.added.connect(self.added.append)
        self.desk.refused.connect(lambda: self.refused.append(True))

    def open(self) -> HubDialog:
        self.desk.ask_hub()
        self.qtbot.waitUntil(lambda: self.dialog() is not None)
        found = self.dialog()
        assert found is not None
        return found

    def dialog(self) -> HubDialog | None:
        shown = (w for w in QApplication.topLevelWidgets() if isinstance(w, HubDialog) and w.isVisible())
        return next(shown, None)

    def press(self, dialog: HubDialog, name: str) -> None:
        self.qtbot.mouseClick(button(dialog, name), Qt.MouseButton.LeftButton)

    def choose(self, dialog: HubDialog, sae: ReleasedSae) -> None:
        self.press(dialog, "hubList")
        view = dialog.findChild(RowView, "hubTable")
        assert view is not None
        self.qtbot.waitUntil(lambda: view.model().rowCount() == 2)
        view.selectRow([SMALL, HUGE].index(sae))

    def close(self, dialog: HubDialog) -> None:
        self.press(dialog, "hubClose")
        self.qtbot.waitUntil(lambda: self.dialog() is None)


def button(dialog: HubDialog, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert found is not None
    return found


@pytest.fixture
def hub(qtbot: QtBot, qt_loop: EventLoop, tmp_path: Path) -> HubBench:
    return HubBench(qtbot, Releases(tmp_path), EndpointKind.LOCAL)


def test_that_opening_the_dialog_asks_nobody(hub: HubBench) -> None:
    dialog = hub.open()
    asked = list(hub.releases.asked)
    hub.close(dialog)

    assert asked == []


def test_that_the_size_is_said_before_the_download(hub: HubBench) -> None:
    dialog = hub.open()

    hub.choose(dialog, SMALL)

    words = button(dialog, "hubDownload").text(), dialog.note
    hub.close(dialog)
    assert words[0] == "Download 84 MB"
    assert words[1].startswith("84 MB come from huggingface.co")
    assert hub.releases.downloads == []


def test_that_an_sae_that_is_too_large_cannot_be_downloaded(hub: HubBench) -> None:
    dialog = hub.open()

    hub.choose(dialog, HUGE)

    can, note = button(dialog, "hubDownload").isEnabled(), dialog.note
    hub.close(dialog)
    assert not can
    assert "5,000 MB is more than this program takes" in note


def test_that_a_download_tells_how_far_it_is_and_then_adds_the_sae(hub: HubBench, tmp_path: Path) -> None:
    dialog = hub.open()
    hub.choose(dialog, SMALL)
    hub.press(dialog, "hubDownload")
    hub.qtbot.waitUntil(lambda: dialog.note.startswith("Downloading: 21 MB of 84 MB"))

    hub.releases.may_go_on.set()
    hub.qtbot.waitUntil(lambda: bool(hub.added))

    assert [wish.path for wish in hub.source.shelf.wishes] == [tmp_path]
    assert hub.releases.ended == [FOLDER]
    hub.qtbot.waitUntil(lambda: hub.dialog() is None)


def test_that_a_download_can_be_stopped(hub: HubBench) -> None:
    dialog = hub.open()
    hub.choose(dialog, SMALL)
    hub.press(dialog, "hubDownload")
    hub.qtbot.waitUntil(lambda: button(dialog, "hubStop").isVisible())

    hub.press(dialog, "hubStop")
    hub.qtbot.waitUntil(lambda: dialog.note == "Stopped. Nothing was kept.")

    hub.close(dialog)
    assert hub.added == []


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (MissingPackageError("huggingface_hub", "hub"), 'pip install "holysheep-desktop[hub]"'),
        (SaeReleaseError("a/b", SaeReleaseFault.NOT_FOUND), "no repository a/b"),
        (SaeReleaseError("a/b", SaeReleaseFault.UNREACHABLE), "does not answer"),
    ],
)
def test_that_a_failure_is_a_sentence(hub: HubBench, error: Exception, words: str) -> None:
    hub.releases.error = error
    dialog = hub.open()

    hub.press(dialog, "hubList")
    hub.qtbot.waitUntil(lambda: words in dialog.note)

    hub.close(dialog)


def test_that_other_endpoints_take_no_saes(qtbot: QtBot, qt_loop: EventLoop, tmp_path: Path) -> None:
    bench = HubBench(qtbot, Releases(tmp_path), EndpointKind.CUSTOM)

    bench.desk.ask_hub()

    assert bench.refused == [True]
