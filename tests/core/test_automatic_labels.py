from __future__ import annotations

import pytest

from holysheep_desktop.core.labelling.automatic import AutomaticLabel, Beginning, Kind, Side, automatic_label
from holysheep_desktop.core.reporting.words import Words
from holysheep_desktop.core.results import Label
from holysheep_desktop.resources_path import resource_path
from holysheep_desktop.storage.reports.texts import texts_of

SOURCE = "activating examples"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("fires on: numbers", AutomaticLabel(Beginning.FIRES_ON, Kind.NUMBERS)),
        ("fires on: “at” before “::”", AutomaticLabel(Beginning.FIRES_ON, "“at”", Side.BEFORE, "::")),
        ("fires on: “a”, “b”", AutomaticLabel(Beginning.FIRES_ON, "“a”, “b”")),
        ("promotes: “ a after “b”", AutomaticLabel(Beginning.PROMOTES, "“ a after “b”")),
        ("fires on:numbers", None),
        ("about numbers", None),
    ],
)
def test_that_an_automatic_label_is_read_in_parts(text: str, parts: AutomaticLabel | None) -> None:
    assert automatic_label(Label(text, SOURCE)) == parts


@pytest.mark.parametrize(
    ("text", "korean"),
    [
        ("fires on: Korean text", "활성화 위치: 한국어"),
        ("fires on: the token after “.”", "활성화 위치: “.” 뒤의 토큰"),
        ("promotes: “ a”", "높이는 토큰: “ a”"),
        ("sheep", "sheep"),
    ],
)
def test_that_a_report_in_korean_has_its_labels_in_korean(text: str, korean: str) -> None:
    words = Words(texts_of(resource_path("report_templates"), "ko"))

    assert words.label(Label(text, SOURCE)) == korean


def test_that_every_kind_has_a_word_in_both_languages() -> None:
    for language in ("ko", "en"):
        words = Words(texts_of(resource_path("report_templates"), language))
        for kind in Kind:
            assert words.label(Label(f"fires on: {kind}", SOURCE))
