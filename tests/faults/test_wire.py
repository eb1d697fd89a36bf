"""Every fault of the wire through the window: the seven invariants hold in each case."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.scripted_server import Received, Script, ScriptedServer
from faults.fault_bench import FaultBench
from faults.wire_cases import WireCase, wire_cases
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from holysheep_desktop.core.settings import Language
from holysheep_desktop.startup.warm_up import warm_up
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.languages import Languages

pytestmark = pytest.mark.usefixtures("qt_loop", "korean")

CASES = [pytest.param(case, id=f"{case.row}-{case.name}") for case in wire_cases()]
_PATCHING_ROWS = ("SC10", "SC11", "SC12")


@pytest.fixture
def korean(qapp: QApplication) -> Iterator[None]:
    languages = Languages(qapp, Language.KOREAN)
    yield
    languages.choose(Language.ENGLISH)


@pytest.fixture(scope="session", autouse=True)
def _warm(qapp: QApplication) -> None:
    """The program imports these in a thread while it starts; here they would count as a pause."""
    warm_up()


@pytest.fixture
def canary() -> Iterator[ScriptedServer]:
    """Whoever connects here was led here by something that a server said."""
    with ScriptedServer() as listener:
        yield listener


def aimed(script: Script, canary: ScriptedServer) -> Script:
    """The script with the listener's port in place of `CANRY`, which is as long."""
    port = canary.base_url.rpartition(":")[2].removesuffix("/v1").encode()
    return [step.replace(b"CANRY", port) if isinstance(step, bytes) else step for step in script]


@pytest.mark.parametrize("case", CASES)
def test_that_nothing_is_lost_leaked_or_left_unsaid(
    case: WireCase,
    qtbot: QtBot,
    theme: Theme,
    canary: ScriptedServer,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    script = aimed(case.script, canary)

    async def answer(_: Received) -> Script:
        return script

    with ScriptedServer(handler=answer) as server:
        is_patching = case.row in _PATCHING_ROWS
        bench = FaultBench(
            qtbot, theme, server, canary, case.limits, is_patching=is_patching, folder=tmp_path
        )
        bench.run()
        bench.check_invariants(caplog.records, n_requests=case.n_requests, is_error=case.error is not None)
        qtbot.waitUntil(asyncio.ensure_future(bench.close()).done)
    assert type(bench.error) is (case.error or type(None))


def test_that_every_case_has_a_name_of_its_own() -> None:
    names = [(case.row, case.name) for case in wire_cases()]

    assert len(names) == len(set(names))
    assert all(dataclasses.is_dataclass(case) for case in wire_cases())
