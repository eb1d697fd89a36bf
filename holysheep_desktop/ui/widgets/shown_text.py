"""How text of a model or a server is written on the screen: in chips, on one line, in a tooltip."""

from __future__ import annotations

import html
from dataclasses import dataclass

from holysheep_desktop.core.plain_text import plain_text

NEWLINE_MARK = "⏎"
TAB_MARK = "⇥"
SPACE_MARK = "·"
_LINE_LIMIT = 2000
_WHOLE_FROM = 1000
_ANSWER_LIMIT = 30_000
"""More than an answer of 4,096 tokens. A report holds the whole; the time to lay out a line grows with the
square of its length (15 ms for this one, a second for a quarter of a million)."""


def many_lines(text: str) -> str:
    """Text of several lines, its invisible characters spelt out."""
    return plain_text(text, _ANSWER_LIMIT, keep_lines=True)


def marked_start(text: str) -> str:
    """`many_lines` with marks for the empty lines that it begins with.

    >>> marked_start("\\n\\nParis\\n")
    '⏎⏎Paris\\n'
    """
    shown = many_lines(text)
    rest = shown.lstrip("\n")
    return NEWLINE_MARK * (len(shown) - len(rest)) + rest


def one_line(text: str) -> str:
    """Text on a single line, with marks for line breaks and tabs.

    >>> one_line("a\\n\\tb")
    'a⏎⇥b'
    """
    marked = plain_text(text, _LINE_LIMIT, keep_lines=True)
    return marked.replace("\n", NEWLINE_MARK).replace("\t", TAB_MARK)


def tooltip(text: str) -> str:
    """Qt guesses whether a tooltip is HTML; escaped inside a paragraph there is nothing to guess.

    >>> tooltip("<b>")
    '<p style="white-space: pre-wrap">&lt;b&gt;</p>'
    """
    if not text:
        return ""
    shown = plain_text(text, _LINE_LIMIT, keep_lines=True)
    return f'<p style="white-space: pre-wrap">{html.escape(shown)}</p>'


def short_number(value: float) -> str:
    """Three significant digits, large numbers whole.

    >>> short_number(0.01234), short_number(15512.3)
    ('0.0123', '15,512')
    """
    return f"{value:,.0f}" if abs(value) >= _WHOLE_FROM else f"{value:.3g}"


def read_number(value: float) -> str:
    """A value that is read out: four significant digits, large numbers whole.

    >>> read_number(0.0123456), read_number(704.751), read_number(82773.4)
    ('0.01235', '704.8', '82,773')
    """
    return f"{value:,.0f}" if abs(value) >= _WHOLE_FROM else f"{value:.4g}"


def difference_number(value: float) -> str:
    """The same with its sign.

    >>> difference_number(1360.4), difference_number(-0.25), difference_number(0.0)
    ('+1,360', '−0.25', '0')
    """
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + short_number(abs(value))


@dataclass(frozen=True, slots=True)
class ChipText:
    """How a token is written in its chip; a leading space is a gap, not a character."""

    text: str
    has_leading_space: bool = False
    is_mark: bool = False
    """The token is white space only and is shown by pale marks."""


def chip_text(token: str) -> ChipText:
    """Display form of one token.

    >>> chip_text(" the").text, chip_text(" the").has_leading_space
    ('the', True)
    >>> chip_text("\\n\\n").text
    '⏎⏎'
    """
    if not token.strip(" \n\t\r"):
        marks = token.replace("\r\n", NEWLINE_MARK).replace("\r", NEWLINE_MARK).replace(" ", SPACE_MARK)
        return ChipText(one_line(marks) or SPACE_MARK, is_mark=True)
    return ChipText(one_line(token.removeprefix(" ")), has_leading_space=token.startswith(" "))
