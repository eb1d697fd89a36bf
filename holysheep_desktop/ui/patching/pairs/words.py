"""What is said about several pairs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from holysheep_desktop.core.effect_maps import cells_of, map_of, strongest_cell
from holysheep_desktop.core.results import EffectScale, PatchAnalysis
from holysheep_desktop.ui.patching.map.words import MapWords, number
from holysheep_desktop.ui.patching.pairs.asking import has_answers, is_right
from holysheep_desktop.ui.words.errors import describe

if TYPE_CHECKING:
    from holysheep_desktop.ui.patching.pairs.rows import PairRow

_STRONGEST_COLUMN = 5


class PairWords(QObject):
    """Translated."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._map_words = MapWords(self)

    def column(self, column: int) -> str:
        """The title of a column."""
        return (
            self.tr("Original prompt"),
            self.tr("Comparison prompt"),
            self.tr("Answer"),
            self.tr("Other answer"),
            self.tr("Model"),
            self.tr("Strongest site"),
        )[column]

    def state(self, rows: Sequence[PairRow], *, is_stopped: bool) -> str:
        """How far all pairs are; nothing is said where there are none."""
        usable = [row for row in rows if row.is_usable]
        if not usable:
            return ""
        n_done = sum(row.run is not None for row in usable)
        n_failed = sum(row.error is not None for row in usable)
        words = self.tr("%Ln pair(s), {done} patched.", "", len(usable))
        if n_failed:
            words = self.tr("%Ln pair(s), {done} patched, {failed} failed.", "", len(usable))
        words = words.format(done=n_done, failed=n_failed)
        if is_stopped and n_done < len(usable):
            more = self.tr("Stopped; Run goes on with the others.")
            words = f"{words} {more}"
        return words

    def no_pair(self) -> tuple[str, str]:
        """That there is nothing to ask, and the cure."""
        cure = self.tr("Type two prompts into the table, or load the sample pairs.")
        return self.tr("There is no pair yet."), cure

    def progress(self, done: int, total: int, left_s: float | None) -> str:
        """How far a run is, and how long it will take."""
        words = self.tr("{done} of {total} pairs").format(done=done, total=total)
        if left_s is not None and left_s >= 1:
            words += self.tr(", {seconds} s left").format(seconds=f"{left_s:.0f}")
        return words

    def outcome(self, row: PairRow, column: int) -> str:
        """How a pair's run went, or where its largest effect is."""
        if column == _STRONGEST_COLUMN:
            return self._strongest(row)
        if row.is_running:
            return self.tr("running …")
        if row.error is not None:
            return self.tr("failed: {reason}").format(reason=describe(row.error).title)
        if not row.is_usable:
            return self.tr("needs both prompts")
        if row.run is None:
            return ""
        analysis = row.run.result.patching
        if analysis is None:
            return self.tr("no patching analysis")
        return self._done(row, analysis)

    def _done(self, row: PairRow, analysis: PatchAnalysis) -> str:
        right = is_right(analysis) if has_answers(row.pair) else None
        words = {True: self.tr("✓ right"), False: self.tr("✗ wrong"), None: self.tr("done")}[right]
        if analysis.map_scale is EffectScale.RAW:
            return self.tr("{state}, no scale").format(state=words)
        return words

    def _strongest(self, row: PairRow) -> str:
        analysis = row.run.result.patching if row.run is not None else None
        options = row.run.request.patching if row.run is not None else None
        if analysis is None or options is None or not analysis.maps:
            return ""
        component = options.components[0]
        effects = map_of(analysis, component)
        if effects is None:
            return ""
        n_layers = max(effects.layers) + 1
        cell = strongest_cell(cells_of(effects, analysis, n_layers), component, n_layers)
        if cell is None:
            return ""
        numbers = self.tr("noising {noising}, denoising {denoising}").format(
            noising=number(cell.noising, ".2f"), denoising=number(cell.denoising, ".2f")
        )
        return f"{self._map_words.site(cell, analysis)}: {numbers}"
