"""The words of a report in its language, and how numbers are written."""

from __future__ import annotations

import math
from collections.abc import Mapping

from holysheep_desktop.core.labelling.automatic import Beginning, Kind, Side, automatic_label
from holysheep_desktop.core.labelling.own_labels import OWN_SOURCE
from holysheep_desktop.core.provenance import Origin
from holysheep_desktop.core.reporting.document import Cell, Column, Fact
from holysheep_desktop.core.results import Label

_LARGE = 10_000
_BEGINNINGS = {Beginning.FIRES_ON: "label_fires_on", Beginning.PROMOTES: "label_promotes"}
_SIDES = {Side.AFTER: "label_after", Side.BEFORE: "label_before"}
_SOURCES = {
    OWN_SOURCE: "source_you",
    "activating examples": "source_examples",
    "decoder direction": "source_decoder",
    "decoder direction, confirmed by what follows": "source_confirmed",
}


class Words:
    """Texts by key; a key without a text raises KeyError, so that no report has a hole."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def __getitem__(self, key: str) -> str:
        return self._texts[key]

    def fill(self, key: str, **values: object) -> str:
        """The text of a key with its places filled."""
        return self._texts[key].format(**values)

    def get(self, key: str, default: str) -> str:
        """The text of a key that may be unknown, such as a value that an endpoint named."""
        return self._texts.get(key, default)

    def column(self, key: str, *, is_number: bool = False) -> Column:
        """A column whose title stands under `column_…`."""
        return Column(key, self._texts[f"column_{key}"], is_number)

    def fact(self, key: str, value: Cell, source: str = "") -> Fact:
        """A fact whose name stands under `fact_…`; a missing value says that it is not available."""
        return Fact(key, self._texts[f"fact_{key}"], value, source if value is not None else "")

    def origin(self, origin: Origin) -> str:
        """Where numbers come from."""
        return self._texts[f"origin_{origin.value}"]

    def label(self, label: Label | None) -> str:
        """A label's text, what the program wrote in the report's language."""
        if label is None:
            return ""
        found = automatic_label(label)
        if found is None:
            return label.text
        begin, what = self._texts[_BEGINNINGS[found.beginning]], str(found.what)
        if isinstance(found.what, Kind):
            what = self._texts[f"label_kind_{found.what.name.lower()}"]
        if found.side is not None:
            what = self.fill(_SIDES[found.side], what=what, token=found.token)
        return f"{begin} {what}"

    def label_source(self, label: Label | None) -> str:
        """Who gave a label."""
        if label is None:
            return ""
        key = _SOURCES.get(label.source)
        return self._texts[key] if key else label.source


def number(value: float | None) -> str:
    """A number for people: four significant digits, a real minus sign, large whole numbers with commas.

    >>> number(-0.123456), number(8192), number(None)
    ('−0.1235', '8,192', '—')
    """
    if value is None or not math.isfinite(value):
        return "—"
    if isinstance(value, int):
        return f"{value:,}".replace("-", "−")
    text = f"{value:,.0f}" if abs(value) >= _LARGE else f"{value:.4g}"
    return text.replace("-", "−") if float(text.replace(",", "")) else "0"


def cell_text(cell: Cell) -> str:
    """A cell for people; whole numbers are often ids, which have no commas."""
    if isinstance(cell, int):
        return str(cell).replace("-", "−")
    return cell if isinstance(cell, str) else number(cell)
