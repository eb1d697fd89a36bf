"""Labels of features and neurons on the wire: `{"text", "source"}`."""

from __future__ import annotations

from holysheep_desktop.core.results import Label
from holysheep_desktop.protocol.wire_types import LabelText, Strict, Word


class WireLabel(Strict):
    """One label; its text is one plain line."""

    text: LabelText
    source: Word = ""

    def to_core(self) -> Label:
        """The same as a core value."""
        return Label(self.text, self.source)


def dump_label(label: Label | None) -> dict[str, object] | None:
    """A label as JSON, or null."""
    return None if label is None else {"text": label.text, "source": label.source}


def label_of(label: WireLabel | None) -> Label | None:
    """A label as a core value, or None."""
    return None if label is None else label.to_core()
