"""What the engine says of features, under the names that the user gave them."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from holysheep_desktop.core.dashboards import FeatureDashboard, FeatureHit, FoundIn
from holysheep_desktop.core.labelling.own_labels import (
    OwnLabels,
    features_named,
    labelled_dashboard,
    labelled_effects,
    labelled_features,
    labelled_hit,
)
from holysheep_desktop.core.models import ModelInfo, SaeInfo, sae_of
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.source import Progress, Report
from holysheep_desktop.gateway.engine_interface import Engine, ShouldStop
from holysheep_desktop.gateway.label_store import LabelStore


def analysed(
    engine: Engine, store: LabelStore, request: AnalysisRequest, report: Report, should_stop: ShouldStop
) -> AnalysisResult:
    """`engine.analyse`, with own labels in place of automatic ones."""

    def report_labelled(progress: Progress) -> None:
        found = progress.features
        if found is not None:
            own = store.labels(found.reading.sha256)
            progress = replace(progress, features=labelled_features(found, own.label))
        report(progress)

    result = engine.analyse(request, report_labelled, should_stop)
    if result.features is not None:
        own = store.labels(result.features.reading.sha256)
        result = replace(result, features=labelled_features(result.features, own.label))
    if result.patching is not None and request.patching is not None:
        sae = _sae_at(engine.models(), request.model, request.patching.layer)
        own = store.labels(sae.sha256 if sae else None)
        result = replace(result, patching=labelled_effects(result.patching, own.label))
    return result


def described(engine: Engine, store: LabelStore, sae_id: str, feature: int) -> FeatureDashboard:
    """`engine.feature`, with own labels."""
    page = engine.feature(sae_id, feature)
    return labelled_dashboard(page, _labels_of(engine, store, sae_id).label)


def found(engine: Engine, store: LabelStore, sae_id: str, query: str, limit: int) -> tuple[FeatureHit, ...]:
    """`engine.find_features` with own labels: those that have all the words stand before the others.

    The feature whose number was typed stays the first of all.
    """
    hits = engine.find_features(sae_id, query, limit)
    own = _labels_of(engine, store, sae_id)
    known = {hit.feature: hit for hit in hits}
    named = features_named(own, query, limit)
    for feature in named:
        if feature not in known:
            known |= {hit.feature: hit for hit in engine.find_features(sae_id, str(feature), 1)}
    by_number = [feature for feature in known if query.strip() == str(feature)]
    order = dict.fromkeys([*by_number, *named, *known])
    known |= {
        f: replace(known[f], found_in=FoundIn.LABEL) for f in named if f not in by_number and f in known
    }
    return tuple(labelled_hit(known[f], own.label) for f in islice(order, limit) if f in known)


def _labels_of(engine: Engine, store: LabelStore, sae_id: str) -> OwnLabels:
    sae = sae_of(engine.models(), sae_id)
    return store.labels(sae.sha256 if sae else None)


def _sae_at(models: tuple[ModelInfo, ...], model_id: str, layer: int) -> SaeInfo | None:
    """The SAE with which the engine patches features of a layer: the model's first one there."""
    model = next((model for model in models if model.id == model_id), None)
    return None if model is None else model.sae_at(layer)
