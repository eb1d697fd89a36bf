"""From an effect map to the rows of the chart: one token, its partner, and the effects of one layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from holysheep_desktop.core.interpretation import MIN_CONTROLS
from holysheep_desktop.core.models import Component
from holysheep_desktop.core.results import ControlResult, EffectMap, Matrix, PatchAnalysis
from holysheep_desktop.core.tokens import Token
from holysheep_desktop.ui.charts.effect_chart import PositionEffect

MAP_CLAIM = "map:"
CHART_COMPONENTS = (Component.LAYER_OUTPUT, Component.RESID_POST)


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a place has no effect, translated."""

    unpaired: str
    unmeasured: str


def charted_maps(analysis: PatchAnalysis, layer: int) -> tuple[EffectMap, ...]:
    """The maps that hold the layer and are drawn by position."""
    found = {
        effects.component: effects
        for effects in analysis.maps
        if effects.heads is None and layer in effects.layers
    }
    return tuple(found[component] for component in CHART_COMPONENTS if component in found)


def chance_limit(control: ControlResult | None) -> float | None:
    """The 95th percentile of random controls; None where there are too few."""
    return control.percentile_95 if control is not None and control.n >= MIN_CONTROLS else None


def map_control(analysis: PatchAnalysis, component: Component) -> ControlResult | None:
    """What random directions of the same norm do in random cells of a component's map."""
    return next((one for one in analysis.controls if one.claim == map_claim(component)), None)


def map_claim(component: Component) -> str:
    """The name of those controls."""
    return f"{MAP_CLAIM}{component.value}"


def position_effects(
    analysis: PatchAnalysis, effects: EffectMap, layer: int, reasons: Reasons
) -> tuple[PositionEffect, ...]:
    """One row for each position of the map."""
    place = effects.layers.index(layer)
    partners = dict(analysis.alignment or ())
    noising, denoising = _row(effects.noising, place), _row(effects.denoising, place)
    return tuple(
        PositionEffect(
            position=position,
            token=_text(analysis.tokens, position),
            partner=_text(analysis.comparison_tokens, partners[position]) if position in partners else None,
            noising=noising[column] if noising else None,
            denoising=denoising[column] if denoising else None,
            reason=reasons.unmeasured if position in partners else reasons.unpaired,
        )
        for column, position in enumerate(effects.positions)
    )


def _row(matrix: Matrix | None, place: int) -> tuple[float | None, ...] | None:
    return None if matrix is None else matrix[place]


def _text(tokens: Sequence[Token], position: int) -> str:
    return tokens[position].text if 0 <= position < len(tokens) else "?"


def values_by_token(analysis: PatchAnalysis, rows: Sequence[PositionEffect]) -> tuple[float | None, ...]:
    """The noising effect on every token of the original prompt."""
    known = {row.position: row.noising for row in rows}
    return tuple(known.get(position) for position in range(len(analysis.tokens)))


def unpaired_comparison(analysis: PatchAnalysis) -> frozenset[int]:
    """Tokens of the comparison prompt that no token of the original is patched with."""
    if analysis.alignment is None:
        return frozenset()
    paired = {comparison for _, comparison in analysis.alignment}
    return frozenset(range(len(analysis.comparison_tokens))) - paired
