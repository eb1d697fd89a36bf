from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import AsyncIterator

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from pytestqt.qtbot import QtBot

from holysheep_desktop.ui.loop.event_loop import DaemonThreads, EventLoop
from holysheep_desktop.ui.loop.jobs import Job

pytestmark = pytest.mark.usefixtures("qt_loop")


def test_that_a_sleep_never_ends_early(qtbot: QtBot) -> None:
    waits: list[float] = []

    async def measure() -> None:
        for wanted in (0.003, 0.05, 0.2):
            started = time.monotonic()
            await asyncio.sleep(wanted)
            waits.append(time.monotonic() - started - wanted)

    job = Job()
    with qtbot.waitSignal(job.finished):
        job.start(measure(), name="measuring")

    assert len(waits) == 3
    assert min(waits) > -0.0005  # the resolution of the two clocks


def test_that_a_delay_beyond_qts_range_is_accepted(qt_loop: EventLoop) -> None:
    handle = qt_loop.call_later(60 * 86_400, print)

    assert not handle.cancelled()
    handle.cancel()


def test_that_other_tasks_run_on_while_a_qt_loop_is_nested_in_a_coroutine(qtbot: QtBot) -> None:
    ticks: list[int] = []

    async def tick() -> str:
        for number in range(3):
            await asyncio.sleep(0.01)
            ticks.append(number)
        return "done"

    async def nest() -> int:
        nested = QEventLoop()
        QTimer.singleShot(100, nested.quit)
        nested.exec()
        return len(ticks)

    ticking, nesting = Job(), Job()
    counted: list[object] = []
    nesting.succeeded.connect(counted.append)
    ticking.start(tick(), name="ticking")
    with qtbot.waitSignal(nesting.finished):
        nesting.start(nest(), name="nesting")

    assert counted == [3]
    assert not ticking.is_running


def test_that_work_in_a_thread_does_not_stop_the_loop(qtbot: QtBot) -> None:
    release = threading.Event()
    job = Job()
    results: list[object] = []
    job.succeeded.connect(results.append)

    async def release_it() -> None:
        release.set()

    job.start(asyncio.to_thread(release.wait, 10), name="blocked")
    releasing = Job()
    with qtbot.waitSignal(job.finished):
        releasing.start(release_it(), name="releasing")

    assert results == [True]


def test_that_an_error_in_a_thread_reaches_the_future() -> None:
    future = DaemonThreads().submit(int, "no number")

    with pytest.raises(ValueError, match="no number"):
        future.result(timeout=60)


def test_that_a_generator_that_is_dropped_half_way_is_closed_in_a_task(qtbot: QtBot) -> None:
    closed_in: list[object] = []

    async def numbers() -> AsyncIterator[int]:
        try:
            yield 1
            yield 2
        finally:
            await asyncio.sleep(0)
            closed_in.append(asyncio.current_task())

    async def take_one() -> int:
        async for number in numbers():
            return number
        return 0

    job = Job()
    with qtbot.waitSignal(job.finished):
        job.start(take_one(), name="taking one")

    qtbot.waitUntil(lambda: len(closed_in) == 1)
    assert closed_in[0] is not None


class _Ring:
    """Refers to itself, so that only the collector ends it."""

    def __init__(self) -> None:
        self.itself = self


def test_that_garbage_is_collected_in_the_interfaces_thread_whoever_makes_it(qtbot: QtBot) -> None:
    ended_in: list[str] = []
    weakref.finalize(_Ring(), lambda: ended_in.append(threading.current_thread().name))
    rows: list[list[int]] = []
    making = threading.Thread(target=lambda: rows.extend([number] for number in range(200_000)))

    making.start()
    making.join()

    assert ended_in == []
    qtbot.waitUntil(lambda: bool(ended_in))
    assert ended_in == [threading.main_thread().name]


def test_that_the_program_runs_to_its_end_and_leaves_no_task_behind() -> None:
    code = """
import asyncio, sys
from PySide6.QtWidgets import QApplication, QWidget
from holysheep_desktop.ui.loop.event_loop import run
app = QApplication([])
async def forever():
    try:
        await asyncio.sleep(1000)
    finally:
        print("cleaned up")
async def main():
    window = QWidget()
    window.show()
    window.close()
    asyncio.create_task(forever())
    await asyncio.sleep(0.01)
    return 7
sys.exit(run(app, main))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (7, "cleaned up\n"), done.stderr


def test_that_a_task_that_is_started_at_the_very_end_still_finds_its_loop() -> None:
    """qasync lets events in once more after the loop has stopped."""
    code = """
import asyncio, sys
from PySide6.QtWidgets import QApplication
from holysheep_desktop.ui.loop.event_loop import run
started = []
async def late():
    asyncio.get_running_loop()
    print("found", flush=True)
async def main():
    loop = asyncio.get_running_loop()
    asyncio.current_task().add_done_callback(lambda _: started.append(loop.create_task(late())))
    return 0
sys.exit(run(QApplication([]), main))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )

    assert (done.returncode, done.stdout) == (0, "found\n"), done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_that_a_signal_ends_the_program_through_its_cleanup(number: signal.Signals) -> None:
    code = """
import asyncio, sys
from PySide6.QtWidgets import QApplication
from holysheep_desktop.ui.loop.event_loop import run
async def main():
    print("running", flush=True)
    try:
        await asyncio.sleep(1000)
    finally:
        await asyncio.sleep(0.01)
        print("cleaned up", flush=True)
    return 0
sys.exit(run(QApplication([]), main))
"""
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "running\n"

    child.send_signal(number)
    rest, _ = child.communicate(timeout=60)

    assert (child.returncode, rest) == (130, "cleaned up\n")


def test_that_a_thread_that_never_returns_does_not_keep_the_program_from_ending() -> None:
    code = """
import asyncio, sys, threading
from PySide6.QtWidgets import QApplication
from holysheep_desktop.ui.loop.event_loop import run
async def main():
    asyncio.create_task(asyncio.to_thread(threading.Event().wait))
    await asyncio.sleep(0.05)
    return 0
sys.exit(run(QApplication([]), main))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60)

    assert done.returncode == 0
