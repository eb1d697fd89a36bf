"""Whom the window can ask, as lines of the palette: endpoints, models and SAEs that are not chosen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QComboBox

from holysheep_desktop.ui.commands.offers import Offer, shown
from holysheep_desktop.ui.endpoints.bar import EndpointBar

_MOST_OF_A_KIND = 200
"""A server may list thousands of models; its own box searches them all."""


def endpoint_offers(bar: EndpointBar) -> Iterator[Offer]:
    """The same choices as the boxes of the bar."""
    for box in bar.findChildren(QComboBox):
        rows = range(min(box.count(), _MOST_OF_A_KIND)) if box.isEnabled() else ()
        for row in rows:
            text = box.itemText(row)
            if text and row != box.currentIndex():
                yield Offer(shown(text), box.accessibleName(), partial(_choose, box, text))


def _choose(box: QComboBox, text: str) -> None:
    """The list may be another by now."""
    row = box.findText(text)
    if row >= 0:
        box.setCurrentIndex(row)
        box.activated.emit(row)
