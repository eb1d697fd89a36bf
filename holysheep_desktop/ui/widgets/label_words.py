"""Labels of features as a person reads them: the words that the program put there are translated."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from holysheep_desktop.core.own_labels import OWN_SOURCE
from holysheep_desktop.core.results import Label

translate = QCoreApplication.translate

_FIRES_ON = "fires on:"
_PROMOTES = "promotes:"


def label_words(label: Label | None) -> str:
    """The label's text, an automatic beginning in the user's language; empty where there is none."""
    if label is None:
        return ""
    if label.source != OWN_SOURCE:
        if label.text.startswith(_FIRES_ON):
            return translate("LabelWords", "fires on:") + label.text.removeprefix(_FIRES_ON)
        if label.text.startswith(_PROMOTES):
            return translate("LabelWords", "promotes:") + label.text.removeprefix(_PROMOTES)
    return label.text


def source_words(label: Label | None) -> str:
    """Who says so, in the user's language as far as the program knows the source."""
    if label is None:
        return ""
    known = {
        OWN_SOURCE: translate("LabelWords", "you"),
        "activating examples": translate("LabelWords", "activating examples"),
        "decoder direction": translate("LabelWords", "decoder direction"),
    }
    return known.get(label.source, label.source)
