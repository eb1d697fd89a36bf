"""Errors that nobody caught, clocks, zones and screens: rows LC04, LC08, LC09 and LC11 of the fault table."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import textwrap
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from client.clients import CHAT, REQUEST, key_source
from fakes.scripted_server import Received, Script, ScriptedServer, json_reply
from storage.report_samples import full_report

from holysheep_desktop.client.endpoint_client import EndpointClient
from holysheep_desktop.client.retry import Pace
from holysheep_desktop.core.connections.network import NetworkLimits
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.history import Begun, RunFilter, RunRow, new_run_key
from holysheep_desktop.core.source import Progress
from holysheep_desktop.storage.database import Database
from holysheep_desktop.storage.history.store import SqliteHistory
from holysheep_desktop.ui.reports import software

ROOT = Path(__file__).resolve().parents[2]
DAY_S = 86_400.0
FEWEST_CONTROLS = 50
"""Of all tabs together: fewer would mean that nothing was looked at."""


def ran(script: str, **environment: str) -> dict[str, object]:
    """What a program of its own printed as its last line."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        env={
            **os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}",
            **environment,
        },
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


UNCAUGHT = """
    import asyncio, gc, json, logging, sys
    from PySide6.QtCore import QObject, QTimer, Signal, Slot
    from PySide6.QtWidgets import QApplication
    from holysheep_desktop.startup.last_resort import LastResort
    from holysheep_desktop.startup.log import LogRing
    from holysheep_desktop.ui.loop import event_loop

    ring = LogRing()
    logging.getLogger().addHandler(ring)
    app = QApplication([])
    told = []

    class Button(QObject):
        clicked = Signal()

        @Slot()
        def fail(self):
            raise ValueError("in a slot")

    async def forgotten():
        raise ValueError("in a task")

    def callback():
        raise ValueError("in a callback")

    async def main():
        LastResort(told.append).install()
        kind = sys.argv[1]
        if kind == "slot":
            button = Button()
            button.clicked.connect(button.fail)
            button.clicked.emit()
        elif kind == "task":
            task = asyncio.ensure_future(forgotten())
            await asyncio.wait({task})
            del task
            gc.collect()
        else:
            asyncio.get_running_loop().call_soon(callback)
        await asyncio.sleep(0.1)
        return 0

    sys.argv.append(KIND)
    code = event_loop.run(app, main)
    logged = any("ValueError" in line.text for line in ring.lines_after(0))
    print(json.dumps({"code": code, "told": [str(e) for e in told], "logged": logged}))
"""


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        pytest.param("slot", "in a slot", id="LC04-slot"),
        pytest.param("task", "in a task", id="LC04-task"),
        pytest.param("callback", "in a callback", id="LC04-loop"),
    ],
)
def test_that_what_nobody_caught_is_logged_and_told_and_the_program_lives(kind: str, words: str) -> None:
    found = ran(UNCAUGHT.replace("KIND", repr(kind)))

    assert found == {"code": 0, "told": [words], "logged": True}


