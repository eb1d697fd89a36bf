"""The patching part of a reply: `patching_analysis`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.core.provenance import NoteKind, ReplyNote
from holysheep_desktop.core.requests import PatchOptions
from holysheep_desktop.core.results import (
    AnswerToken,
    Baseline,
    EffectMap,
    FeatureSetEffect,
    GeneratedTexts,
    Label,
    Matrix,
    NeuronEffect,
    PatchAnalysis,
    PatchAnswers,
    SelfTest,
)
from holysheep_desktop.protocol.patching_effects import control_of, feature_of
from holysheep_desktop.protocol.patching_models import (
    WireAnswer,
    WireAnswers,
    WireBaseline,
    WireFeatureSet,
    WireHeadMap,
    WireHeadTable,
    WireMap,
    WireNeuron,
    WirePatching,
)
from holysheep_desktop.protocol.patching_site import lens_row_of, site_of
from holysheep_desktop.protocol.wire_types import WORD_LIMIT, LeftOut, is_number

UNNAMED = "—"
_PLAUSIBLE_SCORES = (0.0, 1.0)
_SCORE = "impact_score"

T = TypeVar("T")


def parse_patching(
    payload: dict[str, object], options: PatchOptions | None, left_out: LeftOut, notes: list[ReplyNote]
) -> PatchAnalysis | None:
    """The patching analysis; what is missing or odd goes to `notes`."""
    value = payload.get("patching_analysis")
    if not isinstance(value, dict):
        if options is not None:
            notes.append(ReplyNote(NoteKind.PATCHING_MISSING))
        return None
    wire = WirePatching.model_validate(value, context=left_out)
    notes.extend(_score_notes(value, wire))
    notes.extend(_layer_notes(options, wire.target_layer))
    return _analysis(wire, _score(value.get(_SCORE)), _neurons(value, left_out, notes))


def _analysis(wire: WirePatching, score: float | None, neurons: tuple[NeuronEffect, ...]) -> PatchAnalysis:
    texts = wire.texts
    return PatchAnalysis(
        impact_score=score,
        direction=wire.direction,
        neurons=neurons,
        metric=wire.metric,
        target_layer=wire.target_layer,
        scale=wire.scale,
        answers=_answers(wire.answers),
        baseline=_baseline(wire.baseline),
        raw_effect=wire.raw_effect,
        denoising_score=wire.denoising_score,
        tokens=tuple(token.to_core() for token in wire.tokens or ()),
        comparison_tokens=tuple(token.to_core() for token in wire.comparison_tokens or ()),
        alignment=None if wire.alignment is None else tuple((i, j) for i, j in wire.alignment),
        self_tests=tuple(SelfTest(t.name, t.value, t.tolerance, t.passed) for t in wire.self_tests or ()),
        controls=tuple(control_of(control) for control in wire.controls or ()),
        maps=tuple(_map(effect_map) for effect_map in _present(wire.sweep)),
        features=tuple(feature_of(effect) for effect in _present(wire.features)),
        texts=None if texts is None else GeneratedTexts(texts.original, texts.comparison, texts.patched),
        comparison_answer=wire.comparison_answer,
        map_metric=wire.map_metric,
        map_scale=wire.map_scale,
        map_baseline=_baseline(wire.map_baseline),
        attribution_agreement=wire.attribution_agreement,
        embedding=wire.embedding,
        feature_set=_feature_set(wire.feature_set),
        answer_position=_pair(wire.answer_position),
        lens=tuple(lens_row_of(row) for row in _present(wire.lens)),
        site=None if wire.site is None else site_of(wire.site),
        feature_agreement=wire.feature_agreement,
    )


def _baseline(wire: WireBaseline | None) -> Baseline | None:
    return None if wire is None else Baseline(wire.original, wire.comparison)


def _pair(indices: list[int] | None) -> tuple[int, int] | None:
    return None if indices is None else (indices[0], indices[1])


def _present(items: Sequence[T | None] | None) -> Iterator[T]:
    return (item for item in items or () if item is not None)


def _score(value: object) -> float | None:
    return float(value) if is_number(value) else None


def _score_notes(value: dict[str, object], wire: WirePatching) -> Iterator[ReplyNote]:
    given = value.get(_SCORE)
    score = _score(given)
    if score is None:
        # An endpoint that says which scale it used says with null that there is no score.
        if wire.scale is None or given is not None:
            yield ReplyNote(NoteKind.SCORE_UNREADABLE, detail=_shown(given))
    elif wire.scale is None and not _PLAUSIBLE_SCORES[0] <= score <= _PLAUSIBLE_SCORES[1]:
        yield ReplyNote(NoteKind.SCORE_OUT_OF_RANGE, detail=f"{score:g}")


def _layer_notes(options: PatchOptions | None, given: int | None) -> Iterator[ReplyNote]:
    if options is not None and given is not None and given != options.layer:
        yield ReplyNote(NoteKind.LAYER_DIFFERS, detail=f"patching: {options.layer} → {given}")


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str | int | float):
        return plain_text(str(value), WORD_LIMIT)
    return f"a {type(value).__name__}"


def _neurons(value: dict[str, object], left_out: LeftOut, notes: list[ReplyNote]) -> tuple[NeuronEffect, ...]:
    rows = value.get("influential_neurons")
    if rows is None:
        return ()
    if not isinstance(rows, list):
        left_out.append("influential_neurons")
        return ()
    neurons = tuple(_neuron(row, left_out) for row in rows if isinstance(row, dict))
    left_out.extend(["influential_neurons"] * (len(rows) - len(neurons)))
    named = [neuron.id for neuron in neurons if neuron.id != UNNAMED]
    if len(set(named)) < len(named):
        notes.append(ReplyNote(NoteKind.DUPLICATE_IDS, len(named) - len(set(named)), "influential_neurons"))
    return neurons


def _neuron(row: dict[str, object], left_out: LeftOut) -> NeuronEffect:
    wire = WireNeuron.model_validate(row, context=left_out)
    label = None if wire.semantic_label is None else Label(wire.semantic_label, wire.label_source or "")
    return NeuronEffect(_neuron_id(row.get("id")), wire.impact, label, wire.attribution)


def _neuron_id(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return UNNAMED
    return plain_text(str(value), WORD_LIMIT) or UNNAMED


def _answers(wire: WireAnswers | None) -> PatchAnswers | None:
    if wire is None:
        return None
    return PatchAnswers(_answer(wire.original), _answer(wire.comparison), wire.chosen_by)


def _answer(wire: WireAnswer) -> AnswerToken:
    return AnswerToken(wire.id, wire.text, wire.logprob_original, wire.logprob_comparison)


def _map(wire: WireMap | WireHeadMap | WireHeadTable) -> EffectMap:
    return EffectMap(
        component=wire.component,
        layers=tuple(wire.layers),
        positions=tuple(wire.positions),
        noising=_flat(wire.noising) if isinstance(wire, WireHeadMap) else _matrix(wire.noising),
        denoising=_flat(wire.denoising) if isinstance(wire, WireHeadMap) else _matrix(wire.denoising),
        heads=None if wire.heads is None else tuple(wire.heads),
        method=wire.method,
    )


def _matrix(rows: list[list[float | None]] | None) -> Matrix | None:
    return None if rows is None else tuple(tuple(row) for row in rows)


def _flat(layers: list[list[list[float | None]]] | None) -> Matrix | None:
    return None if layers is None else tuple(tuple(row) for layer in layers for row in layer)


def _feature_set(wire: WireFeatureSet | None) -> FeatureSetEffect | None:
    if wire is None:
        return None
    controls = (wire.noising_control, wire.denoising_control)
    noising, denoising = (None if control is None else control_of(control) for control in controls)
    return FeatureSetEffect(tuple(wire.features), wire.noising, wire.denoising, noising, denoising)
