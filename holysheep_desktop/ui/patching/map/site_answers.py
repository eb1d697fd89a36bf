"""What both runs say as they are, and with one site replaced: four texts side by side."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.results import PatchedAnswer, SiteFinding
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, GAP_LABEL, Role, TypeSize, tabular
from holysheep_desktop.ui.charts.plot_rows import signed
from holysheep_desktop.ui.controls import plain_label, selectable
from holysheep_desktop.ui.widgets.reading_scroll import ReadingScroll
from holysheep_desktop.ui.widgets.shown_text import chip_text, marked_start
from holysheep_desktop.ui.words.shares import in_percent

_MOST_TOKENS = 5
_FIGURE_SPACE = "\u2007"
"""As wide as a digit."""


class SiteAnswers(ReadingScroll):
    """The original run, the same with the comparison's value; the comparison run, and the other way round."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("siteAnswers")
        self.viewport().setAutoFillBackground(False)
        self._site: SiteFinding | None = None
        self._texts: list[str] = []

    def show_site(self, site: SiteFinding) -> None:
        """Replace everything."""
        self._site = site
        self._texts = []
        page = QWidget()
        page.setAutoFillBackground(False)
        grid = QGridLayout(page)
        grid.setContentsMargins(0, GAP, GAP, 0)
        grid.setHorizontalSpacing(GAP_GROUP)
        grid.setVerticalSpacing(GAP_LABEL)
        shown = [(words, answer) for words, answer in self._answers(site) if answer is not None]
        for column, (words, answer) in enumerate(shown):
            grid.setColumnStretch(column, 1)
            self._fill(grid, column, words, answer)
        grid.setRowStretch(3, 1)
        self.setWidget(page)

    def texts(self) -> tuple[str, ...]:
        """The texts that the runs write, from left to right."""
        return tuple(self._texts)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange and self._site is not None:
            self.show_site(self._site)
        super().changeEvent(event)

    def _answers(self, site: SiteFinding) -> tuple[tuple[str, PatchedAnswer | None], ...]:
        return (
            (self.tr("Original run"), site.original),
            (self.tr("with the comparison's value here"), site.noising),
            (self.tr("Comparison run"), site.comparison),
            (self.tr("with the original's value here"), site.denoising),
        )

    def _fill(self, grid: QGridLayout, column: int, words: str, answer: PatchedAnswer) -> None:
        title = plain_label("siteAnswerTitle", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        effect = (
            "" if answer.effect is None else self.tr(", effect {effect}").format(effect=signed(answer.effect))
        )
        title.setText(words + effect)
        text = selectable(plain_label("siteAnswerText", bold=answer.effect is not None, wraps=True))
        self._texts.append(marked_start(answer.text))
        text.setText(f"“{self._texts[-1]}”")
        text.setAccessibleName(title.text())
        tokens = selectable(plain_label("siteAnswerTokens", size=TypeSize.SECONDARY))
        tokens.setFont(tabular(tokens.font()))
        tokens.setText("\n".join(_line(t.token, t.logprob) for t in answer.top[:_MOST_TOKENS]))
        top = Qt.AlignmentFlag.AlignTop
        for row, label in enumerate((title, tokens, text)):
            grid.addWidget(label, row, column, top)


def _line(token: str, logprob: float) -> str:
    share = 100 * math.exp(min(logprob, 0.0))
    return in_percent(f"{share:.1f}").rjust(7, _FIGURE_SPACE) + f"  {chip_text(token).text}"
