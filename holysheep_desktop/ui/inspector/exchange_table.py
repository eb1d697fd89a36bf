"""The requests as rows: when, what, how it ended, how long it took."""

from __future__ import annotations

from urllib.parse import urlsplit

from PySide6.QtCore import QObject

from holysheep_desktop.core.connections.exchange_log import Exchanged
from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.ui.widgets.tables import MISSING, Column, RowTable

_PATH_LIMIT = 120


def matching(exchanges: tuple[Exchanged, ...], wanted: str) -> list[Exchanged]:
    """Those that hold every word of `wanted` in address, headers, bodies or status, the newest first."""
    words = wanted.casefold().split()
    return [
        exchange for exchange in reversed(exchanges) if all(word in _haystack(exchange) for word in words)
    ]


def _haystack(exchange: Exchanged) -> str:
    headers = (*exchange.request_headers, *exchange.reply_headers)
    parts = [exchange.method, exchange.url, str(exchange.status or ""), exchange.operation]
    parts += [f"{name}: {value}" for name, value in headers]
    return "\n".join((*parts, exchange.request_body.text, exchange.reply_body.text)).casefold()


class ExchangeTable(RowTable[Exchanged]):
    """One row an attempt; titles are set by the window, in its language."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns = (
            Column("time", _timestamp, _time_text, width=84),
            Column("method", _method, _method, width=64),
            Column("path", _path, _path, width=300),
            Column("status", _status, _status_text, is_number=True, width=64),
            Column("elapsed", _elapsed, _elapsed_text, is_number=True, width=84),
            Column("attempt", _attempt, _attempt_text, is_number=True, width=72),
        )
        super().__init__(columns, parent)


def _timestamp(exchange: Exchanged) -> float:
    return exchange.started_at.timestamp()


def _time_text(exchange: Exchanged) -> str:
    return f"{exchange.started_at.astimezone():%H:%M:%S}"


def _method(exchange: Exchanged) -> str:
    return exchange.method


def _path(exchange: Exchanged) -> str:
    parts = urlsplit(exchange.url)
    return plain_text(f"{parts.netloc}{parts.path}", _PATH_LIMIT)


def _status(exchange: Exchanged) -> float | None:
    return exchange.status


def _status_text(exchange: Exchanged) -> str:
    return MISSING if exchange.status is None else str(exchange.status)


def _elapsed(exchange: Exchanged) -> float:
    return exchange.elapsed_ms


def _elapsed_text(exchange: Exchanged) -> str:
    return f"{exchange.elapsed_ms:,.0f} ms"


def _attempt(exchange: Exchanged) -> float:
    return exchange.attempt


def _attempt_text(exchange: Exchanged) -> str:
    return str(exchange.attempt)
