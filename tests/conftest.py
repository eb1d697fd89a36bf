"""One Qt loop for the whole session, which is asyncio's running loop only while a test runs."""

from __future__ import annotations

import os

# Before any import of Qt: these choose its platform and its binding.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")
os.environ.setdefault("PYTEST_QT_API", "pyside6")
os.environ.setdefault("PYQTGRAPH_QT_LIB", "PySide6")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "2")
os.environ.setdefault("NUMBA_NUM_THREADS", "2")

import asyncio
import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typing_extensions import override

# The model is converted and its kernels are compiled once, for every test and every process that tests start.
_CACHE = Path(__file__).parents[1] / ".pytest_cache" / "holysheep"
os.environ.setdefault("HOLYSHEEP_CACHE_DIR", str(_CACHE))
os.environ.setdefault("NUMBA_CACHE_DIR", str(Path(os.environ["HOLYSHEEP_CACHE_DIR"]) / "kernels"))

if TYPE_CHECKING:
    from faults.table import FaultCount
    from gateway.gateways import ProcessGateway
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot
    from pytestqt.wait_signal import SignalBlocker

    from holysheep_desktop.ui.appearance.theme import Theme
    from holysheep_desktop.ui.languages import Languages
    from holysheep_desktop.ui.loop.event_loop import EventLoop


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fault-table", metavar="FILE", help="write which fault cases were run into this file")


def pytest_configure(config: pytest.Config) -> None:
    from faults.table import FaultCount

    config.pluginmanager.register(_FaultTable(FaultCount(), config.getoption("--fault-table")))


class _FaultTable:
    """Sees every report, also those of parallel workers, in the process that was started."""

    def __init__(self, count: FaultCount, target: str | None) -> None:
        self._count = count
        self._target = target

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and not report.skipped:
            self._count.add(report.nodeid, has_passed=report.passed)

    def pytest_sessionfinish(self) -> None:
        if self._target is not None and "PYTEST_XDIST_WORKER" not in os.environ:
            self._count.write_into(Path(self._target))


PATIENCE_MS = 30_000
"""How long what must happen may take where other processes hold the machine; no test waits for it to pass."""
ENDING_GRACE_MS = 10_000
"""A dialog that was just closed still has its last step before it."""


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """pytest-qt's own, which gives up after 5 s unless told otherwise."""
    from pytestqt.qtbot import QtBot

    class PatientBot(QtBot):
        @override
        def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:
            super().waitUntil(callback, timeout=timeout)

        @override
        def waitSignal(
            self,
            signal: object,
            *,
            timeout: int = PATIENCE_MS,
            raising: bool | None = None,
            check_params_cb: Callable[..., bool] | None = None,
        ) -> SignalBlocker:
            return super().waitSignal(
                signal, timeout=timeout, raising=raising, check_params_cb=check_params_cb
            )

    return PatientBot(request)


@pytest.fixture(scope="session")
def session_loop(qapp: QApplication) -> Iterator[EventLoop]:
    """A loop for each test would not do: its `stop` ends every nested Qt loop that comes later."""
    from PySide6.QtCore import QCoreApplication, QEvent

    from holysheep_desktop.ui.loop.event_loop import EventLoop

    _keep_imports_out_of_collections()
    qapp.setQuitOnLastWindowClosed(False)
    loop = EventLoop(qapp, already_running=True)
    asyncio._set_running_loop(None)
    yield loop
    # what the last test closed goes with its Python half: PySide's own end crashes over charts that are left
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    asyncio.set_event_loop(None)
    loop.stop()
    loop.close()


def _keep_imports_out_of_collections() -> None:
    """Every test collects its own cycles; walking the modules again each time would cost 0.3 s."""
    import holysheep_desktop.app
    import holysheep_desktop.engine.local_engine  # noqa: F401

    gc.collect()
    gc.freeze()


@pytest.fixture
def qt_loop(session_loop: EventLoop) -> Iterator[EventLoop]:
    """The running loop of this test. Tasks that are left over fail it, and so do errors in callbacks."""
    from holysheep_desktop.ui.loop.event_loop import closing_generators, collecting_here

    problems: list[dict[str, object]] = []
    session_loop.set_exception_handler(lambda _loop, context: problems.append(context))
    asyncio._set_running_loop(session_loop)
    try:
        with closing_generators(session_loop), collecting_here():
            yield session_loop
            _let_tasks_end(session_loop, ENDING_GRACE_MS)
        leftover = sorted(task.get_name() for task in asyncio.all_tasks(session_loop))
        _end_all_tasks(session_loop)
        gc.collect()
    finally:
        asyncio._set_running_loop(None)
        session_loop.set_exception_handler(None)
    assert not leftover, f"tasks still running at the end of the test: {leftover}"
    assert not problems, f"errors that nobody handled: {problems}"


def _end_all_tasks(loop: EventLoop) -> None:
    for task in asyncio.all_tasks(loop):
        task.cancel()
    _let_tasks_end(loop, 3000)


def _let_tasks_end(loop: EventLoop, patience_ms: int) -> None:
    from PySide6.QtCore import QDeadlineTimer, QEventLoop

    nested, deadline = QEventLoop(), QDeadlineTimer(patience_ms)
    while asyncio.all_tasks(loop) and not deadline.hasExpired():
        nested.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


@pytest.fixture(scope="session")
def real_gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProcessGateway]:
    """One `holysheep-gateway serve` with the real engine, for the whole session."""
    from gateway.gateways import ProcessGateway, shared_cache_dir

    folders = {"--cache-dir": shared_cache_dir(), "--labels-dir": tmp_path_factory.mktemp("labels")}
    with ProcessGateway([part for name, path in folders.items() for part in (name, str(path))]) as running:
        yield running


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    """The light theme on the test application, which speaks English."""
    from holysheep_desktop.core.settings import Language, ThemeChoice
    from holysheep_desktop.ui.appearance.theme import Theme
    from holysheep_desktop.ui.languages import Languages

    Languages(qapp, Language.ENGLISH)
    return Theme(qapp, ThemeChoice.LIGHT)


@pytest.fixture
def languages(qapp: QApplication) -> Iterator[Languages]:
    """English, which another language may take the place of while the test runs."""
    from holysheep_desktop.core.settings import Language
    from holysheep_desktop.ui.languages import Languages

    languages = Languages(qapp, Language.ENGLISH)
    yield languages
    languages.choose(Language.ENGLISH)


@pytest.fixture(autouse=True)
def _no_leftover_windows(request: pytest.FixtureRequest) -> Iterator[None]:
    """A window that a test forgot to close fails that test."""
    if "qtbot" not in request.fixturenames:
        yield
        return
    from PySide6.QtWidgets import QApplication

    before = {id(widget) for widget in QApplication.topLevelWidgets()}
    yield
    leftover = [
        widget.objectName() or type(widget).__name__
        for widget in QApplication.topLevelWidgets()
        if widget.isVisible() and id(widget) not in before
    ]
    assert not leftover, f"windows still open at the end of the test: {leftover}"
