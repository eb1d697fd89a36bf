"""Engines that Ray Serve runs, as the front asks them; Serve's errors end here."""

# pyright: reportMissingImports=false, reportUnknownParameterType=false

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Any, cast

from ray.exceptions import RayActorError, RayError, RayTaskError
from ray.serve.exceptions import BackPressureError, DeploymentUnavailableError, RayServeException
from ray.serve.handle import DeploymentHandle, DeploymentResponseGenerator
from starlette.types import Message

from holysheep_desktop.cluster.relay import Call
from holysheep_desktop.errors import RequestError


class ServeEngines:
    """`cluster.front.Ask` over a handle: Serve prefers a process in which the engine is open already."""

    def __init__(self, handle: DeploymentHandle[Any]) -> None:
        self._handle = handle.options(stream=True, method_name="answer")

    async def ask(self, name: str, call: Call) -> AsyncGenerator[Message]:
        """See `cluster.front.Ask`."""
        reply = cast(
            "DeploymentResponseGenerator[Any]", self._handle.options(multiplexed_model_id=name).remote(call)
        )
        try:
            async for message in reply:
                yield message
        except (RayError, RayServeException) as error:
            raise _refusal(error) from None  # its words may quote what was asked
        finally:
            reply.cancel()


def _refusal(error: Exception) -> RequestError:
    if isinstance(error, BackPressureError):
        return RequestError(None, "too many requests are waiting already; try again later", "engine_busy")
    if isinstance(error, DeploymentUnavailableError):
        return RequestError(None, "no engine could be started; the gateway's log says why", "engine_failed")
    if isinstance(error, RayActorError):
        return RequestError(None, "the engine's process ended; another is being started", "engine_lost")
    if isinstance(error, RayTaskError):
        return RequestError(None, "the engine could not be opened; its log says why", "engine_failed")
    return RequestError(None, "the engine cannot be reached", "engine_lost")
