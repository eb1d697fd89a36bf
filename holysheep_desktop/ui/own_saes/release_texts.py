"""Why a published SAE cannot be had, title and advice, translated."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.errors import SaeReleaseError, SaeReleaseFault
from holysheep_desktop.ui.words.files import TitleAdvice

translate = QCoreApplication.translate


def unavailable_release(error: SaeReleaseError) -> TitleAdvice:
    """What is wrong, and what may help."""
    name = plain_text(error.repository, 100)
    return {
        SaeReleaseFault.NOT_FOUND: (
            translate("ReleaseTexts", "The Hub has no repository {name}.").format(name=name),
            translate("ReleaseTexts", "Check how it is written: owner/name."),
        ),
        SaeReleaseFault.NO_ACCESS: (
            translate("ReleaseTexts", "{name} is not open to everybody.").format(name=name),
            translate(
                "ReleaseTexts", "Accept its terms on huggingface.co and log in there with `hf auth login`."
            ),
        ),
        SaeReleaseFault.NO_SAE: (
            translate("ReleaseTexts", "{name} holds no SAE in this folder.").format(name=name),
            translate("ReleaseTexts", "Choose another folder, or leave it empty to look everywhere."),
        ),
        SaeReleaseFault.TOO_LARGE: (
            translate("ReleaseTexts", "This SAE is too large for this program."),
            translate("ReleaseTexts", "Choose a narrower one."),
        ),
        SaeReleaseFault.NO_SPACE: (
            translate("ReleaseTexts", "There is no room on the disk for this SAE."),
            translate("ReleaseTexts", "Make room and try again; nothing was kept."),
        ),
        SaeReleaseFault.UNREACHABLE: (
            translate("ReleaseTexts", "The Hugging Face Hub does not answer."),
            translate("ReleaseTexts", "Check the network and try again; nothing was kept."),
        ),
        SaeReleaseFault.FAILED: (
            translate("ReleaseTexts", "The Hugging Face Hub refused ({detail}).").format(
                detail=plain_text(error.detail, 100)
            ),
            translate("ReleaseTexts", "Try again later."),
        ),
    }[error.fault]
