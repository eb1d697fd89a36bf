"""The proxy for web pages and notebooks: what it is told, and how it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from urllib.parse import urlsplit

from holysheep_desktop.errors import InputError, InputReason

PROXY_PORT = 8377
PORTS = (1024, 65535)
_MOST_ORIGINS = 50
_FIELD = "proxy_origins"


@dataclass(frozen=True, slots=True)
class ProxySettings:
    """Off until it is switched on. `origins` are the web pages that may ask; programs need none."""

    is_on: bool = False
    port: int = PROXY_PORT
    origins: tuple[str, ...] = ()


class ProxyPhase(StrEnum):
    """Whether it can be asked."""

    OFF = "off"
    STARTING = "starting"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ProxyState:
    """One moment of the proxy: `address` such as http://127.0.0.1:8377 once it answers."""

    phase: ProxyPhase = ProxyPhase.OFF
    address: str = ""
    reason: str = ""


class ProxyControl(Protocol):
    """What the interface may ask of the proxy."""

    @property
    def state(self) -> ProxyState:
        """How it is now."""
        ...

    async def first_token(self) -> str | None:
        """Make and keep a token where there is none yet, the only time it is shown; None where there is."""
        ...

    async def renew_token(self) -> str:
        """Make and keep a new token, the only time it is shown; the old one is worth nothing from now on."""
        ...


def parse_origins(text: str) -> tuple[str, ...]:
    """The origins in a text, one a line or separated by spaces; raises InputError at one that is none.

    An origin is what a browser sends: scheme, host and port, without a path. `null`, the origin of
    files and of sandboxed frames, is anybody's and so is refused.

    >>> parse_origins("http://localhost:3000/ HTTPS://Lab.example")
    ('http://localhost:3000', 'https://lab.example')
    """
    origins = tuple(dict.fromkeys(_origin(word) for word in text.split()))
    if len(origins) > _MOST_ORIGINS:
        raise InputError(_FIELD, InputReason.TOO_LARGE, _MOST_ORIGINS)
    return origins


def _origin(word: str) -> str:
    try:
        parts = urlsplit(word)
        port = parts.port
    except ValueError as error:
        raise InputError(_FIELD, InputReason.NOT_A_URL) from error
    host = parts.hostname or ""
    has_more = parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc
    if parts.scheme not in {"http", "https"} or not host.isascii() or not host or has_more or "*" in host:
        raise InputError(_FIELD, InputReason.NOT_A_URL)
    default = {"http": 80, "https": 443}[parts.scheme]
    name = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{name}" + ("" if port in {None, default} else f":{port}")
