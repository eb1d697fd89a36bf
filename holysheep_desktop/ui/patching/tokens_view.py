"""Both prompts as token chips: the original coloured by effect, tokens without partner hatched."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import PatchAnalysis
from holysheep_desktop.ui.appearance.theme import GAP, GAP_LABEL, Role, Theme
from holysheep_desktop.ui.charts.effect_chart import PositionEffect
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.patching.effects import unpaired_comparison, values_by_token
from holysheep_desktop.ui.widgets.chips import Ramp, chips_of
from holysheep_desktop.ui.widgets.help_mark import HelpMark, Term
from holysheep_desktop.ui.widgets.token_chips import TokenChips


class TokensView(Translated, QWidget):
    """The two prompts, one below the other."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._original_title = plain_label("originalTokensTitle", ink=Role.TEXT_MUTED)
        self._comparison_title = plain_label("comparisonTokensTitle", ink=Role.TEXT_MUTED)
        self.original = TokenChips(theme, "originalTokens")
        self._comparison = TokenChips(theme, "comparisonTokens")
        head = QHBoxLayout()
        head.addWidget(self._comparison_title)
        head.addWidget(HelpMark(Term.ALIGNMENT))
        head.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GAP, 0, 0)
        column.setSpacing(GAP_LABEL)
        column.addWidget(self._original_title)
        column.addWidget(self.original)
        column.addLayout(head)
        column.addWidget(self._comparison)
        column.addStretch()
        self._retranslate()

    def show_tokens(
        self,
        request: AnalysisRequest,
        analysis: PatchAnalysis,
        rows: Sequence[PositionEffect],
        unpaired: str,
    ) -> None:
        """Colour the tokens by the noising effect of the rows; `unpaired` says why one has none."""
        assert request.patching is not None
        values = values_by_token(analysis, rows)
        self.original.show_chips(chips_of(analysis.tokens, request.prompt, values, unpaired), Ramp.DIVERGING)
        missing = unpaired_comparison(analysis)
        others = [None if place in missing else 0.0 for place in range(len(analysis.comparison_tokens))]
        chips = chips_of(analysis.comparison_tokens, request.patching.comparison_prompt, others, unpaired)
        self._comparison.show_chips(chips, Ramp.DIVERGING)

    @override
    def _retranslate(self) -> None:
        self._original_title.setText(self.tr("Original prompt, coloured by the noising effect"))
        self._comparison_title.setText(self.tr("Comparison prompt; hatched tokens have no partner"))
        self.original.setAccessibleName(self.tr("Tokens of the original prompt"))
        self._comparison.setAccessibleName(self.tr("Tokens of the comparison prompt"))
