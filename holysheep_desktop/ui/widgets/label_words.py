"""Labels of features as a person reads them: the words that the program put there are translated."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from holysheep_desktop.core.labelling.own_labels import OWN_SOURCE, is_own
from holysheep_desktop.core.labelling.proposal import ProposedSource, proposed_source
from holysheep_desktop.core.results import Label

translate = QCoreApplication.translate

_FIRES_ON = "fires on:"
_PROMOTES = "promotes:"
_BESIDE = re.compile(r" (?P<what>[^“”]+|“[^“”]*”(?:, “[^“”]*”)*) (?P<side>after|before) “(?P<token>[^“”]*)”")
"""A label that also names the token beside; other shapes stay as they are written."""


def label_words(label: Label | None) -> str:
    """The label's text, an automatic beginning in the user's language; empty where there is none."""
    if label is None:
        return ""
    if not is_own(label):
        if label.text.startswith(_FIRES_ON):
            return translate("LabelWords", "fires on:") + _found_words(label.text.removeprefix(_FIRES_ON))
        if label.text.startswith(_PROMOTES):
            return translate("LabelWords", "promotes:") + label.text.removeprefix(_PROMOTES)
    return label.text


def _found_words(text: str) -> str:
    """On what a feature fires; tokens are quoted as they are, the words around them are translated."""
    beside = _BESIDE.fullmatch(text)
    if beside is None:
        return f" {_kind_words(text[1:])}" if text.startswith(" ") else text
    if beside["side"] == "before":
        words = translate("LabelWords", "{what} before “{token}”")
    else:
        words = translate("LabelWords", "{what} after “{token}”")
    return " " + words.format(what=_kind_words(beside["what"]), token=beside["token"])


def _kind_words(kind: str) -> str:
    return {
        "the token": translate("LabelWords", "the token"),
        "numbers": translate("LabelWords", "numbers"),
        "punctuation": translate("LabelWords", "punctuation"),
        "capitalised words": translate("LabelWords", "capitalised words"),
        "Korean text": translate("LabelWords", "Korean text"),
        "Japanese text": translate("LabelWords", "Japanese text"),
        "Chinese characters": translate("LabelWords", "Chinese characters"),
        "runs of spaces": translate("LabelWords", "runs of spaces"),
    }.get(kind, kind)


def source_words(label: Label | None) -> str:
    """Who says so, in the user's language as far as the program knows the source."""
    if label is None:
        return ""
    known = {
        OWN_SOURCE: translate("LabelWords", "you"),
        "activating examples": translate("LabelWords", "activating examples"),
        "decoder direction": translate("LabelWords", "decoder direction"),
    }
    proposed = proposed_source(label.source)
    if proposed is not None:
        return _proposed_words(proposed)
    return known.get(label.source, label.source)


def _proposed_words(source: ProposedSource) -> str:
    if source.score is None:
        return translate("LabelWords", "proposed by {model}").format(model=source.model)
    words = translate("LabelWords", "proposed by {model} (detection {score}, n = {n})")
    return words.format(model=source.model, score=source.score, n=source.n)
