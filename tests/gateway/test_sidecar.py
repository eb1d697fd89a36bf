from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import psutil
import pytest
from gateway.gateways import WAIT_S, read_to_end, shared_cache_dir

from holysheep_desktop.core.sidecar import SidecarPhase, SidecarState
from holysheep_desktop.errors import SidecarError
from holysheep_desktop.gateway import sidecar as sidecar_module
from holysheep_desktop.gateway.sidecar import Sidecar, command

if TYPE_CHECKING:
    from holysheep_desktop.ui.loop.event_loop import EventLoop

Scenario = Callable[[Sidecar, list[SidecarState]], Coroutine[Any, Any, None]]

READ_TOKEN = "import os, sys, time; token = sys.stdin.readline().strip()\n"
SAY_READY = 'print(\'{"base_url": "http://127.0.0.1:9/v1"}\', flush=True)\n'
WAIT_FOR_END = "sys.stdin.read()\n"

PARENT = """
import asyncio
from holysheep_desktop.gateway.sidecar import Sidecar

async def main():
    sidecar = Sidecar(["--cache-dir", {cache_dir!r}])
    await sidecar.start(lambda state: None)
    print(await sidecar.until_ready(), flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


def real_sidecar() -> Sidecar:
    return Sidecar(["--cache-dir", str(shared_cache_dir())], restart_delays_s=(0.0, 0.0, 0.0))


def scripted(*lines: str, restart_delays_s: Sequence[float] = ()) -> Sidecar:
    """A sidecar over a program of the test's own, for faults that the real one does not have."""
    program = [sys.executable, "-c", READ_TOKEN + "".join(lines)]
    return Sidecar(program=program, restart_delays_s=restart_delays_s)


def watched(sidecar: Sidecar, scenario: Scenario) -> list[SidecarState]:
    """Start it, run the scenario, stop it; returns every state that was reported."""
    states: list[SidecarState] = []

    async def main() -> None:
        await sidecar.start(states.append)
        try:
            async with asyncio.timeout(WAIT_S):
                await scenario(sidecar, states)
        finally:
            await sidecar.stop()

    asyncio.run(main())
    return states


async def until_ready(sidecar: Sidecar, _states: list[SidecarState]) -> None:
    await sidecar.until_ready()


async def until_failed(sidecar: Sidecar, _states: list[SidecarState]) -> None:
    with pytest.raises(SidecarError):
        await sidecar.until_ready()


async def models_of(sidecar: Sidecar) -> httpx.Response:
    headers = {"Authorization": f"Bearer {sidecar.token}"}
    async with httpx.AsyncClient(
        base_url=sidecar.base_url, headers=headers, timeout=60, trust_env=False
    ) as client:
        return await client.get("/models", timeout=WAIT_S)


def phases(states: Sequence[SidecarState]) -> list[SidecarPhase]:
    """The phases without repeats."""
    return [s.phase for i, s in enumerate(states) if i == 0 or states[i - 1].phase is not s.phase]


def test_that_the_real_gateway_becomes_ready_answers_and_is_gone_after_stop() -> None:
    pids: list[int] = []

    async def scenario(sidecar: Sidecar, _states: list[SidecarState]) -> None:
        await sidecar.until_ready()
        assert sidecar.pid is not None
        pids.append(sidecar.pid)
        assert (await models_of(sidecar)).status_code == 200

    states = watched(real_sidecar(), scenario)
    assert phases(states) == [
        SidecarPhase.STARTING,
        SidecarPhase.PREPARING,
        SidecarPhase.READY,
        SidecarPhase.STOPPED,
    ]
    assert not psutil.pid_exists(pids[0])


def test_that_the_token_is_256_bits_and_stands_neither_in_the_arguments_nor_in_the_environment() -> None:
    async def scenario(sidecar: Sidecar, _states: list[SidecarState]) -> None:
        await sidecar.until_ready()
        process = psutil.Process(sidecar.pid)
        assert len(bytes.fromhex(sidecar.token)) == 32
        assert sidecar.token not in " ".join(process.cmdline())
        assert sidecar.token not in " ".join(process.environ().values())

    watched(scripted(SAY_READY, WAIT_FOR_END), scenario)


def test_that_the_users_api_key_is_not_handed_to_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOLYSHEEP_API_KEY", "hs-canary")

    async def scenario(sidecar: Sidecar, _states: list[SidecarState]) -> None:
        await sidecar.until_ready()
        assert "HOLYSHEEP_API_KEY" not in psutil.Process(sidecar.pid).environ()

    watched(scripted(SAY_READY, WAIT_FOR_END), scenario)


def test_that_a_gateway_that_is_killed_is_started_again_with_a_new_token() -> None:
    tokens: list[str] = []

    async def scenario(sidecar: Sidecar, states: list[SidecarState]) -> None:
        await sidecar.until_ready()
        tokens.append(sidecar.token)
        assert sidecar.pid is not None
        os.kill(sidecar.pid, signal.SIGKILL)
        await until(lambda: sidecar.state.phase is not SidecarPhase.READY, sidecar)
        await sidecar.until_ready()
        tokens.append(sidecar.token)
        assert (await models_of(sidecar)).status_code == 200
        assert (sidecar.state.restarts, states[-1].phase) == (1, SidecarPhase.READY)

    watched(real_sidecar(), scenario)
    assert len(set(tokens)) == 2


