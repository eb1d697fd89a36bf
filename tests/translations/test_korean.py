from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QFileInfo
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog
from translations import update

from holysheep_desktop.core.settings import Language
from holysheep_desktop.ui.history.words import HistoryWords
from holysheep_desktop.ui.languages import Languages

PACKAGE = update.ROOT / "holysheep_desktop"


def messages(path: Path) -> Iterator[tuple[str, str, str, bool]]:
    """Context, source, translation, and whether it is finished."""
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            yield (
                context.findtext("name", ""),
                message.findtext("source", ""),
                translation.findtext("numerusform") or translation.text or "",
                translation.get("type") is None,
            )


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The translation file as it would be after an update."""
    copy = tmp_path_factory.mktemp("translation") / update.TRANSLATION.name
    shutil.copy(update.TRANSLATION, copy)
    update.collect(copy)
    return copy


def test_that_every_string_of_the_source_is_translated(collected: Path) -> None:
    missing = [
        f"{context}: {source}"
        for context, source, translation, is_finished in messages(collected)
        if not is_finished or not translation.strip()
    ]

    assert missing == []


def test_that_the_shipped_file_holds_what_the_source_holds(collected: Path) -> None:
    assert set(messages(update.TRANSLATION)) == set(messages(collected))


def test_that_placeholders_survive_translation(collected: Path) -> None:
    placeholder = re.compile(r"\{\w*\}")
    changed = [
        source
        for _context, source, translation, _finished in messages(collected)
        if translation and sorted(placeholder.findall(source)) != sorted(placeholder.findall(translation))
    ]

    assert changed == []


@pytest.mark.parametrize(
    "translation", [update.TRANSLATION, update.PLURALS, update.OF_QT], ids=["ko", "en", "qt"]
)
def test_that_the_compiled_file_is_fresh(tmp_path: Path, translation: Path) -> None:
    fresh = tmp_path / "fresh.qm"
    update.compile_to(translation, fresh)

    assert translation.with_suffix(".qm").read_bytes() == fresh.read_bytes()


def test_that_every_english_count_has_a_form_for_one_and_a_form_for_more(tmp_path: Path) -> None:
    copy = tmp_path / update.PLURALS.name
    shutil.copy(update.PLURALS, copy)
    update.collect(copy, only_plurals=True)

    wrong = [
        message.findtext("source")
        for message in ElementTree.parse(copy).getroot().iter("message")
        if len({form.text for form in message.iter("numerusform") if form.text}) != 2
    ]
    assert wrong == []
    assert update.PLURALS.read_bytes() == copy.read_bytes()


@pytest.mark.parametrize(
    ("language", "n", "words"),
    [
        (Language.ENGLISH, 1, "1 run"),
        (Language.ENGLISH, 2, "2 runs"),
        (Language.ENGLISH, 0, "0 runs"),
        (Language.ENGLISH, 12_345, "12,345 runs"),
        (Language.KOREAN, 1, "실행 1개"),
        (Language.KOREAN, 12_345, "실행 12,345개"),
    ],
)
def test_that_a_count_takes_the_form_of_its_number(
    languages: Languages, language: Language, n: int, words: str
) -> None:
    languages.choose(language)

    assert HistoryWords(None).runs(n) == words


def translated_literals() -> Iterator[str]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            position = {"tr": 0, "translate": 1}.get(name)
            if position is None or len(node.args) <= position:
                continue
            argument = node.args[position]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value


def test_that_no_string_is_hidden_from_the_collector(collected: Path) -> None:
    known = {source for _context, source, _translation, _finished in messages(collected)}

    assert sorted(set(translated_literals()) - known) == []


def test_that_korean_is_used_when_it_is_chosen(languages: Languages) -> None:
    languages.choose(Language.KOREAN)

    assert QCoreApplication.translate("Menus", "&File") == "파일(&F)"
    assert languages.current is Language.KOREAN


def test_that_qts_own_dialogs_speak_korean_too(languages: Languages, qapp: QApplication) -> None:
    languages.choose(Language.KOREAN)

    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)

    assert buttons.button(QDialogButtonBox.StandardButton.Cancel).text() == "취소"


def test_that_qts_file_dialog_has_no_english_left(languages: Languages, qapp: QApplication) -> None:
    languages.choose(Language.KOREAN)

    dialog = QFileDialog()
    labels = [dialog.labelText(label) for label in QFileDialog.DialogLabel]

    assert dialog.iconProvider().type(QFileInfo(str(update.ROOT))) == "폴더"
    assert [label for label in labels if not re.search("[가-힣]", label)] == []


def test_that_english_comes_back(languages: Languages) -> None:
    languages.choose(Language.KOREAN)
    languages.choose(Language.ENGLISH)

    assert QCoreApplication.translate("Menus", "&File") == "&File"


def test_that_an_unknown_system_language_means_korean(
    languages: Languages, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LANG", "LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        monkeypatch.setenv(name, "C")

    languages.choose(Language.SYSTEM)

    assert languages.current is Language.KOREAN
