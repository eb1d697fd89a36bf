"""The details tab "Logit lens": what both runs would say if they stopped after each layer."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.results import LensReading, PatchAnalysis, RunsLensRow
from holysheep_desktop.ui.appearance.theme import GAP, GAP_LABEL, Role, Theme, TypeSize
from holysheep_desktop.ui.charts.line_chart import Line, LineChart
from holysheep_desktop.ui.charts.plot_rows import signed
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.help_mark import HelpMark, Term
from holysheep_desktop.ui.widgets.shown_text import chip_text, one_line
from holysheep_desktop.ui.widgets.tables import Column, RowTable, RowView
from holysheep_desktop.ui.words.shares import in_percent

_SHOWN_TOKENS = 3
_SIZES = (320, 560)


def _layer(row: RunsLensRow) -> float:
    return row.layer


def _layer_text(row: RunsLensRow) -> str:
    return str(row.layer)


def _original(row: RunsLensRow) -> float:
    return row.original.logit_difference


def _original_text(row: RunsLensRow) -> str:
    return signed(row.original.logit_difference, ".2f")


def _comparison(row: RunsLensRow) -> float:
    return row.comparison.logit_difference


def _comparison_text(row: RunsLensRow) -> str:
    return signed(row.comparison.logit_difference, ".2f")


def _original_tokens(row: RunsLensRow) -> str:
    return _tokens(row.original)


def _comparison_tokens(row: RunsLensRow) -> str:
    return _tokens(row.comparison)


def _tokens(reading: LensReading) -> str:
    shown = (
        f"{chip_text(token.token).text} {in_percent(f'{100 * math.exp(min(token.logprob, 0.0)):.0f}')}"
        for token in reading.top[:_SHOWN_TOKENS]
    )
    return "  ".join(shown)


class LensTable(RowTable[RunsLensRow]):
    """One row per layer: the likeliest tokens of both runs, and the two answers' logit difference in each."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns = (
            Column("layer", _layer, _layer_text, is_number=True, width=52),
            Column("original_difference", _original, _original_text, is_number=True, width=72),
            Column("original", _original_tokens, _original_tokens, width=190),
            Column("comparison_difference", _comparison, _comparison_text, is_number=True, width=72),
            Column("comparison", _comparison_tokens, _comparison_tokens, width=165),
        )
        super().__init__(columns, parent)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the titles anew."""
        difference = self.tr("Logit of the original's answer minus that of the comparison's, in this run")
        self.set_titles(
            (
                self.tr("Layer"),
                self.tr("Difference"),
                self.tr("Original run would say"),
                self.tr("Difference"),
                self.tr("Comparison run would say"),
            ),
            (
                self.tr("The stream after this layer is read as if it were the last"),
                difference,
                "",
                difference,
                "",
            ),
        )


class LensPage(Translated, QWidget):
    """A line for each run, and the table below it; choosing a row marks its layer."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[RunsLensRow, ...] = ()
        self._answers = ("", "")
        self._sentence = plain_label("lensSentence", wraps=True)
        self._guide = plain_label("lensGuide", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        self.chart = LineChart(theme, "lensChart")
        self._table = LensTable(self)
        self._view = RowView(self._table, "lensTable")
        self.setObjectName("lensPage")
        split = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        split.setObjectName("lensSplitter")
        split.addWidget(self.chart)
        split.addWidget(self._view)
        split.setSizes(_SIZES)
        split.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GAP, 0, 0)
        column.setSpacing(GAP_LABEL)
        head = QHBoxLayout()
        head.setSpacing(GAP_LABEL)
        head.addWidget(self._sentence, stretch=1)
        head.addWidget(HelpMark(Term.LOGIT_LENS))
        column.addLayout(head)
        column.addWidget(self._guide)
        column.addWidget(split, stretch=1)
        self._view.row_chosen.connect(self._on_row_chosen)
        self._retranslate()

    @property
    def sentence(self) -> str:
        """From which layer on each run prefers its own answer."""
        return self._sentence.text()

    def show_lens(self, analysis: PatchAnalysis) -> None:
        """Replace everything."""
        self._rows = analysis.lens
        answers = analysis.answers
        self._answers = (
            (one_line(answers.original.text.strip()), one_line(answers.comparison.text.strip()))
            if answers
            else ("", "")
        )
        self._show()

    def _show(self) -> None:
        self._table.show_rows(self._rows)
        if not self._rows:
            return
        layers = [row.layer for row in self._rows]
        self.chart.show_lines(
            layers,
            (
                Line(self.tr("original run"), [_original(row) for row in self._rows], is_dashed=False),
                Line(self.tr("comparison run"), [_comparison(row) for row in self._rows], is_dashed=True),
            ),
            self.tr("layer"),
            self.tr("logit difference"),
        )
        self._sentence.setText(self._settled_words())

    def _settled_words(self) -> str:
        """The last layer at which a run still preferred the other answer says where it was settled."""
        original = settled_from([_original(row) for row in self._rows], 1)
        comparison = settled_from([_comparison(row) for row in self._rows], -1)
        return " ".join(
            (
                self._run_words(self.tr("The original run"), self._answers, original),
                self._run_words(
                    self.tr("The comparison run"), (self._answers[1], self._answers[0]), comparison
                ),
                self._parting_words(),
            )
        ).rstrip()

    def _parting_words(self) -> str:
        place = parted_from([_original(row) - _comparison(row) for row in self._rows])
        if place is None:
            return ""
        return self.tr("The two runs part at layer {layer}.").format(layer=self._rows[place].layer)

    def _run_words(self, run: str, answers: tuple[str, str], place: int | None) -> str:
        if place is None:
            words = self.tr("{run} ends with “{other}” before “{own}”.")
            return words.format(run=run, own=answers[0], other=answers[1])
        words = self.tr("{run} prefers “{own}” to “{other}” from layer {layer} on.")
        return words.format(run=run, own=answers[0], other=answers[1], layer=self._rows[place].layer)

    @override
    def _retranslate(self) -> None:
        self._guide.setText(
            self.tr(
                "Each layer's stream at the answer position is read as if it were the last one. Above 0 the "
                "run prefers the original's answer, below 0 the comparison's."
            )
        )
        self.chart.setAccessibleName(self.tr("Logit difference of both runs by layer"))
        self._view.setAccessibleName(self.tr("Logit lens of both runs"))
        self._table.retranslate()
        self._show()

    @Slot(object)
    def _on_row_chosen(self, row: RunsLensRow) -> None:
        self.chart.mark(row.layer)


def settled_from(differences: Sequence[float], sign: int) -> int | None:
    """The place from which on all differences have this sign; None where the last one does not.

    >>> settled_from([1, -1, 2, 3], 1), settled_from([1, -1], 1)
    (2, None)
    """
    place: int | None = None
    for index in range(len(differences) - 1, -1, -1):
        if differences[index] * sign <= 0:
            break
        place = index
    return place


def parted_from(gaps: Sequence[float]) -> int | None:
    """The place from which on the gap stays at least half of the last one; None where there is no last gap.

    >>> parted_from([0.1, -2.0, 5.0, 8.0]), parted_from([0.0])
    (2, None)
    """
    if not gaps or gaps[-1] == 0:
        return None
    half = gaps[-1] / 2
    return settled_from([(gap - half) * half if gap != half else 1.0 for gap in gaps], 1)
