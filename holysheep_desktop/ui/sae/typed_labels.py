"""Labels as they stand in the field: typed, and not kept anywhere yet."""

from __future__ import annotations

from holysheep_desktop.core.labelling.own_labels import OwnLabels, own_text


class TypedLabels:
    """By SAE and feature, for as long as the program runs."""

    def __init__(self) -> None:
        self._texts: dict[tuple[str, int], str] = {}

    def text(self, sae_id: str, feature: int, kept: str) -> str:
        """What the field shows: what was typed last, else what is kept."""
        return self._texts.get((sae_id, feature), kept)

    def note(self, sae_id: str, feature: int, text: str, kept: str) -> bool:
        """Take what was typed; returns whether that differs from what is kept."""
        self._texts.pop((sae_id, feature), None)
        is_changed = own_text(text) != kept
        if is_changed:
            self._texts[sae_id, feature] = text
        return is_changed

    def labels(self, sae_id: str, sha256: str | None) -> OwnLabels | None:
        """All of an SAE as a file holds them; None where there are none, or its weights are not known."""
        texts = {feature: own_text(text) for (sae, feature), text in self._texts.items() if sae == sae_id}
        named = {feature: text for feature, text in texts.items() if text}
        return OwnLabels(sha256, sae_id, named) if sha256 and named else None
