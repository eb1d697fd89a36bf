"""What an endpoint knows of one feature, from its label to its relatives."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from holysheep_desktop.core.dashboards import FeatureDashboard
from holysheep_desktop.core.provenance import Origin
from holysheep_desktop.ui.appearance.theme import GAP, GAP_LABEL, Role, Theme, TypeSize, set_ink
from holysheep_desktop.ui.charts.histogram_bars import HistogramBars
from holysheep_desktop.ui.controls import plain_label, selectable
from holysheep_desktop.ui.sae.feature_parts import ExampleLines, FeaturePart, RelatedLines
from holysheep_desktop.ui.sae.token_weights import TokenWeights
from holysheep_desktop.ui.widgets.facts import Fact, Facts, Source
from holysheep_desktop.ui.widgets.help_mark import HelpMark, Term
from holysheep_desktop.ui.widgets.label_words import label_words, source_words
from holysheep_desktop.ui.widgets.shown_text import one_line, short_number
from holysheep_desktop.ui.words.shares import in_percent


class FeaturePage(QWidget):
    """One dashboard at a time; what the endpoint does not give is left out.

    Signals: feature_requested(int) when a relative is chosen.
    """

    feature_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = selectable(plain_label("featureLabel", size=TypeSize.HEADING, wraps=True))
        self._label_source = plain_label("featureLabelSource", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED)
        self._label_help = HelpMark(Term.LABELS)
        self._facts = Facts("featureFacts", self, is_compact=True)
        self._histogram = HistogramBars(theme, self)
        self._strongest = ExampleLines("featureStrongest", theme, self)
        self._moderate = ExampleLines("featureModerate", theme, self)
        self._token_part = FeaturePart("featureTokenPart", Term.PROMOTED, self)
        self._tokens = TokenWeights(theme, self)
        self._token_part.lines.addWidget(self._tokens)
        self._nearest = RelatedLines("featureNearest", Term.NEAREST, theme, self)
        self._coactive = RelatedLines("featureCoactive", Term.COACTIVE, theme, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        self._column = column
        source = QHBoxLayout()
        source.setSpacing(GAP_LABEL)
        source.addWidget(self._label_source)
        source.addWidget(self._label_help)
        source.addStretch()
        column.addWidget(self._label)
        column.addLayout(source)
        for part in (self._facts, self._histogram):
            column.addWidget(part)
        for part in (self._strongest, self._moderate, self._token_part, self._nearest, self._coactive):
            column.addWidget(part)
        for related in (self._nearest, self._coactive):
            related.feature_requested.connect(self.feature_requested)

    def add_below_label(self, widget: QWidget) -> None:
        """Put a widget between the label and the numbers."""
        self._column.insertWidget(2, widget)

    def show_dashboard(self, dashboard: FeatureDashboard, origin: Origin) -> None:
        """Replace the page; `origin` says where its numbers come from."""
        self._label.setText(one_line(label_words(dashboard.label)) or self.tr("No label"))
        set_ink(self._label, Role.TEXT if dashboard.label else Role.TEXT_MUTED)
        self._label_source.setText(one_line(source_words(dashboard.label)))
        for part in (self._label_source, self._label_help):
            part.setVisible(bool(self._label_source.text()))
        self._facts.show_facts(self._numbers(dashboard, Source.of(origin)))
        self._histogram.setAccessibleName(self.tr("How often it fires how strongly"))
        self._histogram.setVisible(dashboard.histogram is not None)
        if dashboard.histogram is not None:
            self._histogram.show_histogram(dashboard.histogram)
        self._show_lines(dashboard)

    def _show_lines(self, dashboard: FeatureDashboard) -> None:
        self._strongest.set_heading(self.tr("Where it fires most"))
        self._moderate.set_heading(self.tr("Where it fires moderately"))
        self._token_part.set_heading(self.tr("Makes more and less likely"))
        self._tokens.setAccessibleName(self.tr("Makes more and less likely"))
        self._nearest.set_heading(self.tr("Similar direction"))
        self._coactive.set_heading(self.tr("Fires together with"))
        self._strongest.show_examples(dashboard.top_examples, dashboard.max_activation)
        self._moderate.show_examples(dashboard.middle_examples, dashboard.max_activation)
        self._tokens.show_tokens(dashboard.promoted, dashboard.suppressed)
        self._token_part.setVisible(bool(dashboard.promoted or dashboard.suppressed))
        self._nearest.show_features(dashboard.nearest)
        self._coactive.show_features(dashboard.coactive)

    def _numbers(self, dashboard: FeatureDashboard, source: Source) -> tuple[Fact, Fact]:
        density, strongest = dashboard.density, dashboard.max_activation
        return (
            Fact(
                self.tr("Density"),
                "" if density is None else in_percent(f"{100 * density:.3g}"),
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
