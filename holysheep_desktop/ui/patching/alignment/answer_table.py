"""The candidates for an answer token, with their probabilities in both runs."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QObject

from holysheep_desktop.core.results import AnswerToken
from holysheep_desktop.ui.widgets.tables import MISSING, Column, RowTable
from holysheep_desktop.ui.words.shares import in_percent

translate = QCoreApplication.translate
_TOKEN_WIDTH = 190


def answer_text(token: AnswerToken) -> str:
    """A token in quotation marks, or its id where its text is not known."""
    if token.text:
        return translate("AnswerTable", "“{text}”").format(text=token.text)
    return translate("AnswerTable", "token {id}").format(id=token.id)


def percent(logprob: float | None) -> str:
    """A log-probability as a share."""
    return MISSING if logprob is None else in_percent(f"{100 * math.exp(logprob):.1f}")


def _id(token: AnswerToken) -> float:
    return token.id


def _id_text(token: AnswerToken) -> str:
    return str(token.id)


def _original(token: AnswerToken) -> float | None:
    return token.logprob_original


def _original_text(token: AnswerToken) -> str:
    return percent(token.logprob_original)


def _comparison(token: AnswerToken) -> float | None:
    return token.logprob_comparison


def _comparison_text(token: AnswerToken) -> str:
    return percent(token.logprob_comparison)


def _text(token: AnswerToken) -> str:
    return token.text


class AnswerTable(RowTable[AnswerToken]):
    """Sortable by every column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            (
                Column("token", _text, answer_text, width=_TOKEN_WIDTH),
                Column("original", _original, _original_text, is_number=True, width=130),
                Column("comparison", _comparison, _comparison_text, is_number=True, width=130),
                Column("id", _id, _id_text, is_number=True, width=90),
            ),
            parent,
        )

    def retranslate(self) -> None:
        """Set the titles anew."""
        self.set_titles(
            (self.tr("Token"), self.tr("In the original"), self.tr("In the comparison"), self.tr("Token id")),
            (
                self.tr("The token as the model would say it next."),
                self.tr("Its probability as the next token after the original, if among its 20 most likely."),
                self.tr(
                    "Its probability as the next token after the comparison, if among its 20 most likely."
                ),
                self.tr("Its number in the model's vocabulary."),
            ),
        )
