"""What the framework does with errors: each becomes an error reply, or nothing where nobody reads."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from holysheep_desktop.errors import RequestError
from holysheep_desktop.gateway.replies import fault_reply


def request_id(request: Request) -> str:
    """The number that the door gave the request."""
    given: str = request.state.request_id
    return given


async def fault(request: Request, error: Exception) -> Response:
    """The reply to any error."""
    return fault_reply(error, request_id(request))


async def http_fault(request: Request, error: Exception) -> Response:
    """The reply to Starlette's own refusals: no such path, no such method."""
    assert isinstance(error, HTTPException)
    if error.status_code == 405:
        allowed = (error.headers or {}).get("Allow", "")
        wrong = RequestError(None, f"this path takes {allowed}", "method_not_allowed")
        reply = fault_reply(wrong, request_id(request))
        reply.headers["allow"] = allowed
        return reply
    return fault_reply(RequestError(None, "there is no such path", "not_found"), request_id(request))


async def nobody_reads(_: Request, __: Exception) -> Response:
    """The client has gone."""
    return Response(status_code=499)
