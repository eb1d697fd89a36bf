"""What was odd about a reply, in one sentence each."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from holysheep_desktop.core.provenance import NoteKind, ReplyNote
from holysheep_desktop.ui.widgets.shown_text import one_line

translate = QCoreApplication.translate


def note_sentence(note: ReplyNote) -> str:
    """The note in words, with the detail that the reply gave."""
    sentence = _sentences()[note.kind].format(n=f"{note.count:,}")
    return f"{sentence} ({one_line(note.detail)})" if note.detail else sentence


def missing_cure() -> str:
    """What helps where an endpoint leaves the analysis out (the tutorial's third error)."""
    return translate(
        "ReplyNotes",
        "The options were sent nested in extra_body, as they must be. Not every model supports them: "
        "choose one with the SAE badge in the Models tab, or use the local model.",
    )


def _sentences() -> dict[NoteKind, str]:
    return {
        NoteKind.FEATURES_MISSING: translate("ReplyNotes", "The reply holds no SAE features."),
        NoteKind.PATCHING_MISSING: translate("ReplyNotes", "The reply holds no patching analysis."),
        NoteKind.ACTIVATION_CACHE_MISSING: translate(
            "ReplyNotes", "The reply does not say on which tokens the features fire."
        ),
        NoteKind.ANSWER_MISSING: translate("ReplyNotes", "The reply holds no answer text."),
        NoteKind.VALUES_LEFT_OUT: translate(
            "ReplyNotes", "Values left out because they are no numbers: {n}."
        ),
        NoteKind.DUPLICATE_IDS: translate(
            "ReplyNotes", "Repeated ids: {n}. Of a feature the strongest value is shown."
        ),
        NoteKind.LAYER_DIFFERS: translate(
            "ReplyNotes", "The reply is about another layer than was asked for."
        ),
        NoteKind.SCORE_UNREADABLE: translate("ReplyNotes", "The score of the reply is not a number."),
        NoteKind.SCORE_OUT_OF_RANGE: translate(
            "ReplyNotes", "The score lies outside 0 to 1 and is not graded."
        ),
        NoteKind.ANSWER_CUT: translate("ReplyNotes", "The answer ends at the limit of tokens."),
        NoteKind.ANSWER_FILTERED: translate(
            "ReplyNotes", "The endpoint's filter left out the answer or a part."
        ),
        NoteKind.ANSWER_REFUSED: translate(
            "ReplyNotes", "The model will not answer; what it says instead is shown."
        ),
        NoteKind.RETRIED: translate("ReplyNotes", "It took {n} attempts to get this reply."),
    }
