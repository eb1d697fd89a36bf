"""What is wrong with a list of prompts or with an export, title and advice, translated."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication

from holysheep_desktop.core.connections.remote_engine import install_command
from holysheep_desktop.errors import (
    JobError,
    JobFault,
    MissingPackageError,
    PromptListError,
    PromptListReason,
)
from holysheep_desktop.ui.widgets.shown_text import one_line
from holysheep_desktop.ui.words.files import TitleAdvice

translate = QCoreApplication.translate
_MEBIBYTE = 2**20


def unusable_list(error: PromptListError) -> TitleAdvice:
    """A list of prompts of which nothing was taken."""
    sentence = list_sentence(error)
    return sentence, translate("ListTexts", "Nothing was taken from it; your list is as it was.")


def list_sentence(error: PromptListError) -> str:
    """Why, with the row where it is one row's fault."""
    limit = error.limit or 0
    if error.reason is PromptListReason.FILE_TOO_LARGE:
        limit //= _MEBIBYTE
    words = _reasons()[error.reason].format(limit=f"{limit:,}")
    if error.row is None:
        return words
    return translate("ListTexts", "Row {row}: {reason}").format(row=f"{error.row:,}", reason=words)


def _reasons() -> dict[PromptListReason, str]:
    return {
        PromptListReason.EMPTY: translate("ListTexts", "There is no prompt in it."),
        PromptListReason.UNREADABLE: translate("ListTexts", "The file cannot be read."),
        PromptListReason.FILE_TOO_LARGE: translate("ListTexts", "The file is larger than {limit} MiB."),
        PromptListReason.TOO_MANY: translate("ListTexts", "No more than {limit} are taken at a time."),
        PromptListReason.NOT_TEXT: translate("ListTexts", "This is not text."),
        PromptListReason.PROMPT_TOO_LONG: translate(
            "ListTexts", "The prompt is longer than {limit} characters."
        ),
        PromptListReason.NO_PROMPT_COLUMN: translate(
            "ListTexts", "No column is named “prompt”. Name the columns “prompt” and “comparison”."
        ),
        PromptListReason.TOO_MANY_FIELDS: translate(
            "ListTexts", "There is more than one tab: only a prompt and its comparison fit on a line."
        ),
        PromptListReason.NO_PROMPT: translate("ListTexts", "The prompt is missing."),
        PromptListReason.NO_COMPARISON: translate("ListTexts", "The second prompt is missing."),
        PromptListReason.NOT_A_TEXT: translate("ListTexts", "The prompt is not a text."),
        PromptListReason.BAD_JSON: translate("ListTexts", "This is not JSON."),
        PromptListReason.BAD_CSV: translate("ListTexts", "The CSV is broken here, for example by a quote."),
    }


def unusable_job(error: JobError) -> TitleAdvice:
    """A job that was not opened."""
    titles = {
        JobFault.NO_JOB: translate("ListTexts", "There is no job in this folder."),
        JobFault.DAMAGED: translate("ListTexts", "The files of this job cannot be read."),
        JobFault.NEWER: translate("ListTexts", "A newer version of the program wrote this job."),
        JobFault.TAKEN: translate("ListTexts", "There is a job in this folder already."),
        JobFault.RUNS: translate("ListTexts", "This job runs already."),
        JobFault.NOT_WRITTEN: translate("ListTexts", "The folder of the job cannot be written."),
        JobFault.FAILED: translate("ListTexts", "The job failed."),
    }
    advice = translate("ListTexts", "Choose the folder that holds job.json: {folder}")
    return titles[error.fault], advice.format(folder=one_line(str(error.folder)))


def missing_package(error: MissingPackageError) -> TitleAdvice:
    """What the user may install."""
    title = translate("ListTexts", "This needs the package {package}, which is not installed.")
    if getattr(sys, "frozen", False):
        advice = translate(
            "ListTexts",
            "This build takes no packages. In a copy of the program's folder, this makes one that does: "
            "{command}",
        )
        return title.format(package=error.package), advice.format(command=install_command(error.extra))
    advice = translate("ListTexts", "Install it with: {command}")
    command = f'pip install "holysheep-desktop[{error.extra}]"'
    return title.format(package=error.package), advice.format(command=command)
