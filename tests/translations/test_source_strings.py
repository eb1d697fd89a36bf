"""Nothing that is shown can be merged without a translation: each kind of slip is tried here."""

from __future__ import annotations

import pytest
from translations import update
from translations.untranslated import uncollectable, untranslated

SOURCES = [*sorted((update.ROOT / "holysheep_desktop" / "ui").rglob("*.py")),
           update.ROOT / "holysheep_desktop" / "app.py"]  # fmt: skip


def test_that_no_word_is_shown_as_it_stands_in_the_source() -> None:
    found = [
        f"{path.relative_to(update.ROOT)}:{line}: {words}"
        for path in SOURCES
        for line, words in untranslated(path.read_text(encoding="utf-8"))
    ]

    assert found == []


def test_that_every_translated_text_can_be_collected() -> None:
    found = [
        f"{path.relative_to(update.ROOT)}:{line}: {words}"
        for path in SOURCES
        for line, words in uncollectable(path.read_text(encoding="utf-8"))
    ]

    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        'label.setText("Ready now")',
        'label.setText(f"{n} features")',
        'label.setText("Layer " + name)',
        'label.setText("{} of {}".format(a, b))',
        'label.setText("Yes" if is_so else self.tr("No"))',
        'label.setText(shown or "Nothing")',
        'button.setToolTip("Copies the chart")',
        'button.setAccessibleName("Copy")',
        'button.setAccessibleDescription(f"Copies {name}")',
        'self.setWindowTitle("Log")',
        'field.setPlaceholderText("Search")',
        'box.setSuffix(" tokens")',
        'tabs.addTab(page, "Health")',
        'box.addItems(["mean", "zero"])',
        'menu.addAction("Open")',
        'QLabel("Layer")',
        'QLineEdit(placeholderText="x"); QLabel(text="Layer")',
        'strip.show_note("Done.", self.tr("All is well."))',
        'Notice(self.tr("Broken"), "Try again.")',
    ],
)
def test_that_a_shown_word_is_found(line: str) -> None:
    assert untranslated(line) != []


@pytest.mark.parametrize(
    "line",
    [
        'label.setText(self.tr("Ready now"))',
        'label.setText(f"{share:.0%} · {n}")',
        'label.setText(self.tr("{n} of {m}").format(n="one", m="two"))',
        'label.setText(words["ready"])',
        'label.setText(name_of("ready"))',
        'label.setObjectName("readyLabel")',
        'field.setPlaceholderText("https://api.example/v1")',
    ],
)
def test_that_what_is_no_wording_is_left_alone(line: str) -> None:
    assert untranslated(line) == []


@pytest.mark.parametrize(
    "line",
    [
        'self.tr(f"{n} features")',
        'self.tr("Layer " + name)',
        "self.tr(words)",
        'translate("Tab", words)',
        'self.tr("%n feature(s)")',
        'translate("Tab", "%Ln feature(s)")',
        'self.tr("features", "", n)',
        'translate("Tab", "%Ln run(s)", "", n)',
    ],
)
def test_that_a_text_that_no_tool_can_collect_is_found(line: str) -> None:
    assert uncollectable(line) != []


def test_that_a_count_with_its_number_is_fine() -> None:
    assert uncollectable('self.tr("%n feature(s)", "", n)') == []
