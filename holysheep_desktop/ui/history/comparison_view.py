"""Two runs side by side: what was asked differently, the answers, scores, and features by id."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.history import RunContent, RunRow
from holysheep_desktop.core.run_comparison import Aspect, Compared, Part, Value, compared
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, Role, TypeSize
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.history.words import HistoryWords
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.label_words import label_words
from holysheep_desktop.ui.widgets.shown_text import difference_number, one_line, short_number
from holysheep_desktop.ui.widgets.tables import MISSING, Column, RowTable, RowView
from holysheep_desktop.ui.words.moments import moment_words

_TITLE_LENGTH = 60
_WHOLE = frozenset(
    {Aspect.LAYER, Aspect.TOP_K, Aspect.PATCHING_LAYER, Aspect.MAX_TOKENS, Aspect.SEED, Aspect.N_ACTIVE}
)


class ComparisonView(Translated, QWidget):
    """A table with both values and their difference; B is the later run."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runComparison")
        self._words = HistoryWords(self)
        self._rows: tuple[RunRow, RunRow] | None = None
        self._lines: tuple[Compared, ...] | None = None
        self._title = plain_label("comparisonTitle", size=TypeSize.HEADING, bold=True, wraps=True)
        self._left = plain_label("comparisonLeft", wraps=True)
        self._right = plain_label("comparisonRight", wraps=True)
        self._summary = plain_label("comparisonSummary", ink=Role.TEXT_MUTED, wraps=True)
        self._table = RowTable[Compared](
            (
                Column("what", self._what, self._what, width=150),
                Column("left", _left_number, self._left_text, width=104),
                Column("right", _right_number, self._right_text, width=104),
                Column("difference", _difference, _difference_text, is_number=True, width=90),
            ),
            self,
        )
        self._view = RowView(self._table, "comparisonTable")
        self._build()
        self._retranslate()

    def show_runs(self, left: RunRow, right: RunRow) -> None:
        """Name the two runs; what they hold follows."""
        self._rows = (left, right)
        self._lines = None
        self._retranslate()

    def show_contents(self, left: RunContent, right: RunContent) -> None:
        """Compare them; runs without a finding only have questions."""
        if left.report is not None and right.report is not None:
            self._lines = compared(left.report.record, right.report.record)
        else:
            self._lines = ()
        self._retranslate()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP_GROUP)
        column.setSpacing(GAP)
        for widget in (self._title, self._left, self._right, self._summary):
            column.addWidget(widget)
        column.addWidget(self._view, stretch=1)
        header = self._view.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    @override
    def _retranslate(self) -> None:
        self._title.setText(self.tr("Two runs compared"))
        self._view.setAccessibleName(self.tr("Comparison of two runs"))
        self._table.set_titles(
            (self.tr("What"), self.tr("A"), self.tr("B"), self.tr("B − A")),
            (
                "",
                "",
                "",
                self.tr("— means that one of the runs does not list the feature, not that it is zero."),
            ),
        )
        if self._rows is not None:
            self._left.setText(self._name(self.tr("A: {run}"), self._rows[0]))
            self._right.setText(self._name(self.tr("B: {run}"), self._rows[1]))
        self._table.show_rows(self._lines or ())
        self._summary.setText(self._summary_text(self._lines))

    def _name(self, words: str, row: RunRow) -> str:
        title = one_line(self._words.title(row))
        short = title if len(title) <= _TITLE_LENGTH else title[:_TITLE_LENGTH] + "…"
        return words.format(run=f"{short} ({moment_words(row.started_at)})")

    def _summary_text(self, lines: Sequence[Compared] | None) -> str:
        if lines is None:
            return ""
        if not lines:
            return self.tr("One of the runs has no finding, so there is nothing to compare.")
        has_other_request = any(line.part is Part.REQUEST for line in lines)
        asked = (
            self.tr("The questions differ in what is listed first.")
            if has_other_request
            else self.tr("Both asked the same.")
        )
        features = [line for line in lines if line.part is Part.FEATURE]
        if not features:
            return asked
        n_both = sum(line.difference is not None for line in features)
        words = self.tr("Of %Ln feature(s), both runs list {both}.", "", len(features))
        return f"{asked} {words.format(both=f'{n_both:,}')}"

    def _what(self, line: Compared) -> str:
        if line.feature is None:
            return self._words.aspect(line.aspect)
        label = one_line(label_words(line.label))
        return f"#{line.feature} {label}".strip()

    def _left_text(self, line: Compared) -> str:
        return self._text(line.aspect, line.left)

    def _right_text(self, line: Compared) -> str:
        return self._text(line.aspect, line.right)

    def _text(self, aspect: Aspect, value: Value) -> str:
        if value is None:
            return MISSING
        if isinstance(value, str):
            return self._words.setting(aspect, value)
        return f"{value:,.0f}" if aspect in _WHOLE else short_number(value)


def _left_number(line: Compared) -> float | None:
    return line.left if isinstance(line.left, int | float) else None


def _right_number(line: Compared) -> float | None:
    return line.right if isinstance(line.right, int | float) else None


def _difference(line: Compared) -> float | None:
    return line.difference


def _difference_text(line: Compared) -> str:
    if line.part is Part.REQUEST:
        return ""
    if line.difference is None:
        return "=" if line.part is Part.ANSWER and line.is_same else MISSING
    return difference_number(line.difference)
