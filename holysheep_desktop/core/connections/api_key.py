"""API keys as they are pasted, and as they can be sent."""

from __future__ import annotations

from holysheep_desktop.errors import InputError, InputReason

FIELD = "api_key"
MAX_LENGTH = 1280  # Windows keeps 2,560 bytes of UTF-16
_AROUND = " \t\r\n\v\f\u00a0\u200b\u200c\u200d\u2060\ufeff\"'`“”‘’"
_PREFIXES = ("authorization:", "bearer ")


def cleaned_key(text: str) -> str:
    """The key without the blanks, quotes, `Bearer ` and line ends that came with it.

    Raises InputError, which never holds the key, where it is empty, too long, or has characters that no
    header can carry: a library's own error about such a header would repeat the key.

    >>> cleaned_key(' "Bearer sk-123"\\n')
    'sk-123'
    """
    key = text.strip(_AROUND)
    while (prefix := _prefix_of(key)) is not None:
        key = key[len(prefix) :].strip(_AROUND)
    if not key or key.casefold() in {"bearer", "authorization"}:
        raise InputError(FIELD, InputReason.EMPTY)
    if len(key) > MAX_LENGTH:
        raise InputError(FIELD, InputReason.TOO_LARGE, MAX_LENGTH)
    if not all("!" <= character <= "~" for character in key):
        raise InputError(FIELD, InputReason.BAD_CHARACTERS)
    return key


def _prefix_of(key: str) -> str | None:
    return next((prefix for prefix in _PREFIXES if key.casefold().startswith(prefix)), None)
