"""The endpoints behind the proxy: their addresses, their keys and the paths that may be asked."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, cast

from holysheep_desktop.errors import RequestError

LOCAL, HOLYSHEEP = "local", "holysheep"
NAMES: Final = (LOCAL, HOLYSHEEP)
_PROTOCOL: Final = {"models": "GET", "chat/completions": "POST"}
_FEATURES: Final = {
    "interpretability/saes": "GET",
    "interpretability/features": "GET",
    "interpretability/tokenize": "POST",
}
_FEATURE = re.compile(r"interpretability/features/\d{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Upstream:
    """Where an endpoint answers, and with what it is asked; the key never shows in a repr."""

    base_url: str
    key: str = field(repr=False)


class Upstreams:
    """What the program last said of the endpoints; it says so again whenever one changes."""

    def __init__(self) -> None:
        self._known: dict[str, Upstream] = {}

    def take(self, line: str) -> None:
        """Read a line of the program: `{"local": {"base_url", "key"}, …}`; raises ValueError."""
        self._known = _parsed(json.loads(line))

    def get(self, name: str) -> Upstream:
        """An endpoint that can be asked; raises RequestError where there is none, yet or at all."""
        if name not in NAMES:
            raise RequestError(None, f"there is no such endpoint; there are {', '.join(NAMES)}", "not_found")
        known = self._known.get(name)
        if known is None or not known.base_url:
            raise RequestError(
                None, f"the endpoint {name} is not ready; try again shortly", "engine_preparing"
            )
        if not known.key:
            reason = f"the program knows no key for {name}; enter it in the program's settings"
            raise RequestError(None, reason, "upstream_key_missing")
        return known


def check_path(name: str, method: str, path: str) -> None:
    """Raise RequestError unless the path is one of the protocol's; features are the local one's alone."""
    wanted = _PROTOCOL.get(path)
    if name == LOCAL and wanted is None:
        wanted = "GET" if _FEATURE.fullmatch(path) else _FEATURES.get(path)
    if wanted is None:
        raise RequestError(None, "the proxy does not pass this path on", "not_found")
    if method != wanted:
        raise RequestError(None, f"this path takes {wanted}", "method_not_allowed")


def _parsed(value: object) -> dict[str, Upstream]:
    if not isinstance(value, dict):
        raise ValueError("not an object")
    known = cast("dict[str, object]", value)
    return {name: _upstream(known[name]) for name in NAMES if name in known}


def _upstream(value: object) -> Upstream:
    fields = cast("Mapping[str, object]", value) if isinstance(value, dict) else {}
    base_url, key = fields.get("base_url"), fields.get("key")
    if not isinstance(base_url, str) or not isinstance(key, str):
        raise ValueError("base_url and key must be strings")
    return Upstream(base_url.rstrip("/"), key)
