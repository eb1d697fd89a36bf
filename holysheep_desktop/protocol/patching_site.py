"""An opened site and the logit lens of both runs on the wire."""

from __future__ import annotations

from collections.abc import Sequence

from holysheep_desktop.core.results import (
    HeadEffect,
    LensReading,
    NeuronEffect,
    PatchedAnswer,
    RunsLensRow,
    SiteFinding,
    TokenLogprob,
)
from holysheep_desktop.protocol.label_shape import dump_label, label_of
from holysheep_desktop.protocol.patching_effects import control_of, dump_control, dump_feature, feature_of
from holysheep_desktop.protocol.patching_models import (
    WireLensReading,
    WireLensRow,
    WireLensToken,
    WirePatchedAnswer,
    WireSite,
)


def dump_site(site: SiteFinding) -> dict[str, object]:
    """The value of `patching_analysis.site`."""
    fields: dict[str, object] = {
        "component": site.component,
        "layer": site.layer,
        "position": site.position,
        "original": _answer(site.original),
        "comparison": _answer(site.comparison),
        "noising": None if site.noising is None else _answer(site.noising),
        "denoising": None if site.denoising is None else _answer(site.denoising),
        "heads": [
            {"layer": h.layer, "head": h.head, "noising": h.noising, "denoising": h.denoising}
            for h in site.heads
        ],
        "neurons": [_neuron(neuron) for neuron in site.neurons],
        "features": [dump_feature(feature) for feature in site.features],
        "controls": [dump_control(control) for control in site.controls],
    }
    if site.head is not None:
        fields["head"] = site.head
    return fields


def site_of(wire: WireSite) -> SiteFinding:
    """The same as a core value."""
    return SiteFinding(
        component=wire.component,
        layer=wire.layer,
        position=wire.position,
        original=_core_answer(wire.original),
        comparison=_core_answer(wire.comparison),
        noising=None if wire.noising is None else _core_answer(wire.noising),
        denoising=None if wire.denoising is None else _core_answer(wire.denoising),
        head=wire.head,
        heads=tuple(HeadEffect(h.layer, h.head, h.noising, h.denoising) for h in wire.heads),
        neurons=tuple(
            NeuronEffect(n.id, n.impact, label_of(n.label), n.attribution, n.denoising) for n in wire.neurons
        ),
        features=tuple(feature_of(feature) for feature in wire.features),
        controls=tuple(control_of(control) for control in wire.controls),
    )


def dump_lens_row(row: RunsLensRow) -> dict[str, object]:
    """One row of `patching_analysis.lens`."""
    return {"layer": row.layer, "original": _reading(row.original), "comparison": _reading(row.comparison)}


def lens_row_of(wire: WireLensRow) -> RunsLensRow:
    """The same as a core value."""
    return RunsLensRow(wire.layer, _core_reading(wire.original), _core_reading(wire.comparison))


def _answer(answer: PatchedAnswer) -> dict[str, object]:
    return {"top": _tokens(answer.top), "text": answer.text, "effect": answer.effect}


def _core_answer(wire: WirePatchedAnswer) -> PatchedAnswer:
    return PatchedAnswer(_core_tokens(wire.top), wire.text, wire.effect)


def _neuron(neuron: NeuronEffect) -> dict[str, object]:
    return {
        "id": neuron.id,
        "impact": neuron.impact,
        "denoising": neuron.denoising,
        "attribution": neuron.attribution,
        "label": dump_label(neuron.label),
    }


def _reading(reading: LensReading) -> dict[str, object]:
    return {
        "top": _tokens(reading.top),
        "logprob_original": reading.logprob_original,
        "logprob_comparison": reading.logprob_comparison,
    }


def _core_reading(wire: WireLensReading) -> LensReading:
    return LensReading(_core_tokens(wire.top), wire.logprob_original, wire.logprob_comparison)


def _tokens(tokens: Sequence[TokenLogprob]) -> list[dict[str, object]]:
    return [{"token": t.token, "logprob": t.logprob, "id": t.id} for t in tokens]


def _core_tokens(wire: Sequence[WireLensToken]) -> tuple[TokenLogprob, ...]:
    return tuple(TokenLogprob(t.token, t.logprob, t.id) for t in wire)
