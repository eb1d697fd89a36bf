"""What is known of one SAE feature beyond a single prompt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from holysheep_desktop.core.results import Label


@dataclass(frozen=True, slots=True)
class Histogram:
    """Counts of activations; `edges` has one entry more than `counts`."""

    edges: tuple[float, ...]
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FeatureExample:
    """A passage in which the feature fires, token by token."""

    tokens: tuple[str, ...]
    activations: tuple[float, ...]
    peak: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class TokenWeight:
    """A token and how far the feature's decoder direction moves its logit."""

    token: str
    weight: float


@dataclass(frozen=True, slots=True)
class RelatedFeature:
    """Another feature of the same SAE with its decoder cosine or share of common activations."""

    feature: int
    value: float
    label: Label | None = None


@dataclass(frozen=True, slots=True)
class FeatureDashboard:
    """Everything computed offline about one feature; empty where nothing was computed."""

    sae_id: str
    feature: int
    label: Label | None = None
    density: float | None = None
    """Share of tokens on which the feature is active."""
    max_activation: float | None = None
    histogram: Histogram | None = None
    top_examples: tuple[FeatureExample, ...] = ()
    middle_examples: tuple[FeatureExample, ...] = ()
    promoted: tuple[TokenWeight, ...] = ()
    suppressed: tuple[TokenWeight, ...] = ()
    nearest: tuple[RelatedFeature, ...] = ()
    coactive: tuple[RelatedFeature, ...] = ()


class FoundIn(StrEnum):
    """Where a search found the words that were looked for."""

    NUMBER = "number"
    LABEL = "label"
    EXAMPLES = "examples"
    """In tokens on which the feature fires strongly."""
    PROMOTED = "promoted"
    """In tokens that the feature makes more likely."""


@dataclass(frozen=True, slots=True)
class FeatureHit:
    """One line of a search for features."""

    feature: int
    label: Label
    density: float | None = None
    found_in: FoundIn | None = None
