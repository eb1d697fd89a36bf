"""The proxy's routes: `/upstream/local/v1/…` and `/upstream/holysheep/v1/…`, and nothing else."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from holysheep_desktop.errors import HolySheepError
from holysheep_desktop.gateway.door import OPEN_PATH, Door, DoorRules
from holysheep_desktop.gateway.proxy.forwarding import Forwarder
from holysheep_desktop.gateway.proxy.upstreams import Upstreams, check_path
from holysheep_desktop.gateway.refusals import fault, http_fault, nobody_reads
from holysheep_desktop.gateway.replies import json_reply

_HEALTHY = b'{"status":"ready"}'


def proxy_application(upstreams: Upstreams, forwarder: Forwarder, rules: DoorRules) -> ASGIApp:
    """The proxy behind its door, which checks Host, Origin and the proxy's own token."""
    routes = _Routes(upstreams, forwarder)
    app: ASGIApp = Starlette(
        routes=[
            Route(OPEN_PATH, routes.health),
            Route("/upstream/{name}/v1/{path:path}", routes.forward, methods=["GET", "POST"]),
        ],
        exception_handlers={
            HTTPException: http_fault,
            ClientDisconnect: nobody_reads,
            HolySheepError: fault,
            Exception: fault,
        },
    )
    app.router.redirect_slashes = False
    app = CORSMiddleware(
        app,
        allow_origins=sorted(rules.origins),
        allow_methods=["GET", "POST"],
        allow_headers=["Authorization", "Content-Type", "Idempotency-Key"],
        expose_headers=["Retry-After", "X-Request-Id"],
    )
    return Door(app, rules)


class _Routes:
    def __init__(self, upstreams: Upstreams, forwarder: Forwarder) -> None:
        self._upstreams = upstreams
        self._forwarder = forwarder

    async def health(self, _: Request) -> Response:
        """That the proxy answers; says nothing of the endpoints and needs no token."""
        return json_reply(_HEALTHY)

    async def forward(self, request: Request) -> Response:
        """Pass one request on."""
        name: str = request.path_params["name"]
        path: str = request.path_params["path"]
        upstream = self._upstreams.get(name)
        check_path(name, request.method, path)
        return await self._forwarder.forward(request, upstream, path)
