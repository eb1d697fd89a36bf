"""Every compared value in a table: what differs first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.csv_text import csv_text
from holysheep_desktop.core.verification import Compared, Outcome, Verification
from holysheep_desktop.ui.appearance.theme import GAP_GROUP
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.reports.place_words import place_words
from holysheep_desktop.ui.reports.verdict_words import VerdictWords, value_text
from holysheep_desktop.ui.widgets.tables import MISSING, Column, RowTable, RowView

_ORDER = (Outcome.DIFFERS, Outcome.GONE, Outcome.NEW, Outcome.WITHIN, Outcome.SAME)
_FIELDS = ("run", "quantity", "place", "then", "now", "difference", "tolerance", "outcome")


class VerifyTable(Translated, QWidget):
    """One row for each value of the report."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("verifyPage")
        self._words = VerdictWords(self)
        columns: Sequence[Column[Compared]] = (
            Column("outcome", _rank, self._outcome, width=120),
            Column("place", _place, _place, width=280),
            Column("quantity", self._quantity, self._quantity, width=130),
            Column("then", _then, _then, width=140),
            Column("now", _now, _now, width=140),
            Column("difference", _difference, _difference_text, is_number=True),
            Column("tolerance", _tolerance, self._words.tolerance, is_number=True),
            Column("run", _run, _run_text, is_number=True, width=56),
        )
        self.table = RowTable(columns, self)
        self.view = RowView(self.table, "verifyTable", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP_GROUP)
        column.addWidget(self.view)
        self._retranslate()

    def show_found(self, found: Verification) -> None:
        """Replace all rows."""
        self.table.show_rows(sorted(found.compared, key=_rank))

    @override
    def _retranslate(self) -> None:
        self.view.setAccessibleName(self.tr("Compared values"))
        titles = (self.tr("Outcome"), self.tr("Value of"), self.tr("Kind"), self.tr("In the report"))
        titles += (self.tr("Now"), self.tr("Difference"), self.tr("Tolerance"), self.tr("Run"))
        self.table.set_titles(titles)

    def _outcome(self, row: Compared) -> str:
        return self._words.outcome(row.outcome)

    def _quantity(self, row: Compared) -> str:
        return self._words.quantity(row.quantity)


def comparison_csv(found: Verification) -> str:
    """The comparison as CSV with stable English names, in full precision."""
    rows = (
        (
            one.run,
            one.quantity.value,
            one.place,
            one.then,
            one.now,
            one.difference,
            one.tolerance,
            one.outcome.value,
        )
        for one in found.compared
    )
    return csv_text(_FIELDS, rows)


def _rank(row: Compared) -> int:
    return _ORDER.index(row.outcome)


def _place(row: Compared) -> str:
    return place_words(row.place)


def _then(row: Compared) -> str:
    return value_text(row.then)


def _now(row: Compared) -> str:
    return value_text(row.now)


def _difference(row: Compared) -> float | None:
    return row.difference


def _difference_text(row: Compared) -> str:
    return MISSING if row.difference is None else f"{row.difference:.2g}"


def _tolerance(row: Compared) -> float | None:
    return row.tolerance


def _run(row: Compared) -> int:
    return row.run


def _run_text(row: Compared) -> str:
    return str(row.run)
