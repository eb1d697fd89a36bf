"""The access token: where it comes from, and what can be one."""

from __future__ import annotations

import os
import sys

TOKEN_VARIABLE = "HOLYSHEEP_GATEWAY_TOKEN"  # noqa: S105 - a name, not a secret
TOKEN_NEEDED = (
    f"an access token is needed: printable characters without spaces, in {TOKEN_VARIABLE}, "
    "or on the first line of standard input with --token-stdin"
)
_LONGEST = 4096


def token_of(*, from_stdin: bool) -> str:
    """The token of this process, from its environment or standard input; "" where there is none."""
    token = _first_line() if from_stdin else os.environ.get(TOKEN_VARIABLE, "")
    return token if is_usable(token) else ""


def is_usable(token: str) -> bool:
    """Whether a text can stand in an HTTP header as a token."""
    return bool(token) and token.isascii() and token.isprintable() and " " not in token


def _first_line() -> str:
    if sys.stdin is None:  # a program without a console
        return ""
    line = sys.stdin.buffer.readline(_LONGEST)
    return line.decode("utf-8", "replace").strip()
