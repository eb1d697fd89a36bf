"""Who may come in: the checks on Host, Origin, path, token and content type, before any work.

CORS headers protect a browser's user from a page, not a loopback server from it: a page's plain GET is
answered all the same. So a foreign Origin is refused here, and a Host that is not ours as well, which ends
DNS rebinding (CVE-2024-28224 is that attack on another local model server).
"""

from __future__ import annotations

import ipaddress
import logging
import re
import secrets
import socket
import time
from dataclasses import dataclass, field

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from holysheep_desktop.errors import RequestError
from holysheep_desktop.gateway.replies import fault_reply

log = logging.getLogger(__name__)

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})
OPEN_PATH = "/healthz"
_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[^\[\]:@/]+)(?::(?P<port>\d{1,5}))?", re.ASCII)
_PRIVATE_NETWORK = b"access-control-request-private-network"
_CHARSETS = frozenset({"", "charset=utf-8", 'charset="utf-8"'})


@dataclass(frozen=True, slots=True)
class DoorRules:
    """Who may come in. `token` never shows in a repr."""

    token: str = field(repr=False)
    host_names: frozenset[str] = LOOPBACK_NAMES
    any_address: bool = False
    """Take every IP address as Host: only where the gateway serves other machines. Names stay checked."""
    public_names: frozenset[str] = frozenset()
    """Names under which a server in front of this one is reached, at whatever port."""
    origins: frozenset[str] = frozenset()
    """Web pages that may ask; none by default."""


def own_host_names(*, is_remote: bool) -> frozenset[str]:
    """The names under which the gateway may be asked; the machine's own only where it serves others."""
    if not is_remote:
        return LOOPBACK_NAMES
    return LOOPBACK_NAMES | {socket.gethostname().lower(), socket.getfqdn().lower()}


class Door:
    """ASGI wrapper that lets checked requests through, each with a number of its own (`x-request-id`)."""

    def __init__(self, app: ASGIApp, rules: DoorRules) -> None:
        self._app = app
        self._rules = rules
        self._authorization = b"Bearer " + rules.token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check one request and hand it on, or answer it here."""
        request_id: str = scope.setdefault("state", {}).setdefault("request_id", secrets.token_hex(8))
        started_at = time.monotonic()
        status = 499

        async def numbered_send(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["x-request-id"] = request_id
            await send(message)

        try:
            await self._enter(scope, receive, numbered_send)
        finally:
            elapsed_ms = (time.monotonic() - started_at) * 1000
            log.info("request %s: %s, status %d, %.0f ms", request_id, scope["method"], status, elapsed_ms)

    async def _enter(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            self._check(scope)
        except RequestError as error:
            await fault_reply(error, scope["state"]["request_id"])(scope, receive, send)
        else:
            await self._app({**scope, "headers": _without_private_network(scope)}, receive, send)

    def _check(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        self._check_host(headers, scope["server"][1])
        is_preflight = self._check_origin(headers) and scope["method"] == "OPTIONS"
        if b"%" in scope["raw_path"]:
            raise RequestError(None, "there is no such path", "not_found")
        if scope["path"] != OPEN_PATH and not is_preflight:
            self._check_token(headers)
        if scope["method"] in {"POST", "PUT"}:
            _check_content(headers)

    def _check_host(self, headers: Headers, port: int) -> None:
        hosts = headers.getlist("host")
        match = _HOST.fullmatch(hosts[0].lower()) if len(hosts) == 1 else None
        if match is not None and match["name"] in self._rules.public_names:
            return
        if match is None or int(match["port"] or 80) != port or not self._is_ours(match["name"]):
            raise RequestError("Host", "is not an address of this gateway", "host_not_allowed")

    def _is_ours(self, name: str) -> bool:
        if name in self._rules.host_names:
            return True
        if not self._rules.any_address:
            return False
        try:
            address = ipaddress.ip_address(name.strip("[]"))
        except ValueError:
            return False
        return not address.is_unspecified

    def _check_origin(self, headers: Headers) -> bool:
        origins = headers.getlist("origin")
        if any(origin not in self._rules.origins for origin in origins):
            raise RequestError(
                "Origin", "web pages may not ask this gateway; ask it from a program", "origin_not_allowed"
            )
        return bool(origins)

    def _check_token(self, headers: Headers) -> None:
        values = [value.encode("latin-1") for value in headers.getlist("authorization")]
        if len(values) != 1 or not secrets.compare_digest(values[0], self._authorization):
            raise RequestError(
                "Authorization",
                "must be the word Bearer, a space and the token of this gateway",
                "invalid_api_key",
            )


def _without_private_network(scope: Scope) -> list[tuple[bytes, bytes]]:
    """The headers without a question of Chrome before 142 that servers are not to answer any more.

    Starlette's CORS middleware would refuse the whole preflight for it.
    """
    return [(name, value) for name, value in scope["headers"] if name != _PRIVATE_NETWORK]


def _check_content(headers: Headers) -> None:
    kind, _, parameters = headers.get("content-type", "").partition(";")
    is_json = kind.strip().lower() == "application/json" and parameters.strip().lower() in _CHARSETS
    if not is_json:
        raise RequestError("Content-Type", "must be application/json", "unsupported_media_type")
    if headers.get("content-encoding", "identity").lower() != "identity":
        raise RequestError("Content-Encoding", "must be left out", "unsupported_media_type")
