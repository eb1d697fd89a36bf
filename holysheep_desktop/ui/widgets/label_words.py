"""Labels of features as a person reads them: the words that the program put there are translated."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from holysheep_desktop.core.labelling.automatic import Beginning, Kind, Side, automatic_label
from holysheep_desktop.core.labelling.own_labels import OWN_SOURCE
from holysheep_desktop.core.labelling.proposal import ProposedSource, proposed_source
from holysheep_desktop.core.results import Label

translate = QCoreApplication.translate


def label_words(label: Label | None) -> str:
    """The label's text, what the program wrote in the user's language; empty where there is none."""
    if label is None:
        return ""
    found = automatic_label(label)
    if found is None:
        return label.text
    begin = translate("LabelWords", "fires on:")
    if found.beginning is Beginning.PROMOTES:
        begin = translate("LabelWords", "promotes:")
    what = _kind_words(found.what) if isinstance(found.what, Kind) else found.what
    if found.side is None:
        return f"{begin} {what}"
    words = translate("LabelWords", "{what} after “{token}”")
    if found.side is Side.BEFORE:
        words = translate("LabelWords", "{what} before “{token}”")
    return f"{begin} {words.format(what=what, token=found.token)}"


def _kind_words(kind: Kind) -> str:
    return {
        Kind.TOKEN: translate("LabelWords", "the token"),
        Kind.NUMBERS: translate("LabelWords", "numbers"),
        Kind.PUNCTUATION: translate("LabelWords", "punctuation"),
        Kind.CAPITALISED: translate("LabelWords", "capitalised words"),
        Kind.KOREAN: translate("LabelWords", "Korean text"),
        Kind.JAPANESE: translate("LabelWords", "Japanese text"),
        Kind.CHINESE: translate("LabelWords", "Chinese characters"),
        Kind.SPACES: translate("LabelWords", "runs of spaces"),
    }[kind]


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