async def until(condition: Callable[[], bool], sidecar: Sidecar) -> None:
    while not condition():
        await sidecar.changed()


def test_that_three_new_starts_in_a_row_are_tried_and_then_the_reason_is_said() -> None:
    sidecar = scripted("sys.exit('Segmentation of the fault ' + token)\n", restart_delays_s=(0.0, 0.0, 0.0))
    states = watched(sidecar, until_failed)
    assert [s.restarts for s in states if s.phase is SidecarPhase.STARTING] == [0, 1, 2, 3]
    failed = next(s for s in states if s.phase is SidecarPhase.FAILED)
    assert (failed.reason, failed.exit_code) == ("Segmentation of the fault …", 1)


def test_that_a_refusal_of_the_gateway_itself_is_not_tried_again() -> None:
    states = watched(Sidecar(["--gguf", os.devnull]), until_failed)
    failed = next(s for s in states if s.phase is SidecarPhase.FAILED)
    assert (failed.exit_code, failed.restarts) == (3, 0)
    assert failed.reason.startswith("weights ")


def test_that_a_program_that_is_not_there_fails_with_a_reason() -> None:
    states = watched(Sidecar(program=["/nowhere/holysheep"], restart_delays_s=()), until_failed)
    assert next(s for s in states if s.phase is SidecarPhase.FAILED).reason.startswith("cannot be started")


def test_that_preparation_is_reported_with_its_stage_and_counts() -> None:
    say = 'print(\'{"preparing": {"stage": "weights", "done": 4, "total": 18}}\', flush=True)\n'
    states = watched(scripted(say, SAY_READY, WAIT_FOR_END), until_ready)
    assert SidecarState(SidecarPhase.PREPARING, "weights", 4, 18) in states


@pytest.mark.parametrize(
    "line", ["not JSON", "[1, 2]", '{"base_url": 5}', '{"preparing": {"done": "many"}}', ""]
)
def test_that_an_odd_line_of_output_does_no_harm(line: str) -> None:
    watched(scripted(f"print({line!r}, flush=True)\n", SAY_READY, WAIT_FOR_END), until_ready)


def test_that_a_program_that_ignores_the_end_of_its_input_is_terminated() -> None:
    pids: list[int] = []

    async def scenario(sidecar: Sidecar, _states: list[SidecarState]) -> None:
        await sidecar.until_ready()
        assert sidecar.pid is not None
        pids.append(sidecar.pid)

    states = watched(scripted(SAY_READY, "time.sleep(600)\n"), scenario)
    assert states[-1].phase is SidecarPhase.STOPPED
    assert not psutil.pid_exists(pids[0])


def test_that_stopping_while_it_waits_to_start_again_ends_at_once() -> None:
    async def scenario(sidecar: Sidecar, _states: list[SidecarState]) -> None:
        await until(lambda: sidecar.state.restarts == 1, sidecar)

    states = watched(scripted("sys.exit(9)\n", restart_delays_s=(600.0,)), scenario)
    assert states[-1].phase is SidecarPhase.STOPPED


def test_that_it_can_be_started_again_after_it_failed() -> None:
    async def scenario(sidecar: Sidecar, states: list[SidecarState]) -> None:
        await until_failed(sidecar, states)
        await sidecar.start(states.append)
        await until_failed(sidecar, states)

    states = watched(scripted("sys.exit(9)\n"), scenario)
    assert phases(states).count(SidecarPhase.FAILED) == 2


def test_that_the_gateway_ends_when_the_desktop_program_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT.format(cache_dir=str(shared_cache_dir())))
    environment = {**os.environ, "PYTHONPATH": str(Path(sidecar_module.__file__).parents[2])}
    parent = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, env=environment)
    assert parent.stdout is not None
    with parent.stdout as lines:
        base_url = lines.readline().strip()
    port = httpx.URL(base_url.decode()).port
    assert port is not None
    with socket.create_connection(("127.0.0.1", port), timeout=WAIT_S) as connection:
        parent.kill()
        parent.wait(WAIT_S)
        assert read_to_end(connection) == b""
    # Not only was the silent connection closed: nobody listens any more.
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=WAIT_S)


def test_that_it_runs_on_qts_event_loop_as_well(qt_loop: EventLoop) -> None:
    states: list[SidecarState] = []

    async def scenario() -> None:
        sidecar = real_sidecar()
        await sidecar.start(states.append)
        await sidecar.until_ready()
        assert (await models_of(sidecar)).status_code == 200
        await sidecar.stop()

    run_on_qt(qt_loop, scenario())
    assert phases(states)[-2:] == [SidecarPhase.READY, SidecarPhase.STOPPED]


def run_on_qt(loop: EventLoop, work: Awaitable[None]) -> None:
    from PySide6.QtCore import QEventLoop

    nested = QEventLoop()
    task = asyncio.ensure_future(work, loop=loop)
    task.add_done_callback(lambda _: nested.quit())
    nested.exec()
    task.result()


def test_that_a_frozen_build_starts_its_own_executable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert command() == [sys.executable, "--gateway"]
