"""Error replies: ours in OpenAI's shape, and whatever other servers send, as plain text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.errors import JsonTextError
from holysheep_desktop.protocol.json_text import loads_reply

MESSAGE_LIMIT = 500
_WORD_LIMIT = 100
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_LOOKS_LIKE_HTML = re.compile(r"\s*(?:<!doctype html|<html|<head|<body)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ServerMessage:
    """What a server says about an error: plain text, cut at 500 characters."""

    message: str = ""
    code: str | None = None
    param: str | None = None
    type: str | None = None
    status: int | None = None
    """Only in an error that arrives inside a stream, whose HTTP status has already been sent."""


def dump_error(
    message: str, type: str, code: str | None, param: str | None, *, status: int | None = None
) -> dict[str, object]:
    """OpenAI's error object; `status` is added for an error inside a stream."""
    error: dict[str, object] = {"message": message, "type": type, "code": code, "param": param}
    if status is not None:
        error["status"] = status
    return {"error": error}


def parse_error(text: str) -> ServerMessage:
    """Something readable from any error body: OpenAI's, FastAPI's, a string, a page of HTML, or nothing."""
    try:
        value = loads_reply(text.encode("utf-8", "replace"))
    except JsonTextError:
        return ServerMessage(_page_text(text))
    return error_of(value)


def error_of(value: object) -> ServerMessage:
    """The same for JSON that is already parsed."""
    if isinstance(value, dict):
        if isinstance(value.get("error"), dict):
            return _from_object(value["error"])
        return _from_object(value)
    return ServerMessage(_cut("; ".join(_sentences(value))))


def _from_object(error: dict[str, object]) -> ServerMessage:
    status = error.get("status")
    return ServerMessage(
        message=_cut("; ".join(_sentences(error))),
        code=_word(error.get("code")),
        param=_word(error.get("param")) or _first_location(error.get("detail")),
        type=_word(error.get("type")),
        status=status if isinstance(status, int) and 400 <= status < 600 else None,
    )


def _sentences(value: object) -> Iterator[str]:
    """The texts of an error, wherever it keeps them."""
    if isinstance(value, str):
        if value.strip():
            yield value.strip()
    elif isinstance(value, list):
        for item in value[:20]:
            yield from _sentences(item)
    elif isinstance(value, dict):
        for key in ("message", "msg", "error", "detail", "errors", "error_description", "title"):
            found = list(_sentences(value.get(key)))
            if found:
                place = _location(value.get("loc"))
                yield f"{place}: {found[0]}" if place else "; ".join(found)
                return


def _first_location(detail: object) -> str | None:
    if isinstance(detail, list) and detail and isinstance(detail[0], dict):
        return _location(detail[0].get("loc")) or None
    return None


def _location(loc: object) -> str:
    """FastAPI's `["body", "extra_body", "sae_layer"]` as `extra_body.sae_layer`."""
    if not isinstance(loc, list):
        return ""
    return ".".join(str(part) for part in loc if isinstance(part, str | int) and part != "body")


def _word(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        return None
    return plain_text(str(value), _WORD_LIMIT)


def _page_text(text: str) -> str:
    if _LOOKS_LIKE_HTML.match(text):
        title = _TITLE.search(text)
        return _cut(" ".join(html.unescape(title.group(1)).split())) if title else ""
    return _cut(text.strip())


def _cut(text: str) -> str:
    return plain_text(text, MESSAGE_LIMIT, keep_lines=True)
