"""What an endpoint knows of one feature, from its label to its relatives."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from holysheep_desktop.core.dashboards import FeatureDashboard, FeatureExample, RelatedFeature, TokenWeight
from holysheep_desktop.core.provenance import Origin
from holysheep_desktop.ui.controls import plain_label, selectable
from holysheep_desktop.ui.sae.related_button import RelatedButton
from holysheep_desktop.ui.theme import GAP, GAP_GROUP, GAP_LABEL, Role, Theme, TypeSize, set_ink, tabular
from holysheep_desktop.ui.widgets.facts import Fact, Facts, Source
from holysheep_desktop.ui.widgets.help_mark import HelpMark, Term
from holysheep_desktop.ui.widgets.histogram_bars import HistogramBars
from holysheep_desktop.ui.widgets.label_words import label_words, source_words
from holysheep_desktop.ui.widgets.shown_text import one_line, short_number, tooltip
from holysheep_desktop.ui.widgets.token_line import TokenLine

_MAX_EXAMPLES = 8
_MAX_TOKENS = 10
_MAX_RELATED = 8


class FeaturePage(QWidget):
    """One dashboard at a time; what the endpoint does not give is left out.

    Signals: feature_requested(int) when a relative is chosen.
    """

    feature_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._label = selectable(plain_label("featureLabel", size=TypeSize.HEADING, wraps=True))
        self._label_source = plain_label("featureLabelSource", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED)
        self._facts = Facts("featureFacts", self, is_compact=True)
        self._histogram = HistogramBars(theme, self)
        self._parts = QWidget(self)
        self._parts_column = QVBoxLayout(self._parts)
        self._parts_column.setContentsMargins(0, 0, 0, 0)
        self._parts_column.setSpacing(GAP_LABEL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        self._column = column
        for part in (self._label, self._label_source, self._facts, self._histogram, self._parts):
            column.addWidget(part)

    def add_below_label(self, widget: QWidget) -> None:
        """Put a widget between the label and the numbers."""
        self._column.insertWidget(2, widget)

    def show_dashboard(self, dashboard: FeatureDashboard, origin: Origin) -> None:
        """Replace the page; `origin` says where its numbers come from."""
        _clear(self._parts_column)
        self._label.setText(one_line(label_words(dashboard.label)) or self.tr("No label"))
        set_ink(self._label, Role.TEXT if dashboard.label else Role.TEXT_MUTED)
        self._label_source.setText(one_line(source_words(dashboard.label)))
        self._label_source.setVisible(bool(self._label_source.text()))
        self._facts.show_facts(self._numbers(dashboard, Source.of(origin)))
        self._histogram.setAccessibleName(self.tr("How often it fires how strongly"))
        self._histogram.setVisible(dashboard.histogram is not None)
        if dashboard.histogram is not None:
            self._histogram.show_histogram(dashboard.histogram)
        strongest = dashboard.max_activation
        self._add_examples(self.tr("Where it fires most"), dashboard.top_examples, strongest)
        self._add_examples(self.tr("Where it fires moderately"), dashboard.middle_examples, strongest)
        self._add_tokens(dashboard.promoted, dashboard.suppressed)
        self._add_related(self.tr("Similar direction"), Term.NEAREST, dashboard.nearest)
        self._add_related(self.tr("Fires together with"), Term.COACTIVE, dashboard.coactive)

    def _numbers(self, dashboard: FeatureDashboard, source: Source) -> tuple[Fact, Fact]:
        density, strongest = dashboard.density, dashboard.max_activation
        return (
            Fact(
                self.tr("Density"),
                "" if density is None else f"{100 * density:.3g} %",
                Source.NOT_AVAILABLE if density is None else source,
                term=Term.DENSITY,
            ),
            Fact(
                self.tr("Strongest"),
                "" if strongest is None else short_number(strongest),
                Source.NOT_AVAILABLE if strongest is None else source,
                term=Term.ACTIVATION,
            ),
        )

    def _add_heading(self, text: str, term: Term | None = None) -> None:
        heading = plain_label("featureHeading", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED)
        heading.setText(text)
        row = QHBoxLayout()
        row.setContentsMargins(0, GAP, 0, 0)
        row.addWidget(heading)
        if term is not None:
            row.addWidget(HelpMark(term))
        row.addStretch()
        self._parts_column.addLayout(row)

    def _add_examples(self, title: str, examples: Sequence[FeatureExample], scale: float | None) -> None:
        if not examples:
            return
        self._add_heading(title)
        strongest = scale or max((max(e.activations, default=0.0) for e in examples), default=1.0)
        for example in examples[:_MAX_EXAMPLES]:
            line = TokenLine(self._theme, self._parts)
            line.setObjectName("featureExample")
            line.show_tokens(example.tokens, example.activations, example.peak, strongest)
            self._parts_column.addWidget(line)

    def _add_tokens(self, promoted: Sequence[TokenWeight], suppressed: Sequence[TokenWeight]) -> None:
        if not promoted and not suppressed:
            return
        self._add_heading(self.tr("Makes more and less likely"), Term.PROMOTED)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP_GROUP)
        grid.setVerticalSpacing(2)
        for column, weights in enumerate((promoted, suppressed)):
            grid.setColumnStretch(column, 1)
            for row, weight in enumerate(weights[:_MAX_TOKENS]):
                grid.addLayout(_token_row(weight), row, column)
        self._parts_column.addLayout(grid)

    def _add_related(self, title: str, term: Term, related: Sequence[RelatedFeature]) -> None:
        if not related:
            return
        self._add_heading(title, term)
        for feature in related[:_MAX_RELATED]:
            button = RelatedButton(feature, self._theme, self._parts)
            button.feature_requested.connect(self.feature_requested)
            self._parts_column.addWidget(button)


def _token_row(weight: TokenWeight) -> QHBoxLayout:
    token, number = plain_label("featureToken"), plain_label("featureWeight", ink=Role.TEXT_MUTED)
    token.setText(one_line(weight.token.strip(" ") or weight.token))
    token.setToolTip(tooltip(weight.token))
    token.setMinimumWidth(0)
    number.setText(f"{weight.weight:+.2f}")
    number.setFont(tabular(number.font()))
    row = QHBoxLayout()
    row.addWidget(token, stretch=1)
    row.addWidget(number)
    return row


def _clear(layout: QVBoxLayout | QGridLayout | QHBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QVBoxLayout | QGridLayout | QHBoxLayout):
            _clear(inner)
            inner.deleteLater()
