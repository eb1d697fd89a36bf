from __future__ import annotations

import asyncio
import threading

import pytest
from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from holysheep_desktop.core.source import Progress
from holysheep_desktop.ui.loop.event_loop import EventLoop
from holysheep_desktop.ui.loop.jobs import Job

pytestmark = pytest.mark.usefixtures("qt_loop")


class Record(QObject):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.results: list[object] = []
        self.errors: list[BaseException] = []
        job.started.connect(self._on_started)
        job.succeeded.connect(self._on_succeeded)
        job.failed.connect(self._on_failed)
        job.cancelled.connect(self._on_cancelled)
        job.finished.connect(self._on_finished)

    @Slot()
    def _on_started(self) -> None:
        self.seen.append("started")

    @Slot(object)
    def _on_succeeded(self, result: object) -> None:
        self.seen.append("succeeded")
        self.results.append(result)

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self.seen.append("failed")
        self.errors.append(error)

    @Slot()
    def _on_cancelled(self) -> None:
        self.seen.append("cancelled")

    @Slot()
    def _on_finished(self) -> None:
        self.seen.append("finished")


async def nap(seconds: float, value: object = None) -> object:
    await asyncio.sleep(seconds)
    return value


async def break_down() -> None:
    await asyncio.sleep(0)
    raise ValueError("boom")


def test_that_a_job_reports_its_result_before_it_is_finished(qtbot: QtBot) -> None:
    job = Job()
    record = Record(job)

    with qtbot.waitSignal(job.finished):
        job.start(nap(0.01, 5), name="nap")

    assert record.seen == ["started", "succeeded", "finished"]
    assert record.results == [5]
    assert not job.is_running


def test_that_cancelling_twice_reports_one_cancelled_run(qtbot: QtBot) -> None:
    job = Job()
    record = Record(job)
    job.start(nap(30), name="nap")

    with qtbot.waitSignal(job.finished):
        job.cancel()
        job.cancel()

    assert record.seen == ["started", "cancelled", "finished"]


def test_that_cancelling_an_idle_job_does_nothing() -> None:
    job = Job()
    record = Record(job)

    job.cancel()

    assert record.seen == []


def test_that_a_replaced_run_reports_nothing(qtbot: QtBot) -> None:
    job = Job()
    record = Record(job)
    job.start(nap(0.01, "old"), name="old")

    with qtbot.waitSignal(job.finished):
        job.start(nap(0.05, "new"), name="new")

    assert record.results == ["new"]
    assert record.seen == ["started", "started", "succeeded", "finished"]


def test_that_a_failure_arrives_as_its_exception_and_is_logged_once(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    job = Job()
    record = Record(job)

    with qtbot.waitSignal(job.finished):
        job.start(break_down(), name="breaking down")

    assert [str(error) for error in record.errors] == ["boom"]
    assert [entry.getMessage() for entry in caplog.records] == ["breaking down failed"]


def test_that_a_result_is_dropped_when_its_owner_is_gone(qtbot: QtBot, qt_loop: EventLoop) -> None:
    owner = QWidget()
    job = Job(owner)
    done = asyncio.Event()

    async def work() -> None:
        await asyncio.sleep(0.02)
        done.set()

    job.start(work(), name="orphan")
    owner.deleteLater()

    qtbot.waitUntil(done.is_set)
    qtbot.waitUntil(lambda: not asyncio.all_tasks(qt_loop))


def test_that_progress_from_a_thread_arrives_on_the_main_thread(qtbot: QtBot) -> None:
    job = Job()
    arrived: list[tuple[int, bool]] = []

    class Listener(QObject):
        @Slot(object)
        def hear(self, progress: Progress) -> None:
            arrived.append((progress.done, threading.current_thread() is threading.main_thread()))

    listener = Listener()
    job.progressed.connect(listener.hear)

    def work() -> None:
        for step in range(3):
            job.report(Progress("sweep", step, 3))

    job.start(asyncio.to_thread(work), name="counting")

    qtbot.waitUntil(lambda: len(arrived) == 3)
    qtbot.waitUntil(lambda: not job.is_running)
    assert arrived == [(0, True), (1, True), (2, True)]


def test_that_progress_of_a_replaced_run_is_dropped(qtbot: QtBot) -> None:
    job = Job()
    arrived: list[str] = []

    class Listener(QObject):
        @Slot(object)
        def hear(self, progress: Progress) -> None:
            arrived.append(progress.stage)

    listener = Listener()
    job.progressed.connect(listener.hear)

    async def work(stage: str) -> None:
        try:
            await asyncio.sleep(60 if stage == "old" else 0)
        finally:
            job.report(Progress(stage))

    job.start(work("old"), name="old")
    qtbot.wait(5)
    with qtbot.waitSignal(job.finished):
        job.start(work("new"), name="new")

    assert arrived == ["new"]


def test_that_cancel_all_waits_until_every_job_has_ended(qtbot: QtBot) -> None:
    first, second = Job(), Job()
    first.start(nap(30), name="first")
    second.start(nap(30), name="second")
    closing = Job()

    async def close() -> tuple[bool, bool]:
        await Job.cancel_all()
        return first.is_running, second.is_running

    record = Record(closing)
    with qtbot.waitSignal(closing.finished):
        closing.start(close(), name="closing")

    assert record.results == [(False, False)]
