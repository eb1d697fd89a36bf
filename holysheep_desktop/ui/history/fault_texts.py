"""What a person reads where the database, or a file of exported runs, is not as it should be."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from holysheep_desktop.core.history import Opening
from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.errors import DatabaseError, DatabaseFault, HistoryFileError
from holysheep_desktop.ui.notices.notice import Action, Notice
from holysheep_desktop.ui.words.disk import disk_words

translate = QCoreApplication.translate


def database_notice(error: DatabaseError) -> Notice:
    """A change or a look that the database refused."""
    title = translate("HistoryTexts", "The history could not be read or written.")
    return Notice(title, _advice(error.fault), Action.SHOW_LOG)


def history_file_notice(error: HistoryFileError) -> Notice:
    """A file of exported runs."""
    title = translate("HistoryTexts", "The file of runs could not be used: {name}")
    cause = disk_words(error) or translate("HistoryTexts", "It is no file of runs, or it is damaged.")
    unchanged = translate("HistoryTexts", "Nothing was changed.")
    return Notice(title.format(name=plain_text(error.path.name, 80)), f"{cause} {unchanged}")


def opening_notice(opening: Opening) -> Notice:
    """What was found when the program started."""
    if opening.moved_to is not None:
        saved = translate("HistoryTexts", "Runs that could be read and are here: {n}.")
        aside = translate("HistoryTexts", "The damaged file was kept as {path}.")
        advice = f"{saved.format(n=opening.n_saved)} {aside.format(path=opening.moved_to)}"
        return Notice(translate("HistoryTexts", "The history was damaged."), advice)
    if not opening.lasts:
        return Notice(
            translate("HistoryTexts", "The history cannot be kept on this disk."),
            translate("HistoryTexts", "Runs are kept until you quit. Save what you need as a report."),
            Action.SHOW_LOG,
        )
    title = translate("HistoryTexts", "The history can be read, but not changed.")
    return Notice(title, _advice(opening.fault or DatabaseFault.READ_ONLY))


def _advice(fault: DatabaseFault) -> str:
    return {
        DatabaseFault.LOCKED: translate(
            "HistoryTexts", "Another program is using it. Close its other window, and try again."
        ),
        DatabaseFault.FULL: translate(
            "HistoryTexts", "The disk is full. Free some space; nothing that was kept is lost."
        ),
        DatabaseFault.READ_ONLY: translate(
            "HistoryTexts", "The file or its folder cannot be written. New runs are not kept."
        ),
        DatabaseFault.DAMAGED: translate(
            "HistoryTexts", "It is damaged. Start the program again: what can be read is saved then."
        ),
        DatabaseFault.NEWER: translate(
            "HistoryTexts",
            "A newer version of this program wrote it. New runs are not kept until you update.",
        ),
        DatabaseFault.UNUSABLE: translate("HistoryTexts", "The disk or the folder refuses it."),
    }[fault]
