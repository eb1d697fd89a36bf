"""The asyncio loop on Qt's own, with the things that qasync 0.28 and PySide leave open.

Timers never fire early, a nested Qt loop (a native dialog, `qtbot.wait`) does not wedge other tasks
(qasync issues 59, 82, 174), and a thread that blocks for ever does not keep the program from ending
(qasync issue 115).
"""

from __future__ import annotations

import asyncio
import gc
import logging
import math
import os
import signal
import sys
import threading
import time
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from functools import partial
from typing import Any, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, QTimerEvent, Slot
from PySide6.QtWidgets import QApplication
from typing_extensions import override

os.environ.setdefault("QT_API", "pyside6")

import qasync

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

LONGEST_TIMER_MS = 2**31 - 1
SLOW_STEP_S = 0.1
SHUTDOWN_GRACE_S = 1.0
INTERRUPTED = 130
_SIGNAL_POLL_MS = 200
_COLLECT_MS = 1000


@contextmanager
def _current_task_set_aside() -> Generator[None]:
    """Let other tasks run although a Qt loop is nested inside a coroutine's step."""
    loop = asyncio._get_running_loop()  # noqa: SLF001 - None instead of an error where no loop runs
    task = asyncio.current_task(loop) if loop is not None else None
    if loop is None or task is None:
        yield
        return
    asyncio.tasks._leave_task(loop, task)  # noqa: SLF001 - asyncio offers no public way
    try:
        yield
    finally:
        asyncio.tasks._enter_task(loop, task)  # noqa: SLF001


@contextmanager
def _running(loop: asyncio.AbstractEventLoop) -> Generator[None]:
    """Let a step find its loop: qasync processes events once more when the loop has stopped."""
    before = asyncio._get_running_loop()  # noqa: SLF001
    asyncio._set_running_loop(loop)  # noqa: SLF001
    try:
        yield
    finally:
        asyncio._set_running_loop(before)  # noqa: SLF001


class _Timers(QObject):
    """Runs asyncio handles from precise Qt timers, rounded up to whole milliseconds.

    Takes the place of qasync's own timer object and answers the same three calls.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._loop = loop
        self._handles: dict[int, asyncio.Handle] = {}
        self._is_stopped = False
        self._reports_slow_steps = False

    def add_callback(self, handle: asyncio.Handle, delay: float = 0) -> asyncio.Handle:
        delay_ms = min(math.ceil(max(delay, 0) * 1000), LONGEST_TIMER_MS)
        self._handles[self.startTimer(delay_ms, Qt.TimerType.PreciseTimer)] = handle
        return handle

    def stop(self) -> None:
        self._is_stopped = True
        for timer_id in self._handles:
            self.killTimer(timer_id)
        self._handles.clear()

    def set_debug(self, enabled: bool) -> None:
        self._reports_slow_steps = enabled

    @override
    def timerEvent(self, event: QTimerEvent) -> None:
        self.killTimer(event.timerId())
        handle = self._handles.pop(event.timerId(), None)
        if handle is None or handle.cancelled() or self._is_stopped:
            return
        started = time.perf_counter()
        with _current_task_set_aside(), _running(self._loop):
            handle._run()  # noqa: SLF001 - what every asyncio loop calls
        elapsed_s = time.perf_counter() - started
        if self._reports_slow_steps and elapsed_s >= SLOW_STEP_S:
            log.warning("a step of the loop took %.3f s: %r", elapsed_s, handle)


class DaemonThreads(Executor):
    """One daemon thread for each call, so that a call which never returns holds nothing up at exit."""

    @override
    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()

        def body() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                result = fn(*args, **kwargs)
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)

        threading.Thread(target=body, daemon=True, name=_name_of(fn)).start()
        return future


def _name_of(fn: Callable[..., object]) -> str:
    """What is called, also where `asyncio.to_thread` wraps it: so that a list of threads can be read."""
    called = fn.args[0] if isinstance(fn, partial) and fn.args else fn
    return getattr(called, "__name__", "call")


class EventLoop(qasync.QEventLoop):
    """The one loop of the program."""

    def __init__(self, app: QApplication, *, already_running: bool = False) -> None:
        super().__init__(app, already_running=already_running)
        self._timer = _Timers(self)
        self.set_default_executor(DaemonThreads())


@contextmanager
def closing_generators(loop: EventLoop) -> Generator[None]:
    """Close async generators that are dropped half-way, such as a cancelled stream, in a task of the loop.

    Every loop of asyncio does this while it runs; qasync's does not, and the garbage collector then closes
    them outside of any task.
    """

    def close(generator: AsyncGenerator[Any, Any]) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(loop.create_task, generator.aclose())

    before = sys.get_asyncgen_hooks()
    sys.set_asyncgen_hooks(finalizer=close)
    try:
        yield
    finally:
        sys.set_asyncgen_hooks(*before)


class _Heartbeat(QObject):
    """Lets Python run now and then, so that it sees signals where the loop cannot watch for them."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=_SIGNAL_POLL_MS)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()

    @Slot()
    def _on_timeout(self) -> None:
        """Nothing: being called is enough."""


class _Collector(QObject):
    """Looks for garbage now and then, as often as the interpreter's own thresholds want it."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=_COLLECT_MS)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    @Slot()
    def _on_timeout(self) -> None:
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [generation for generation in range(3) if counts[generation] > thresholds[generation]]
        if due:
            gc.collect(due[-1])


@contextmanager
def collecting_here() -> Generator[None]:
    """Collect garbage in this thread only, the interface's.

    A pass that begins in another thread, because that one makes many objects, would destroy there what is
    left of closed windows, and Qt ends the process for it.
    """
    collector = _Collector()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        collector.stop()


def run(app: QApplication, main: Callable[[], Coroutine[Any, Any, int]]) -> int:
    """Run the program's main coroutine to its end and leave nothing behind; returns the exit code.

    Closing windows does not end the loop: `main` returning does. SIGINT and SIGTERM cancel `main`.
    """
    app.setQuitOnLastWindowClosed(False)
    loop = EventLoop(app)
    asyncio.set_event_loop(loop)
    try:
        with closing_generators(loop), collecting_here():
            return _run_main(loop, main)
    finally:
        asyncio.set_event_loop(None)
        loop.close()


def _run_main(loop: EventLoop, main: Callable[[], Coroutine[Any, Any, int]]) -> int:
    task = loop.create_task(main(), name="main")
    heartbeat = _cancel_on_signals(loop, task)
    try:
        return loop.run_until_complete(task)
    except asyncio.CancelledError:
        return INTERRUPTED
    finally:
        del heartbeat
        _end_leftover_tasks(loop)


def _cancel_on_signals(loop: EventLoop, task: asyncio.Task[int]) -> _Heartbeat | None:
    heartbeat: _Heartbeat | None = None

    def cancel_soon(*_signal: object) -> None:
        loop.call_soon_threadsafe(task.cancel)

    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, task.cancel)
        except (NotImplementedError, RuntimeError, ValueError):  # Windows
            signal.signal(number, cancel_soon)
            heartbeat = heartbeat or _Heartbeat()
    return heartbeat


def _end_leftover_tasks(loop: EventLoop) -> None:
    leftover = asyncio.all_tasks(loop)
    for task in leftover:
        log.warning("task %s was still running at the end", task.get_name())
        task.cancel()
    if leftover:
        loop.run_until_complete(asyncio.wait(leftover, timeout=SHUTDOWN_GRACE_S))
