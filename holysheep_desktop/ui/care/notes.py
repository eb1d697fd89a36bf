"""What a start has to say: no font for Korean, how the last run ended, what was reset, safe mode."""

from __future__ import annotations

import signal

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QFontDatabase

from holysheep_desktop.core.plain_text import visible
from holysheep_desktop.core.program_facts import BrokenEnd, ResetDone
from holysheep_desktop.core.sidecar import SidecarState
from holysheep_desktop.ui.care.words import reset_name
from holysheep_desktop.ui.notices.notice import Action, Notice

translate = QCoreApplication.translate


def has_hangul() -> bool:
    """Whether any font of the system can show Korean."""
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.Korean))


def missing_font_note() -> Notice:
    """Hangul shows as boxes, so the Korean translation says it in English too."""
    is_korean = QLocale().language() is QLocale.Language.Korean
    cure = translate(
        "CareNotes",
        "Korean text shows as boxes. Install a font with Hangul and start again; on Debian and Ubuntu:"
        " {command}",
    )
    return Notice(
        translate("CareNotes", "No font with Hangul was found."),
        cure.format(command="sudo apt install fonts-noto-cjk"),
        Action.USE_ENGLISH if is_korean else Action.NONE,
    )


def broken_end_note(end: BrokenEnd) -> Notice:
    """The last run ended by a crash, or from outside."""
    if end.trace:
        title = translate("CareNotes", "The program crashed the last time.")
    else:
        title = translate("CareNotes", "The program did not end properly the last time.")
    kept = translate("CareNotes", "What you had typed is back in its fields.")
    return Notice(title, kept, Action.EXPLAIN_CRASH)


def reset_note(resets: tuple[ResetDone, ...]) -> Notice:
    """What was reset, where the former state lies, and what could not be reset."""
    done = [reset_name(made.reset) for made in resets if not made.fault]
    failed = [f"{reset_name(made.reset)} ({visible(made.fault)})" for made in resets if made.fault]
    kept = dict.fromkeys(visible(str(made.backup)) for made in resets if made.backup is not None)
    lines: list[str] = []
    if failed:
        lines.append(translate("CareNotes", "Could not be reset: {what}").format(what=", ".join(failed)))
    if kept:
        lines.append(
            translate("CareNotes", "What was there before is kept: {paths}").format(paths=", ".join(kept))
        )
    title = translate("CareNotes", "Reset: {what}").format(what=", ".join(done))
    return Notice(title if done else translate("CareNotes", "Nothing was reset."), "\n".join(lines))


def safe_mode_note() -> Notice:
    """This run keeps nothing."""
    return Notice(
        translate("CareNotes", "Safe mode: default settings, an empty history, no own SAEs."),
        translate("CareNotes", "Nothing of this run is kept. Your settings and your history are untouched."),
        Action.LEAVE_SAFE_MODE,
    )


def engine_note(state: SidecarState) -> Notice:
    """The local model's process ended by itself and runs again."""
    title = translate("CareNotes", "The local model ended by itself and was started again.")
    again = translate("CareNotes", "A question that was running can be asked again.")
    return Notice(title, f"{_cause(state.exit_code)} {again}", Action.SHOW_LOG)


def _cause(exit_code: int | None) -> str:
    killed = getattr(signal, "SIGKILL", None)
    if exit_code is not None and killed is not None and exit_code == -killed:
        return translate(
            "CareNotes", "It was ended from outside, most often because the computer ran out of memory."
        )
    if exit_code is not None and exit_code < 0:
        return translate("CareNotes", "It crashed (signal {n}).").format(n=-exit_code)
    return translate("CareNotes", "It ended with exit code {n}.").format(n=exit_code)
