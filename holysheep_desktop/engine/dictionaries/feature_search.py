"""Searching the features of one SAE by the words of their labels, of the tokens they promote, and of those
they fire on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from holysheep_desktop.core.dashboards import FeatureHit, FoundIn
from holysheep_desktop.core.results import Label
from holysheep_desktop.engine.dictionaries.promotes import promotes_label


class FeatureSearch:
    """Texts of all features, prepared once.

    `promoted` holds each feature's tokens, strongest first; `fires_on` the words on which it fires in its
    strongest examples.
    """

    def __init__(
        self,
        n_features: int,
        labels: Mapping[int, Label],
        promoted: Mapping[int, Sequence[str]],
        density: Sequence[float] | None,
        fires_on: Mapping[int, Sequence[str]] | None = None,
    ) -> None:
        self._n_features = n_features
        self._labels = labels
        self._promoted = promoted
        self._density = density
        self._label_texts = {feature: label.text.casefold() for feature, label in labels.items()}
        self._fires_on = fires_on or {}
        self._token_texts = _searched(promoted)
        self._example_texts = _searched(self._fires_on)

    def find(self, query: str, limit: int) -> tuple[FeatureHit, ...]:
        """At most `limit` features that contain every word of `query`.

        First the one whose number was typed, then those whose label has the words, then those that fire on
        tokens with them, then those that promote such tokens. An empty query lists the features with a label.
        """
        hits: dict[int, FeatureHit] = {}
        words = query.casefold().split()
        for feature, place in self._matches(words):
            if len(hits) >= limit:
                break
            if feature not in hits:
                hits[feature] = self._hit(feature, words, place)
        return tuple(hits.values())

    def _matches(self, words: list[str]) -> Iterator[tuple[int, FoundIn]]:
        number = words[0] if len(words) == 1 and words[0].isascii() and words[0].isdecimal() else ""
        if number and len(number) < 8 and int(number) < self._n_features:
            yield int(number), FoundIn.NUMBER
        everywhere = (
            (self._label_texts, FoundIn.LABEL),
            (self._example_texts, FoundIn.EXAMPLES),
            (self._token_texts, FoundIn.PROMOTED),
        )
        for texts, place in everywhere if words else everywhere[:1]:
            for feature in sorted(texts):
                if all(word in texts[feature] for word in words):
                    yield feature, place

    def _hit(self, feature: int, words: list[str], place: FoundIn) -> FeatureHit:
        """A feature without a label is shown by its tokens, first those that were looked for."""
        label = self._labels.get(feature)
        if label is None:
            label = self._label_from_tokens(feature, words)
        density = None if self._density is None else self._density[feature]
        return FeatureHit(feature, label, density, place)

    def _label_from_tokens(self, feature: int, words: list[str]) -> Label:
        tokens = self._promoted.get(feature, ())
        found = [token for token in tokens if any(word in token.casefold() for word in words)]
        return promotes_label([*found, *tokens]) if tokens else Label("")


def _searched(tokens: Mapping[int, Sequence[str]]) -> dict[int, str]:
    return {feature: " ".join(texts).casefold() for feature, texts in tokens.items()}
