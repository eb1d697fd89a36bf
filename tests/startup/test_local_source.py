from __future__ import annotations

import asyncio

import pytest
from fakes.source import SAE_MODEL, FakeSource
from PySide6.QtWidgets import QApplication

from holysheep_desktop.core.requests import AnalysisRequest, user_message
from holysheep_desktop.core.sidecar import SidecarPhase, SidecarState
from holysheep_desktop.core.source import AnalysisSource, Progress
from holysheep_desktop.errors import (
    ApiConnectionError,
    ApiTimeoutError,
    ConnectionFault,
    LocalModelLostError,
    SidecarError,
)
from holysheep_desktop.startup.local_source import LocalSource
from holysheep_desktop.ui.notices.error_details import diagnosis
from holysheep_desktop.ui.notices.notice import Action
from holysheep_desktop.ui.words.errors import describe

READY = SidecarState(SidecarPhase.READY, base_url="http://127.0.0.1:1/v1")
REQUEST = AnalysisRequest(SAE_MODEL.id, user_message("hello"))


class Connections:
    def __init__(self) -> None:
        self.base_urls: list[str] = []

    def connect(self, base_url: str) -> AnalysisSource:
        self.base_urls.append(base_url)
        return FakeSource()


def test_that_a_question_asked_too_early_waits_with_progress() -> None:
    local = LocalSource(Connections().connect)
    heard: list[Progress] = []

    async def ask() -> str:
        asking = asyncio.create_task(local.analyse(REQUEST, heard.append))
        await asyncio.sleep(0)
        local.show_state(SidecarState(SidecarPhase.PREPARING, "converting", 1, 4))
        await asyncio.sleep(0)
        local.show_state(READY)
        return (await asking).model

    assert asyncio.run(ask()) == SAE_MODEL.id
    assert heard[:2] == [Progress("preparing"), Progress("preparing", 1, 4)]
    assert heard[2].stage == "queued"


def test_that_a_waiting_question_fails_when_the_local_model_does() -> None:
    local = LocalSource(Connections().connect)

    async def ask() -> None:
        asking = asyncio.create_task(local.models())
        await asyncio.sleep(0)
        local.show_state(SidecarState(SidecarPhase.FAILED, reason="no weights", exit_code=3))
        await asking

    with pytest.raises(SidecarError, match="no weights") as failure:
        asyncio.run(ask())

    assert failure.value.exit_code == 3


def test_that_a_waiting_question_can_be_cancelled() -> None:
    local = LocalSource(Connections().connect)

    async def ask() -> bool:
        asking = asyncio.create_task(local.models())
        await asyncio.sleep(0)
        asking.cancel()
        await asyncio.wait({asking})
        return asking.cancelled()

    assert asyncio.run(ask())


def test_that_one_client_serves_one_address() -> None:
    connections = Connections()
    local = LocalSource(connections.connect)

    local.show_state(READY)
    local.show_state(READY)

    assert connections.base_urls == [READY.base_url]


def test_that_a_new_start_brings_a_new_client() -> None:
    connections = Connections()
    local = LocalSource(connections.connect)

    local.show_state(READY)
    local.show_state(SidecarState(SidecarPhase.STARTING, restarts=1))
    local.show_state(SidecarState(SidecarPhase.READY, base_url="http://127.0.0.1:2/v1"))

    assert connections.base_urls == [READY.base_url, "http://127.0.0.1:2/v1"]


@pytest.mark.parametrize("fault", [ConnectionFault.RESET, ConnectionFault.REFUSED])
def test_that_a_model_that_ends_while_it_is_asked_is_called_so_and_not_by_its_address(
    fault: ConnectionFault,
) -> None:
    source = FakeSource()
    source.fail_next(ApiConnectionError("analyse", fault, "127.0.0.1:35917", 3))
    local = LocalSource(lambda _: source)
    local.show_state(READY)

    with pytest.raises(LocalModelLostError) as lost:
        asyncio.run(local.analyse(REQUEST))

    assert "127.0.0.1" not in describe(lost.value).title
    assert describe(lost.value).action is Action.RETRY


ADDRESS = "127.0.0.1:35917"
FAILED = [
    ApiConnectionError("models", ConnectionFault.REFUSED, ADDRESS, 3),
    ApiConnectionError("models", ConnectionFault.PROTOCOL, ADDRESS, 1),
    ApiConnectionError("models", ConnectionFault.OTHER, ADDRESS, 1),
    ApiTimeoutError("models", ADDRESS, 20.0),
]


@pytest.mark.parametrize("error", FAILED)
def test_that_no_failed_question_names_the_address_of_the_local_model(
    qapp: QApplication, error: ApiConnectionError
) -> None:
    source = FakeSource()
    source.fail_next(error)
    local = LocalSource(lambda _: source)
    local.show_state(READY)

    with pytest.raises(ApiConnectionError) as failure:
        asyncio.run(local.models())

    notice = describe(failure.value)
    said = f"{notice.title} {notice.advice} {diagnosis(failure.value)} {failure.value}"
    assert "127.0.0.1" not in said
    assert "local model" in notice.title
