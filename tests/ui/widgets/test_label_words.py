"""Automatic labels are read in the user's language; what they quote stays as it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from holysheep_desktop.core.results import Label
from holysheep_desktop.core.settings import Language
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.widgets.label_words import label_words

SOURCE = "activating examples"


@pytest.fixture
def korean(qapp: QApplication) -> Iterator[Languages]:
    languages = Languages(qapp, Language.KOREAN)
    yield languages
    languages.choose(Language.ENGLISH)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("fires on: Korean text", "활성화 위치: 한국어"),
        ("fires on: “at” before “::”", "활성화 위치: “::” 앞의 “at”"),
        ("fires on: “a”, “b” after “c”", "활성화 위치: “c” 뒤의 “a”, “b”"),
        ("fires on: the token after “.”", "활성화 위치: “.” 뒤의 토큰"),
        ("fires on: “x after ”", "활성화 위치: “x after ”"),
    ],
)
@pytest.mark.usefixtures("korean")
def test_that_the_words_around_the_tokens_are_translated(text: str, shown: str) -> None:
    assert label_words(Label(text, SOURCE)) == shown


@pytest.mark.parametrize(
    "text", ["fires on: “at” before “::”", "fires on: numbers", "fires on: “”” before “a”", "fires on:x"]
)
def test_that_an_english_label_reads_as_it_was_written(text: str) -> None:
    assert label_words(Label(text, SOURCE)) == text


@pytest.mark.usefixtures("korean")
def test_that_the_users_own_label_is_not_translated() -> None:
    assert label_words(Label("fires on: numbers", "you")) == "fires on: numbers"
