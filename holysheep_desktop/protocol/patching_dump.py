"""A patching analysis as JSON: the tutorial's three fields first, then ours."""

from __future__ import annotations

from holysheep_desktop.core.results import (
    AnswerToken,
    EffectMap,
    FeatureSetEffect,
    Matrix,
    NeuronEffect,
    PatchAnalysis,
)
from holysheep_desktop.protocol.patching_effects import dump_control, dump_feature
from holysheep_desktop.protocol.patching_site import dump_lens_row, dump_site
from holysheep_desktop.protocol.token_shapes import token_list


def dump_patching(analysis: PatchAnalysis) -> dict[str, object]:
    """The value of `patching_analysis`."""
    fields: dict[str, object] = {
        "impact_score": analysis.impact_score,
        "direction": analysis.direction,
        "influential_neurons": [_neuron(neuron) for neuron in analysis.neurons],
        "metric": analysis.metric,
        "target_layer": analysis.target_layer,
        "scale": analysis.scale,
        "raw_effect": analysis.raw_effect,
        "denoising_score": analysis.denoising_score,
        "tokens": token_list(analysis.tokens),
        "comparison_tokens": token_list(analysis.comparison_tokens),
        "alignment": None if analysis.alignment is None else [list(pair) for pair in analysis.alignment],
        "self_tests": [
            {"name": t.name, "value": t.value, "tolerance": t.tolerance, "passed": t.passed}
            for t in analysis.self_tests
        ],
        "controls": [dump_control(control) for control in analysis.controls],
        "sweep": [_map(effect_map) for effect_map in analysis.maps],
        "features": [dump_feature(effect) for effect in analysis.features],
        "comparison_answer": analysis.comparison_answer,
        "map_metric": analysis.map_metric,
        "map_scale": analysis.map_scale,
        "attribution_agreement": analysis.attribution_agreement,
        "embedding": analysis.embedding,
        "answer_position": None if analysis.answer_position is None else list(analysis.answer_position),
        "feature_agreement": analysis.feature_agreement,
    }
    fields.update(_objects(analysis))
    return fields


def _objects(analysis: PatchAnalysis) -> dict[str, object]:
    fields: dict[str, object] = {}
    if analysis.answers is not None:
        fields["answers"] = {
            "original": _answer(analysis.answers.original),
            "comparison": _answer(analysis.answers.comparison),
            "chosen_by": analysis.answers.chosen_by,
        }
    for name, baseline in (("baseline", analysis.baseline), ("map_baseline", analysis.map_baseline)):
        if baseline is not None:
            fields[name] = {"original": baseline.original, "comparison": baseline.comparison}
    if analysis.feature_set is not None:
        fields["feature_set"] = _feature_set(analysis.feature_set)
    if analysis.lens:
        fields["lens"] = [dump_lens_row(row) for row in analysis.lens]
    if analysis.site is not None:
        fields["site"] = dump_site(analysis.site)
    if analysis.texts is not None:
        texts = analysis.texts
        fields["texts"] = {
            "original": texts.original,
            "comparison": texts.comparison,
            "patched": texts.patched,
        }
    return fields


def _neuron(neuron: NeuronEffect) -> dict[str, object]:
    """`semantic_label` is always there, because the tutorial's code indexes it."""
    label = neuron.label
    return {
        "id": neuron.id,
        "impact": neuron.impact,
        "semantic_label": None if label is None else label.text,
        "label_source": None if label is None else label.source,
        "attribution": neuron.attribution,
    }


def _answer(answer: AnswerToken) -> dict[str, object]:
    return {
        "id": answer.id,
        "text": answer.text,
        "logprob_original": answer.logprob_original,
        "logprob_comparison": answer.logprob_comparison,
    }


def _map(effect_map: EffectMap) -> dict[str, object]:
    fields: dict[str, object] = {
        "component": effect_map.component,
        "layers": list(effect_map.layers),
        "positions": list(effect_map.positions),
        "method": effect_map.method,
        "noising": _matrix(effect_map.noising, effect_map),
        "denoising": _matrix(effect_map.denoising, effect_map),
    }
    if effect_map.heads is not None:
        fields["heads"] = list(effect_map.heads)
    return fields


def _matrix(matrix: Matrix | None, effect_map: EffectMap) -> list[object] | None:
    if matrix is None:
        return None
    rows: list[object] = [list(row) for row in matrix]
    if effect_map.heads is None or not effect_map.positions:
        return rows
    height = effect_map.rows_per_layer
    return [rows[start : start + height] for start in range(0, len(rows), height)]


def _feature_set(together: FeatureSetEffect) -> dict[str, object]:
    fields: dict[str, object] = {
        "features": list(together.features),
        "noising": together.noising,
        "denoising": together.denoising,
    }
    for name, control in (
        ("noising_control", together.noising_control),
        ("denoising_control", together.denoising_control),
    ):
        if control is not None:
            fields[name] = dump_control(control)
    return fields
