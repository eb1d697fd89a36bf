"""Finding a command by a few letters of it, also by initial consonants and unfinished syllables."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
"""Compatibility letters in the order of Unicode's syllables (The Unicode Standard, 3.12)."""
_FIRST_SYLLABLE, _LAST_SYLLABLE, _SYLLABLES_PER_INITIAL, _FINALS = 0xAC00, 0xD7A3, 588, 28
_AT_START, _IN_ROW, _SKIPPED, _REST = 8.0, 4.0, 0.1, 0.02


def match_score(query: str, text: str) -> float | None:
    """How well a text answers a query; None where the query's letters are not in it in their order.

    Beginnings of words and letters in a row count most; spaces of the query are passed over.

    >>> match_score("rn", "Run") is not None, match_score("ㅂㄱㅅ", "보고서 저장") is not None
    (True, True)
    >>> match_score("nr", "Run") is None
    True
    """
    wanted = [letter for letter in _folded(query) if not letter.isspace()]
    letters = _folded(text)
    if not wanted:
        return 0.0
    starts = (place for place, letter in enumerate(letters) if letter_matches(wanted[0], letter))
    scores = (_score_from(wanted, letters, start) for start in starts)
    return max((score for score in scores if score is not None), default=None)


def letter_matches(wanted: str, letter: str) -> bool:
    """Whether a typed letter stands for one of the text.

    An initial consonant stands for its syllables, and a syllable without a final for those that add one:
    that is how a syllable looks while it is typed.
    """
    if wanted == letter:
        return True
    code = ord(letter)
    if not _FIRST_SYLLABLE <= code <= _LAST_SYLLABLE:
        return False
    if wanted in _INITIALS:
        return _INITIALS[(code - _FIRST_SYLLABLE) // _SYLLABLES_PER_INITIAL] == wanted
    if not _FIRST_SYLLABLE <= ord(wanted) <= _LAST_SYLLABLE:
        return False
    is_open = (ord(wanted) - _FIRST_SYLLABLE) % _FINALS == 0
    return is_open and 0 < code - ord(wanted) < _FINALS


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _score_from(wanted: Sequence[str], letters: str, start: int) -> float | None:
    """The score of the first way through the text from a place on."""
    score, place, last = -_REST * len(letters), start, -2
    for letter in wanted:
        while place < len(letters) and not letter_matches(letter, letters[place]):
            place += 1
        if place == len(letters):
            return None
        is_word_start = place == 0 or not letters[place - 1].isalnum()
        score += _AT_START * is_word_start + _IN_ROW * (place == last + 1) - _SKIPPED * place
        last, place = place, place + 1
    return score
