"""The parts of a feature's page that hold many lines; they are kept, and only their contents change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.dashboards import FeatureExample, RelatedFeature
from holysheep_desktop.ui.appearance.theme import GAP, GAP_LABEL, Role, Theme, TypeSize
from holysheep_desktop.ui.charts.chart import ChartTable, draw_ring
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.sae.related_button import RelatedButton
from holysheep_desktop.ui.widgets.help_mark import HelpMark, Term
from holysheep_desktop.ui.widgets.shown_text import one_line, read_number
from holysheep_desktop.ui.widgets.token_line import TokenLine

_MAX_EXAMPLES = 8
_MAX_RELATED = 8


class FeaturePart(QWidget):
    """A heading with lines below it; hidden while there are no lines."""

    def __init__(self, name: str, term: Term | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._heading = plain_label("featureHeading", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED)
        row = QHBoxLayout()
        row.setContentsMargins(0, GAP, 0, 0)
        row.addWidget(self._heading)
        if term is not None:
            row.addWidget(HelpMark(term))
        row.addStretch()
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(GAP_LABEL)
        self.lines.addLayout(row)

    def set_heading(self, text: str) -> None:
        """Say what the lines are."""
        self._heading.setText(text)
        self.setAccessibleName(text)


class ExampleLines(FeaturePart):
    """Passages in which a feature fires, one line each; all of them are one chart with one table."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(name, None, parent)
        self._theme = theme
        self._examples: tuple[FeatureExample, ...] = ()
        self._shown: list[TokenLine] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lines.setContentsMargins(GAP_LABEL, 0, GAP_LABEL, GAP_LABEL)  # for the ring

    def show_examples(self, examples: Sequence[FeatureExample], strongest: float | None) -> None:
        """Show the first passages; `strongest` is the activation that gets the full colour."""
        scale = strongest or max((max(e.activations, default=0.0) for e in examples), default=1.0)
        examples = examples[:_MAX_EXAMPLES]
        while len(self._shown) < len(examples):
            line = TokenLine(self._theme, self)
            line.setObjectName("featureExample")
            self._shown.append(line)
            self.lines.addWidget(line)
        for place, line in enumerate(self._shown):
            if place < len(examples):
                example = examples[place]
                line.show_tokens(example.tokens, example.activations, example.peak, scale)
            line.setVisible(place < len(examples))
        self._examples = tuple(examples)
        self.setAccessibleDescription(self.chart_summary())
        self.setVisible(bool(examples))

    def chart_table(self) -> ChartTable:
        """Each passage with its strongest token."""
        rows = tuple(("".join(e.tokens), *_peak(e)) for e in self._examples)
        return ChartTable((self.tr("Passage"), self.tr("Strongest token"), self.tr("Activation")), rows)

    def chart_summary(self) -> str:
        """How many passages there are, and where the feature fires most in them."""
        words = self.tr("%Ln passage(s).", "", len(self._examples))
        peaks = [_peak(example) for example in self._examples]
        if not peaks:
            return words
        token, value = max(peaks, key=lambda peak: peak[1])
        strongest = self.tr("The largest activation is {value}, on “{token}”.")
        return f"{words} {strongest.format(value=read_number(value), token=token)}"

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_ring(painter, self, self._theme)
        painter.end()


def _peak(example: FeatureExample) -> tuple[str, float]:
    return one_line(example.tokens[example.peak]), example.activations[example.peak]


class RelatedLines(FeaturePart):
    """Other features, each a button that leads to its page.

    Signals: feature_requested(int).
    """

    feature_requested = Signal(int)

    def __init__(self, name: str, term: Term, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(name, term, parent)
        self._theme = theme
        self._shown: list[RelatedButton] = []

    def show_features(self, related: Sequence[RelatedFeature]) -> None:
        """Show the first of them."""
        related = related[:_MAX_RELATED]
        while len(self._shown) < len(related):
            button = RelatedButton(related[len(self._shown)], self._theme, self)
            button.feature_requested.connect(self.feature_requested)
            self._shown.append(button)
            self.lines.addWidget(button)
        for place, button in enumerate(self._shown):
            if place < len(related):
                button.show_feature(related[place])
            button.setVisible(place < len(related))
        self.setVisible(bool(related))
