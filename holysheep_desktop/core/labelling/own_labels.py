"""Labels that the user wrote: they belong to the weights of an SAE, and win over automatic ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from holysheep_desktop.core.dashboards import FeatureDashboard, FeatureHit
from holysheep_desktop.core.labelling.proposal import proposed_source
from holysheep_desktop.core.labelling.public_labels import SOURCE as NEURONPEDIA_SOURCE
from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.core.results import FeatureAnalysis, Label, PatchAnalysis

OWN_SOURCE = "you"
"""The source of a label that the user wrote; the interface translates it."""
LABEL_LIMIT = 500
"""Characters of an own label."""
SOURCE_LIMIT = 200
"""Characters of what says who proposed a label."""
LABELS_LIMIT = 100_000
"""Own labels of one SAE."""

LabelOf = Callable[[int], Label | None]


@dataclass(frozen=True, slots=True)
class OwnLabels:
    """The user's labels of one SAE by feature; `sha256` names its weights, `sae_id` where they came from."""

    sha256: str
    sae_id: str = ""
    labels: Mapping[int, str] = field(default_factory=dict[int, str])
    sources: Mapping[int, str] = field(default_factory=dict[int, str])
    """Who proposed a label, where the user did not think of it."""

    def label(self, feature: int) -> Label | None:
        """The own label of a feature, or None."""
        text = self.labels.get(feature)
        return None if text is None else Label(text, self.sources.get(feature) or OWN_SOURCE)

    def with_label(self, feature: int, text: str, source: str = "") -> OwnLabels:
        """The same with one label more, or one less where the text is empty."""
        labels = {key: value for key, value in self.labels.items() if key != feature}
        sources = {key: value for key, value in self.sources.items() if key != feature}
        shown = own_text(text)
        if shown:
            labels[feature] = shown
        if shown and source:
            sources[feature] = plain_text(source, SOURCE_LIMIT)
        return replace(self, labels=labels, sources=sources)


@dataclass(frozen=True, slots=True)
class LabelImport:
    """What an import did: labels that were new, replaced, and kept because both sides had one."""

    n_added: int = 0
    n_replaced: int = 0
    n_kept: int = 0


def is_own(label: Label | None) -> bool:
    """Whether the user wrote a label, or took it over from a model that proposed it or from Neuronpedia."""
    if label is None:
        return False
    return label.source in (OWN_SOURCE, NEURONPEDIA_SOURCE) or proposed_source(label.source) is not None


def own_text(text: str) -> str:
    """An own label as it is kept: one plain line of at most 500 characters."""
    return plain_text(" ".join(text.split()), LABEL_LIMIT)


def joined(mine: OwnLabels, others: OwnLabels, *, replaces: bool) -> tuple[OwnLabels, LabelImport]:
    """My labels with those of another file; where both have one, mine stays unless `replaces`."""
    theirs = {feature: shown for feature, text in others.labels.items() if (shown := own_text(text))}
    new = theirs.keys() - mine.labels.keys()
    other = {f for f in theirs.keys() & mine.labels.keys() if theirs[f] != mine.labels[f]}
    taken = new | other if replaces else new
    labels = {**mine.labels, **{f: theirs[f] for f in taken}}
    sources = {f: source for f, source in mine.sources.items() if f not in taken}
    sources |= {f: others.sources[f] for f in taken if f in others.sources}
    n = len(other)
    done = LabelImport(len(new), n if replaces else 0, 0 if replaces else n)
    return replace(mine, labels=labels, sources=sources), done


def labelled_features(analysis: FeatureAnalysis, own: LabelOf) -> FeatureAnalysis:
    """The features of a prompt under the user's names for them."""
    entries = (replace(entry, label=own(entry.feature) or entry.label) for entry in analysis.features)
    rows = analysis.cache.activations if analysis.cache else ()
    others = {feature for row in rows for feature in row.features} - {e.feature for e in analysis.features}
    named = {feature: label for feature in others if (label := own(feature)) is not None}
    return replace(analysis, features=tuple(entries), labels={**analysis.labels, **named})


def relabelled(analysis: FeatureAnalysis, feature: int, label: Label | None) -> FeatureAnalysis:
    """The same with another label of one feature, or without one."""
    if any(entry.feature == feature for entry in analysis.features):
        entries = (replace(e, label=label) if e.feature == feature else e for e in analysis.features)
        return replace(analysis, features=tuple(entries))
    others = {key: value for key, value in analysis.labels.items() if key != feature}
    return replace(analysis, labels=others if label is None else {**others, feature: label})


def labelled_effects(analysis: PatchAnalysis, own: LabelOf) -> PatchAnalysis:
    """The SAE features of a patching analysis under the user's names for them."""
    entries = (replace(entry, label=own(entry.feature) or entry.label) for entry in analysis.features)
    return replace(analysis, features=tuple(entries))


def labelled_dashboard(dashboard: FeatureDashboard, own: LabelOf) -> FeatureDashboard:
    """A feature's page, itself and its relatives under the user's names for them."""
    return replace(
        dashboard,
        label=own(dashboard.feature) or dashboard.label,
        nearest=tuple(replace(r, label=own(r.feature) or r.label) for r in dashboard.nearest),
        coactive=tuple(replace(r, label=own(r.feature) or r.label) for r in dashboard.coactive),
    )


def features_named(own: OwnLabels, query: str, limit: int) -> tuple[int, ...]:
    """The first features whose own label has all words of `query`."""
    words = query.casefold().split()
    found = (f for f in sorted(own.labels) if all(word in own.labels[f].casefold() for word in words))
    return tuple(feature for feature, _ in zip(found, range(limit), strict=False))


def labelled_hit(hit: FeatureHit, own: LabelOf) -> FeatureHit:
    """A line of a search under the user's name for its feature."""
    return replace(hit, label=own(hit.feature) or hit.label)
