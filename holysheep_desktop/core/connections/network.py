"""How an endpoint is reached: patience, attempts, proxy and certificates."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from holysheep_desktop.errors import InputError, InputReason

MOST_RETRIES = 5
_PROXY_SCHEMES = {"http", "https"}


@dataclass(frozen=True, slots=True)
class NetworkLimits:
    """How long a remote endpoint may take. Seconds; `retries` come after the first attempt."""

    connect_timeout_s: float = 5.0
    read_timeout_s: float = 60.0
    total_timeout_s: float = 120.0
    retries: int = 2


class ProxyUse(StrEnum):
    """Through which proxy requests go."""

    SYSTEM = "system"
    """What the environment or the system says (HTTPS_PROXY, NO_PROXY)."""
    NONE = "none"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Network:
    """One endpoint's own way through the network."""

    limits: NetworkLimits = field(default_factory=NetworkLimits)
    proxy: ProxyUse = ProxyUse.SYSTEM
    proxy_url: str = ""
    """http://host:port, without credentials; only with `ProxyUse.OWN`."""
    certificates: str = ""
    """A PEM file with authorities to trust beside the system's; empty: the system's and SSL_CERT_FILE."""
    allows_plain_http: bool = False
    """The user agreed that the key travels unencrypted to this host."""


def normalised_proxy(text: str) -> str:
    """The address of a proxy; raises InputError where it is none or holds credentials.

    >>> normalised_proxy("proxy.example:8080")
    'http://proxy.example:8080'
    """
    text = text.strip()
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        port, host = parts.port, parts.hostname
    except ValueError as error:
        raise InputError("proxy_url", InputReason.NOT_A_URL) from error
    if parts.scheme not in _PROXY_SCHEMES or not host or parts.path.strip("/") or parts.query:
        raise InputError("proxy_url", InputReason.NOT_A_URL)
    if "@" in parts.netloc or not host.isascii() or any(character.isspace() for character in text):
        raise InputError("proxy_url", InputReason.BAD_CHARACTERS)
    name = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{name}" + (f":{port}" if port else "")