@pytest.mark.parametrize(
    "jump_s", [pytest.param(s, id=f"LC08-{n}") for n, s in (("ahead", DAY_S), ("back", -DAY_S))]
)
def test_that_a_clock_that_jumps_changes_neither_the_time_limit_nor_the_countdown(
    jump_s: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_time, jumps, waits = time.time, [0.0], list[float]()
    monkeypatch.setattr(time, "time", lambda: real_time() + sum(jumps))

    async def answer(_: Received) -> Script:
        jumps.append(jump_s)
        return [busy if len(server.requests) == 1 else json_reply(CHAT)]

    async def sleep(seconds: float) -> None:
        asyncio.get_running_loop().call_later(0.05, jumps.append, jump_s)
        await asyncio.sleep(seconds)

    def listen(progress: Progress) -> None:
        if progress.waiting is not None:
            waits.append(progress.waiting.seconds)

    async def work() -> bool:
        endpoint = Endpoint(EndpointKind.CUSTOM, server.base_url)
        client = EndpointClient(
            endpoint, key_source(), NetworkLimits(total_timeout_s=20.0), pace=Pace(sleep=sleep)
        )
        result = await client.analyse(REQUEST, listen)
        await client.aclose()
        return result.answer is not None

    busy = json_reply({}, 429, {"retry-after-ms": "1100"})
    with ScriptedServer(handler=answer) as server:
        assert asyncio.run(work())
    assert len(server.requests) == 2
    assert waits == [pytest.approx(1.1), pytest.approx(0.1)]


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC), id="LC08-after-32-bits"),
        pytest.param(datetime(2026, 11, 1, 5, 30, tzinfo=UTC), id="LC08-hour-that-comes-twice"),
        pytest.param(datetime(2026, 3, 8, 7, 30, tzinfo=UTC), id="LC08-hour-that-is-left-out"),
    ],
)
def test_that_a_kept_time_is_the_same_moment_in_every_zone(
    moment: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "history.sqlite"
    rows = [_kept(path, monkeypatch, zone, moment) for zone in ("America/New_York", "Asia/Seoul")]

    assert [row.started_at.astimezone(UTC) for row in rows] == [moment, moment]
    assert all(row.started_at.tzinfo is not None for row in rows)


def _kept(path: Path, monkeypatch: pytest.MonkeyPatch, zone: str, moment: datetime) -> RunRow:
    monkeypatch.setenv("TZ", zone)
    time.tzset()

    async def work() -> RunRow:
        database = Database(path)
        store = SqliteHistory(database, software)
        page = await store.page(RunFilter())
        if not page.rows:
            run = full_report().record
            begun = Begun(new_run_key(), run.kind, run.main.request, "http://127.0.0.1:9/v1", moment)
            await store.begin(begun)
            page = await store.page(RunFilter())
        await database.aclose()
        return page.rows[0]

    try:
        return asyncio.run(work())
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()


SCREEN = """
    import json, sys
    from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QAbstractSpinBox, QApplication
    from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    font = app.font(); font.setPointSizeF(font.pointSizeF() * FONT); app.setFont(font)
    from fakes.source import FakeSource
    from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
    from holysheep_desktop.core.program_facts import ProgramFacts
    from holysheep_desktop.core.settings import Settings, ThemeChoice, Language
    from fakes.stores import MemoryKeys, MemoryReports
    from holysheep_desktop.ui.loop import event_loop
    from holysheep_desktop.ui.window.frame import Frame, Stores
    from holysheep_desktop.ui.languages import Languages
    from holysheep_desktop.ui.session import Session
    from holysheep_desktop.ui.tabs.tab import Tab
    from holysheep_desktop.ui.appearance.theme import Theme
    import asyncio

    async def main():
        session = Session(lambda endpoint: FakeSource(), Endpoint(EndpointKind.LOCAL))
        theme, languages = Theme(app, ThemeChoice.LIGHT), Languages(app, Language.KOREAN)
        stores = Stores(MemoryKeys(), MemoryReports(), ProgramFacts())
        frame = Frame(session, theme, languages, stores, Settings())
        done = asyncio.Event()
        frame.completed.connect(done.set)
        frame.window.show()
        session.refresh_models()
        await asyncio.wait_for(done.wait(), 20)
        await asyncio.sleep(0.3)
        screen = frame.window.screen().availableGeometry()
        outside, n_seen = set(), 0
        for tab in [tab for tab in frame.window.findChildren(Tab) if is_in_front_row(tab)]:
            frame.window.bring_to_front(tab)
            await asyncio.sleep(0.05)
            for control in controls(frame.window):
                n_seen += 1
                if not is_reachable(control, frame.window):
                    outside.add(f"{tab.objectName()}: {control.objectName()}")
        size = frame.window.size()
        fits = size.width() <= screen.width() and size.height() <= screen.height()
        frame.say_what_is_due()
        font_words = frame.window.notices.notice.title
        await frame_end(frame)
        found = {"outside": sorted(outside), "seen": n_seen, "fits": fits}
        print(json.dumps({**found, "screens": len(app.screens()), "font": font_words}))
        return 0

    def is_in_front_row(tab):
        return tab.parent() is not None and tab.parent().parent().objectName() == "tabs"

    def controls(window):
        for kind in (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit):
            for control in window.findChildren(kind):
                name = control.objectName()
                if control.isVisible() and name and not name.startswith("qt_"):
                    yield control

    def is_reachable(control, window):
        # all of it is in the window, or can be brought there by scrolling up and down
        place, scrolls = control.parentWidget(), False
        while place is not window and not isinstance(place, QAbstractScrollArea):
            place = place.parentWidget()
        if isinstance(place, QAbstractScrollArea):
            place, scrolls = place.viewport(), True
        begin = control.mapTo(place, control.rect().topLeft())
        end = control.mapTo(place, control.rect().bottomRight())
        is_wide_enough = begin.x() >= 0 and end.x() <= place.width()
        return is_wide_enough and (scrolls or (begin.y() >= 0 and end.y() <= place.height()))

    async def frame_end(frame):
        from holysheep_desktop.ui.loop.jobs import Job
        await Job.cancel_all()
        frame.window.hide()

    sys.exit(event_loop.run(app, main))
"""


def screens(*sizes: tuple[int, int, float]) -> str:
    left, described = 0, []
    for number, (width, height, ratio) in enumerate(sizes):
        described.append(
            {"name": f"screen{number}", "x": left, "y": 0, "width": width, "height": height,
             "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": ratio}
        )  # fmt: skip
        left += width
    return json.dumps({"synchronousWindowSystemEvents": False, "screens": described})


@pytest.mark.parametrize(
    ("sizes", "font"),
    [
        pytest.param(((1366, 768, 1.0),), 1.0, id="LC09-1366x768"),
        pytest.param(((1280, 720, 1.5),), 1.0, id="LC09-150-percent"),
        pytest.param(((1280, 720, 2.0),), 1.0, id="LC09-200-percent"),
        pytest.param(((1280, 800, 1.0), (1920, 1080, 1.0)), 1.0, id="LC09-two-screens"),
        pytest.param(((1366, 768, 1.0),), 2.0, id="LC09-font-200-percent"),
    ],
)
def test_that_every_control_of_every_tab_stays_on_the_screen(
    sizes: tuple[tuple[int, int, float], ...], font: float, tmp_path: Path
) -> None:
    described = tmp_path / "screens.json"
    described.write_text(screens(*sizes))

    found = ran(SCREEN.replace("FONT", str(font)), QT_QPA_PLATFORM=f"offscreen:configfile={described}")

    assert (found["outside"], found["fits"], found["screens"]) == ([], True, len(sizes))
    assert isinstance(found["seen"], int)
    assert found["seen"] > FEWEST_CONTROLS


@pytest.mark.parametrize("case", [pytest.param("no font", id="LC11-font")])
def test_that_a_machine_without_hangul_is_warned(case: str, tmp_path: Path) -> None:
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(
        f"<fontconfig><dir>{tmp_path / 'none'}</dir><cachedir>{tmp_path}</cachedir></fontconfig>"
    )

    found = ran(SCREEN.replace("FONT", "1.0"), FONTCONFIG_FILE=str(fonts), QT_LOGGING_RULES="*=false")

    assert found["font"], case
