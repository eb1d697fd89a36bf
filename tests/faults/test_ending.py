"""The end of the program while a run goes on: row LC03 of the fault table."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import textwrap
import threading
from datetime import datetime
from pathlib import Path

import pytest
from fakes.scripted_server import Received, Script, ScriptedServer, Stall, json_reply
from pytestqt.qtbot import QtBot

from holysheep_desktop.app import STOP_PATIENCE_S
from holysheep_desktop.core.history import RunFilter, RunState
from holysheep_desktop.storage.database import Database
from holysheep_desktop.storage.history.store import SqliteHistory
from holysheep_desktop.ui.loop.event_loop import SHUTDOWN_GRACE_S, EventLoop
from holysheep_desktop.ui.loop.jobs import CANCEL_GRACE_S, Job
from holysheep_desktop.ui.reports import software

MOST_S = 2.0
PATIENCE_S = 60.0
MODELS = {"object": "list", "data": [{"id": "gemma", "capabilities": {"sae": True, "n_layers": 18}}]}
PROGRAM = """
    import asyncio, sys
    from pathlib import Path
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    from holysheep_desktop import app
    from holysheep_desktop.core.program_facts import ProgramFacts
    from holysheep_desktop.startup import arguments
    from holysheep_desktop.startup.log import start_log
    from holysheep_desktop.ui.loop import event_loop
    from holysheep_desktop.ui.sae.tab import SaeTab

    places = app._places()
    ring = start_log(Path(sys.argv[2]))
    qt = QApplication([])
    program = app.Program(qt, arguments.parsed(["--endpoint", sys.argv[1]]), ProgramFacts(ring, places))
    origin = sys.argv[1].removesuffix("/v1")
    asyncio.run(program._keys.keep(origin, "hs-canary-1618033988", only_for_session=True))
    timer = QTimer(interval=20)

    def run_once_there_is_a_model():
        if program._windows.first.is_complete and program._session.model is not None:
            timer.stop()
            window = program._windows.first.window
            (tab,) = [tab for tab in window.tabs.all() if isinstance(tab, SaeTab)]
            window.bring_to_front(tab)
            tab.question.prompt.set_prompt("a run that goes on")
            window.menus.run.trigger()

    timer.timeout.connect(run_once_there_is_a_model)
    timer.start()
    print(places[app.Place.HISTORY], flush=True)
    sys.exit(event_loop.run(qt, program.main))
"""


@pytest.mark.parametrize("case", [pytest.param("a run goes on", id="LC03-during-a-run")])
def test_that_a_run_is_stopped_and_kept_as_stopped_before_the_program_ends(case: str, tmp_path: Path) -> None:
    async def answer(request: Received) -> Script:
        if request.method == "GET":
            return [json_reply(MODELS)]
        is_asked.set()
        return [Stall()]

    is_asked = threading.Event()
    with ScriptedServer(handler=answer) as server:
        child = started(server.base_url, tmp_path)
        assert child.stdout is not None
        history = Path(child.stdout.readline().strip())
        try:
            assert is_asked.wait(PATIENCE_S)
            child.send_signal(signal.SIGTERM)
            _, errors = child.communicate(timeout=PATIENCE_S)
        finally:
            child.kill()

    assert (child.returncode, "Traceback" in errors) == (130, False), case
    assert kept_states(history) == [RunState.CANCELLED]
    assert seconds_to_end(tmp_path) <= MOST_S


def started(base_url: str, folder: Path) -> subprocess.Popen[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    own = {"HOME": str(folder), "QT_QPA_PLATFORM": "offscreen", "LANG": "en_US.UTF-8"}
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PROGRAM), base_url, str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**kept, **own},
    )


def kept_states(history: Path) -> list[RunState]:
    async def work() -> list[RunState]:
        database = Database(history)
        page = await SqliteHistory(database, software).page(RunFilter())
        await database.aclose()
        return [row.state for row in page.rows]

    return asyncio.run(work())


def seconds_to_end(folder: Path) -> float:
    (log,) = folder.glob("*.log")
    begin, end = (_time_of(log, words) for words in (" ending", " ended"))
    return (end - begin).total_seconds()


def _time_of(log: Path, words: str) -> datetime:
    line = next(line for line in log.read_text("utf-8").splitlines() if line.endswith(words))
    return datetime.strptime(line[:23], "%Y-%m-%d %H:%M:%S,%f").astimezone()


@pytest.mark.parametrize("case", [pytest.param("a run that will not end", id="LC03-stubborn-run")])
def test_that_a_run_that_will_not_end_is_not_waited_for(case: str, qtbot: QtBot, qt_loop: EventLoop) -> None:
    may_end: asyncio.Future[None] = qt_loop.create_future()

    async def stubborn() -> None:
        while not may_end.done():
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.shield(may_end)

    job, closing = Job(), Job()
    job.start(stubborn(), name=case)
    qtbot.wait(0)
    with qtbot.waitSignal(closing.finished, timeout=20_000):
        closing.start(Job.cancel_all(), name="closing")

    assert job.is_running
    with qtbot.waitSignal(job.finished):
        may_end.set_result(None)


def test_that_all_waiting_at_the_end_fits_into_two_seconds() -> None:
    """What will not end leaves time for the history to be written, and after that for stray tasks."""
    assert CANCEL_GRACE_S < STOP_PATIENCE_S
    assert max(STOP_PATIENCE_S, CANCEL_GRACE_S + SHUTDOWN_GRACE_S) <= MOST_S
