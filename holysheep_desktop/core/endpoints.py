"""Endpoints and the address under which each one answers."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import SplitResult, urlsplit

from holysheep_desktop.core.connections.network import Network
from holysheep_desktop.errors import InputError, InputReason

HOLYSHEEP_BASE_URL = "https://api.holysheep.ai/v1"
_FIELD = "base_url"
_FULL_PATHS = ("/chat/completions", "/models")


class EndpointKind(StrEnum):
    """The three kinds of endpoint."""

    LOCAL = "local"
    HOLYSHEEP = "holysheep"
    CUSTOM = "custom"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Something that speaks the protocol. The local one gets its base URL when its process is ready."""

    kind: EndpointKind
    base_url: str = ""
    name: str = ""
    """What the user calls a custom one."""
    network: Network = field(default_factory=Network)

    @property
    def id(self) -> str:
        """The kind, or the base URL of a custom one; what is remembered of an endpoint is kept under it."""
        return self.base_url if self.kind is EndpointKind.CUSTOM else str(self.kind)

    @property
    def needs_key(self) -> bool:
        """The local endpoint has a token of its own instead."""
        return self.kind is not EndpointKind.LOCAL


def normalised_base_url(text: str) -> str:
    """The base URL that was meant: no trailing slash, no endpoint path, `/v1` where there is no path.

    Raises InputError where it is not an http(s) address, holds credentials, or names an impossible port.

    >>> normalised_base_url(" https://api.example.org/v1/chat/completions ")
    'https://api.example.org/v1'
    >>> normalised_base_url("http://127.0.0.1:8000")
    'http://127.0.0.1:8000/v1'
    """
    parts = _split(text.strip())
    path = parts.path.rstrip("/")
    for suffix in _FULL_PATHS:
        path = path.removesuffix(suffix)
    return f"{parts.scheme}://{parts.netloc.lower()}{path or '/v1'}"


def _split(text: str) -> SplitResult:
    if not text:
        raise InputError(_FIELD, InputReason.EMPTY)
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises ValueError where it is no port
        host = parts.hostname
    except ValueError as error:
        raise InputError(_FIELD, InputReason.NOT_A_URL) from error
    if parts.scheme not in {"http", "https"} or not host or parts.query or parts.fragment:
        raise InputError(_FIELD, InputReason.NOT_A_URL)
    if "@" in parts.netloc or not host.isascii() or any(c.isspace() for c in text):
        raise InputError(_FIELD, InputReason.BAD_CHARACTERS)
    return parts


def origin_of(base_url: str) -> str:
    """Scheme, host and port: what a key belongs to.

    >>> origin_of("https://api.holysheep.ai/v1")
    'https://api.holysheep.ai'
    """
    parts = urlsplit(base_url)
    return f"{parts.scheme}://{parts.netloc}"


def is_loopback(base_url: str) -> bool:
    """Whether the address is on this machine, so that plain http shows the key to nobody."""
    return is_loopback_host(urlsplit(base_url).hostname or "")


def is_loopback_host(host: str) -> bool:
    """Whether only this machine reaches that host."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
