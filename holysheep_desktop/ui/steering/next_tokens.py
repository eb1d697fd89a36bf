"""What steering does to the next token: a table of probabilities before and after."""

from __future__ import annotations

from PySide6.QtCore import QObject

from holysheep_desktop.core.steering import TokenShift
from holysheep_desktop.ui.widgets.shown_text import one_line
from holysheep_desktop.ui.widgets.tables import Column, RowTable
from holysheep_desktop.ui.words.shares import in_percent

_FEW_DIGITS_FROM, _LEAST_SHOWN = 0.1, 0.001


def percent(share: float) -> str:
    """A probability with as many digits as say something.

    >>> percent(0.3333), percent(0.000123), percent(1e-9)
    ('33.3%', '0.012%', '< 0.001%')
    """
    value = 100 * share
    if value >= _FEW_DIGITS_FROM:
        return in_percent(f"{value:.1f}")
    return in_percent(f"{value:.2g}" if value >= _LEAST_SHOWN else f"< {_LEAST_SHOWN}")


def quoted(token: str) -> str:
    """A token as it is written in a sentence or a cell; its leading space is no part of the word."""
    return f"“{one_line(token.strip(' ') or token)}”"


def _token(row: TokenShift) -> str:
    return quoted(row.token)


def _before(row: TokenShift) -> float:
    return row.before


def _before_text(row: TokenShift) -> str:
    return percent(row.before)


def _after(row: TokenShift) -> float:
    return row.after


def _after_text(row: TokenShift) -> str:
    return percent(row.after)


def _difference(row: TokenShift) -> float:
    return row.difference


class NextTokenTable(RowTable[TokenShift]):
    """Token, probability without and with steering, and the difference in percentage points."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns = (
            Column("token", _token, _token, width=190),
            Column("before", _before, _before_text, is_number=True, width=116),
            Column("after", _after, _after_text, is_number=True, width=116),
            Column("difference", _difference, self.difference_text, is_number=True, width=128),
        )
        super().__init__(columns, parent)
        self.retranslate()

    def difference_text(self, row: TokenShift) -> str:
        """The difference in percentage points."""
        return self.tr("{points} points").format(points=f"{100 * row.difference:+.1f}".replace("-", "−"))

    def retranslate(self) -> None:
        """Set the titles anew."""
        self.set_titles(
            (self.tr("Next token"), self.tr("Without"), self.tr("With"), self.tr("Difference")),
            (
                self.tr("Candidates for the first token of the answer"),
                self.tr("Probability without steering"),
                self.tr("Probability with steering"),
                self.tr("With minus without, in percentage points"),
            ),
        )
