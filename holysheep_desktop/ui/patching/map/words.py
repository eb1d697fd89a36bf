"""Every sentence about a map. They only say what its numbers hold."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from holysheep_desktop.core.effect_maps import EVERY_POSITION, CellKind, MapCell, role_of
from holysheep_desktop.core.interpretation import MIN_CONTROLS, CausalRole
from holysheep_desktop.core.models import Component
from holysheep_desktop.core.results import ControlResult, EffectScale, PatchAnalysis
from holysheep_desktop.core.tokens import Token
from holysheep_desktop.ui.charts.plot_rows import limit_text, signed
from holysheep_desktop.ui.patching.map.drawer import Ending
from holysheep_desktop.ui.patching.map.drawing import Drawing
from holysheep_desktop.ui.widgets.shown_text import one_line
from holysheep_desktop.ui.widgets.tables import MISSING

_MOST_LEFT_OUT = 8


class MapWords(QObject):
    """Names, the read-out of a cell, and the sentence on the strongest site, translated."""

    def component(self, component: Component) -> str:
        """The name of a component."""
        return {
            Component.RESID_PRE: self.tr("Residual stream before the layer"),
            Component.RESID_MID: self.tr("Residual stream after attention"),
            Component.RESID_POST: self.tr("Residual stream after the layer"),
            Component.ATTN_OUT: self.tr("Attention output"),
            Component.MLP_OUT: self.tr("MLP output"),
            Component.LAYER_OUTPUT: self.tr("All that the layer writes"),
            Component.HEAD: self.tr("Each attention head by position"),
            Component.HEAD_ALL_POSITIONS: self.tr("Each attention head"),
            Component.NEURON: self.tr("Strongest MLP neurons"),
            Component.SAE_FEATURE: self.tr("Strongest SAE features"),
        }[component]

    def extent(self, drawing: Drawing, ending: Ending, *, can_draw: bool) -> str:
        """How far a map is, and how the last drawing ended."""
        if ending is Ending.NO_MAP:
            return self.tr("The endpoint gave no map: do the prompts differ?")
        effects = drawing.effects
        if effects is None and not drawing.has_difference:
            return self.tr("There is no map: both prompts read as the same tokens.")
        if effects is None and not can_draw:
            return self.tr("This endpoint does not say that it can draw maps.")
        if effects is None:
            words = self.meaning(drawing)
        elif drawing.is_complete or drawing.n_layers is None:
            n, m = len(effects.layers), len(effects.positions or effects.heads or ())
            size = (
                self.tr("{n} layers × {m} tokens") if effects.positions else self.tr("{n} layers × {m} heads")
            )
            words = size.format(n=n, m=m)
            if not effects.positions or drawing.component in {Component.NEURON, Component.SAE_FEATURE}:
                words = f"{words}. {self.meaning(drawing)}"
        else:
            words = self.tr("%Ln of {total} layers are drawn.", "", len(effects.layers))
            words = words.format(total=drawing.n_layers)
        return self.tr("Stopped. {words}").format(words=words) if ending is Ending.STOPPED else words

    def meaning(self, drawing: Drawing) -> str:
        """What a cell of the map is."""
        return {
            Component.HEAD_ALL_POSITIONS: self.tr("Each head is patched at every paired position at once."),
            Component.NEURON: self.tr(
                "In each cell the {n} neurons with the largest attribution there are patched together."
            ),
            Component.SAE_FEATURE: self.tr(
                "In each cell the {n} SAE features with the largest attribution there are patched together; "
                "what the SAE does not explain stays."
            ),
        }.get(drawing.component, self.tr("Every layer and position, in both directions.")).format(
            n=drawing.n_strongest
        )

    def titles(self, ways: tuple[bool, bool]) -> tuple[str, ...]:
        """The titles of the maps that are there: noising, denoising."""
        words = (self.tr("Noising: was it necessary?"), self.tr("Denoising: was it sufficient?"))
        return tuple(title for title, is_there in zip(words, ways, strict=True) if is_there)

    def site(self, cell: MapCell, analysis: PatchAnalysis) -> str:
        """`layer 12, position 7 “ Paris”`."""
        if cell.position == EVERY_POSITION:
            words = self.tr("layer {layer}, head {head}, all positions")
            return words.format(layer=cell.layer, head=cell.head)
        token = one_line(token_text(analysis.tokens, cell.position))
        if cell.head is None:
            words = self.tr("layer {layer}, position {position} “{token}”")
        else:
            words = self.tr("layer {layer}, head {head}, position {position} “{token}”")
        return words.format(layer=cell.layer, head=cell.head, position=cell.position, token=token)

    def read_out(self, cell: MapCell | None, analysis: PatchAnalysis) -> str:
        """One cell with its exact numbers and both tokens."""
        if cell is None:
            return self.tr("Point at a cell for its numbers; click it, or press Enter, to open the site.")
        site = self.site(cell, analysis)
        if cell.kind is CellKind.UNPAIRED:
            return self.tr("{site}: no partner in the other prompt, so it cannot be patched").format(
                site=site
            )
        if cell.kind is CellKind.NO_DICTIONARY:
            return self.tr("{site}: no SAE reads this layer").format(site=site)
        if cell.kind is CellKind.MISSING:
            return self.tr("{site}: not drawn yet").format(site=site)
        numbers = self.tr("noising {noising}, denoising {denoising}").format(
            noising=number(cell.noising), denoising=number(cell.denoising)
        )
        if cell.position == EVERY_POSITION:
            return f"{site}: {numbers}"
        partner = dict(analysis.alignment or ()).get(cell.position)
        other = MISSING if partner is None else one_line(token_text(analysis.comparison_tokens, partner))
        words = self.tr("{site} ↔ “{partner}”: {numbers}").format(site=site, partner=other, numbers=numbers)
        if cell.kind is CellKind.IMPOSSIBLE:
            words = self.tr("{words} (it cannot reach the answer from here)").format(words=words)
        return words

    def verdict(self, cell: MapCell, scale: EffectScale, control: ControlResult | None) -> str:
        """What an opened site means, and whether chance could do as much."""
        role = {
            CausalRole.NECESSARY_AND_SUFFICIENT: self.tr(
                "This site is necessary for the original answer and sufficient to bring it back."
            ),
            CausalRole.NECESSARY: self.tr(
                "This site is necessary for the original answer, but not sufficient for it."
            ),
            CausalRole.SUFFICIENT: self.tr(
                "This site is sufficient to bring the original answer back, but others can replace it."
            ),
            CausalRole.NEITHER: self.tr(
                "By itself this site is neither necessary nor sufficient for the original answer."
            ),
            None: "",
        }[role_of(cell, scale)]
        return " ".join(words for words in (role, self.chance(cell, control)) if words)

    def chance(self, cell: MapCell, control: ControlResult | None) -> str:
        """Whether a cell's effect stands out from random controls."""
        if control is None or control.percentile_95 is None or control.n < MIN_CONTROLS:
            return ""
        words = self.tr("{n} random controls: 95% reach at most {limit}, so this is above chance.")
        if cell.size <= control.percentile_95:
            words = self.tr("{n} random controls: 95% reach at most {limit}, so this may be chance.")
        return words.format(n=control.n, limit=limit_text(control.percentile_95))

    def sentence(
        self,
        cell: MapCell | None,
        analysis: PatchAnalysis,
        scale: EffectScale,
        control: ControlResult | None = None,
    ) -> str:
        """What the strongest site means."""
        if cell is None:
            return self.tr("No site has an effect on the answer so far.")
        site = self.site(cell, analysis)
        numbers = self.tr("noising {noising}, denoising {denoising}").format(
            noising=number(cell.noising, ".2f"), denoising=number(cell.denoising, ".2f")
        )
        words = self._graded(role_of(cell, scale))
        if scale is EffectScale.RAW:
            words = self.tr("Largest difference: {site} ({numbers}; raw, without a scale).")
        sentence = words.format(site=site, numbers=numbers)
        return " ".join(part for part in (sentence, self.chance(cell, control)) if part)

    def _graded(self, role: CausalRole | None) -> str:
        return {
            CausalRole.NECESSARY_AND_SUFFICIENT: self.tr(
                "Strongest: {site} — necessary and sufficient for the answer ({numbers})."
            ),
            CausalRole.NECESSARY: self.tr(
                "Strongest: {site} — necessary for the answer, but not sufficient ({numbers})."
            ),
            CausalRole.SUFFICIENT: self.tr(
                "Strongest: {site} — sufficient to bring the answer back, but others can replace it "
                "({numbers})."
            ),
            CausalRole.NEITHER: self.tr(
                "Strongest: {site} — by itself neither necessary nor sufficient ({numbers})."
            ),
            None: self.tr("Strongest: {site} — only one direction was measured ({numbers})."),
        }[role]

    def legend(self, cells: Sequence[Sequence[MapCell]], analysis: PatchAnalysis) -> str:
        """What the cells without a colour are, only those that are there, and the tokens without a cell."""
        kinds = {cell.kind for row in cells for cell in row}
        parts = [
            (CellKind.IMPOSSIBLE in kinds, self.tr("Grey: cannot reach the answer.")),
            (CellKind.UNPAIRED in kinds, self.tr("Hatched: no partner token.")),
            (CellKind.NO_DICTIONARY in kinds, self.tr("Grey rows: no SAE reads that layer.")),
            (CellKind.MISSING in kinds, self.tr("Dotted: not drawn yet.")),
        ]
        said = [words for is_there, words in parts if is_there]
        return " ".join([*said, *self._left_out(analysis)])

    def _left_out(self, analysis: PatchAnalysis) -> Sequence[str]:
        """The tokens that only the comparison prompt has: no column is theirs."""
        paired = {j for _, j in analysis.alignment or ()}
        alone = [k for k in range(len(analysis.comparison_tokens)) if k not in paired]
        if not alone or not analysis.alignment:
            return ()
        tokens = " ".join(
            f"“{one_line(token_text(analysis.comparison_tokens, k)).strip()}”" for k in alone[:_MOST_LEFT_OUT]
        )
        if len(alone) > _MOST_LEFT_OUT:
            tokens += f" +{len(alone) - _MOST_LEFT_OUT}"
        words = self.tr("Not on the map, because only the comparison prompt has them: {tokens}.")
        return (words.format(tokens=tokens),)


def number(value: float | None, number_format: str = ".4f") -> str:
    """A signed number, or a dash."""
    return MISSING if value is None else signed(value, number_format)


def token_text(tokens: Sequence[Token], position: int) -> str:
    """The token at a position, as a server gave it."""
    return tokens[position].text if 0 <= position < len(tokens) else "?"
