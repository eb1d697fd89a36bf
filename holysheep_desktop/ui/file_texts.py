"""What happened to a file, and what to do: title and advice, translated."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate
TitleAdvice: TypeAlias = tuple[str, str]


def unusable_labels(path: Path) -> TitleAdvice:
    """A file of the user's own labels."""
    title = translate("ErrorTexts", "The file of labels could not be used: {name}").format(name=path.name)
    return title, translate("ErrorTexts", "It is no such file, is damaged, or the disk refused it.")


def unreadable_report(path: Path) -> TitleAdvice:
    """A report that cannot be opened."""
    title = translate("ErrorTexts", "The report cannot be opened: {name}").format(name=path.name)
    return title, translate(
        "ErrorTexts", "It is no report of this program, is damaged, or comes from a newer version."
    )


def unwritten_report(path: Path) -> TitleAdvice:
    """A report that cannot be saved."""
    title = translate("ErrorTexts", "The report could not be saved: {name}").format(name=path.name)
    return title, _old_file_stays()


def unwritten_export(path: Path) -> TitleAdvice:
    """A picture or table that cannot be saved."""
    title = translate("ErrorTexts", "The file could not be saved: {name}").format(name=path.name)
    return title, _old_file_stays()


def _old_file_stays() -> str:
    return translate(
        "ErrorTexts", "An older file of that name is as it was. Choose another folder or free some space."
    )
