"""What happened to a file, and what to do: title and advice, translated."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QCoreApplication

from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.errors import FileFault, ReportFault, ReportFormatError
from holysheep_desktop.ui.words.disk import disk_words

translate = QCoreApplication.translate
TitleAdvice: TypeAlias = tuple[str, str]
_REASON_LENGTH, _PATH_LENGTH = 300, 200
_COPIES = frozenset({".html", ".pdf"})
"""What a report is saved as to be read; it is opened again from its JSON."""


def unusable_labels(path: Path) -> TitleAdvice:
    """A file of the user's own labels."""
    title = translate("ErrorTexts", "The file of labels could not be used: {name}").format(name=path.name)
    return title, translate("ErrorTexts", "It is no such file, is damaged, or the disk refused it.")


def unreadable_report(error: ReportFormatError) -> TitleAdvice:
    """A report that cannot be opened; nothing was changed."""
    title = translate("ErrorTexts", "The report cannot be opened: {name}").format(name=_shown(error.path))
    advice = {
        ReportFault.UNREADABLE: translate("ErrorTexts", "The disk does not give this file. {reason}"),
        ReportFault.NO_REPORT: translate("ErrorTexts", "The file is no report of this program."),
        ReportFault.NEWER: translate(
            "ErrorTexts", "It was written by a newer version of this program: update the program to open it."
        ),
        ReportFault.TOO_LARGE: translate(
            "ErrorTexts", "The file is too large for a report: {reason} at most."
        ),
        ReportFault.NO_JSON: translate(
            "ErrorTexts", "The file is empty, was cut off, or is no JSON file. Nothing was changed."
        ),
        ReportFault.DAMAGED: translate("ErrorTexts", "It is damaged at this place: {reason}"),
    }[error.fault]
    if error.fault is not ReportFault.UNREADABLE and error.path.suffix.lower() in _COPIES:
        advice = translate(
            "ErrorTexts", "It is a copy for reading. Open the report that ends in .holysheep.json instead."
        )
    reason = disk_words(error) if error.fault is ReportFault.UNREADABLE else _place_in(error.reason)
    return title, advice.format(reason=reason).rstrip()


def _place_in(reason: str) -> str:
    """The place that a reason begins with; what is wrong there stands in the log, in English."""
    return plain_text(reason.partition(": ")[0], _REASON_LENGTH)


def unwritten_report(path: Path, fault: FileFault, reason: str) -> TitleAdvice:
    """A report that cannot be saved."""
    title = translate("ErrorTexts", "The report could not be saved: {path}").format(
        path=_shown(path, whole=True)
    )
    cause = {
        FileFault.FULL: translate("ErrorTexts", "The disk is full."),
        FileFault.REFUSED: translate("ErrorTexts", "This folder or file may not be written."),
        FileFault.NO_FOLDER: translate("ErrorTexts", "The folder is not there any more."),
        FileFault.IS_FOLDER: translate("ErrorTexts", "This is the name of a folder."),
        FileFault.LONG_NAME: translate("ErrorTexts", "The name is too long."),
        FileFault.BAD_NAME: translate("ErrorTexts", "The system does not allow this name."),
        FileFault.IN_USE: translate(
            "ErrorTexts", "Another program has this file open. Close it there first."
        ),
        FileFault.UNKNOWN_KIND: translate(
            "ErrorTexts",
            "The name must end in .json, .html, .pdf, .md or .zip, which choose the kind of report.",
        ),
        FileFault.OTHER: translate("ErrorTexts", "The cause: {reason}"),
    }[fault]
    stays = translate("ErrorTexts", "An older file of that name is as it was.")
    return title, f"{cause.format(reason=plain_text(reason, _REASON_LENGTH))} {stays}"


def _shown(path: Path, *, whole: bool = False) -> str:
    return plain_text(str(path) if whole else path.name, _PATH_LENGTH)


def unwritten_export(path: Path) -> TitleAdvice:
    """A picture or table that cannot be saved."""
    title = translate("ErrorTexts", "The file could not be saved: {name}").format(name=path.name)
    return title, _old_file_stays()


def _old_file_stays() -> str:
    return translate(
        "ErrorTexts", "An older file of that name is as it was. Choose another folder or free some space."
    )
