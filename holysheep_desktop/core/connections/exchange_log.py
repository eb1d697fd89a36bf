"""Every request of this run of the program, as the request inspector shows it: without its secrets."""

from __future__ import annotations

import contextlib
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from holysheep_desktop.core.endpoints import EndpointKind
from holysheep_desktop.core.plain_text import visible

MOST_EXCHANGES = 200
MOST_BYTES = 32 * 2**20
"""Of bodies that are kept in all; the oldest give way."""

Headers: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of an attempt, in milliseconds: `connect`, `tls`, `send`, `wait`, `receive`."""

    name: str
    ms: float


@dataclass(frozen=True, slots=True)
class Body:
    """What of a body is kept, as text; `n_bytes` counts all of it."""

    text: str
    n_bytes: int
    is_cut: bool = False

    def readable(self, limit: int) -> str:
        """The first `limit` characters, made visible; a whole JSON text with indents."""
        text = self.text[:limit]
        if not self.is_cut and len(self.text) <= limit:
            with contextlib.suppress(ValueError, RecursionError):
                text = json.dumps(json.loads(text), ensure_ascii=False, indent=2)
        return visible(text)


@dataclass(frozen=True, slots=True)
class Exchanged:
    """One attempt of one request. Keys and cookies are replaced before they come here."""

    started_at: datetime
    """In UTC."""
    kind: EndpointKind
    operation: str
    call_id: str
    """The idempotency key: the same for all attempts of one request."""
    attempt: int
    method: str
    url: str
    request_headers: Headers
    request_body: Body
    status: int | None
    """None: no reply came."""
    reply_headers: Headers
    reply_body: Body
    phases: tuple[Phase, ...]
    elapsed_ms: float
    error: Exception | None = None
    """Why this attempt failed; its own words are not for the screen."""

    @property
    def n_kept(self) -> int:
        """Characters of bodies that are kept."""
        return len(self.request_body.text) + len(self.reply_body.text)


class ExchangeLog:
    """The last exchanges, the newest last. Belongs to the event loop's thread."""

    def __init__(self) -> None:
        self._exchanges: deque[Exchanged] = deque(maxlen=MOST_EXCHANGES)
        self._listeners: list[Callable[[], None]] = []

    @property
    def exchanges(self) -> tuple[Exchanged, ...]:
        """What is kept."""
        return tuple(self._exchanges)

    def add(self, exchange: Exchanged) -> None:
        """Keep one more."""
        self._exchanges.append(exchange)
        while len(self._exchanges) > 1 and sum(kept.n_kept for kept in self._exchanges) > MOST_BYTES:
            self._exchanges.popleft()
        self._tell()

    def clear(self) -> None:
        """Forget all."""
        self._exchanges.clear()
        self._tell()

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after every change; returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()
