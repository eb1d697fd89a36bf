"""The two answer tokens that are compared: chosen by the endpoint, or by the user."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from holysheep_desktop.core.requests import AnswerTokenIds
from holysheep_desktop.core.results import AnswerToken, PatchAnswers
from holysheep_desktop.errors import InputError, InputReason
from holysheep_desktop.ui.patching.alignment.columns import Side

FIELD = "answer_tokens"
_KEYS = {Side.ORIGINAL: "answer_original", Side.COMPARISON: "answer_comparison"}


class AnswerChoice(QObject):
    """Automatic until both tokens are chosen."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tokens: dict[Side, AnswerToken] = {}

    @property
    def chosen(self) -> tuple[AnswerToken, AnswerToken] | None:
        """Both tokens; None means that the endpoint chooses."""
        if len(self._tokens) < len(Side):
            return None
        return self._tokens[Side.ORIGINAL], self._tokens[Side.COMPARISON]

    @property
    def option(self) -> AnswerTokenIds | None:
        """What a request says."""
        chosen = self.chosen
        return AnswerTokenIds(chosen[0].id, chosen[1].id) if chosen else None

    def token(self, side: Side) -> AnswerToken | None:
        """The token chosen for one run."""
        return self._tokens.get(side)

    def choose(self, side: Side, token: AnswerToken, suggestion: AnswerToken | None = None) -> None:
        """Take a token for one run; the other run gets `suggestion` if it has none yet.

        Raises InputError("answer_tokens") where the other run already has the same token.
        """
        other = self._tokens.get(side.other, suggestion)
        if other is not None and other.id == token.id:
            raise InputError(FIELD, InputReason.NOT_ALLOWED)
        self._tokens[side] = token
        if other is not None:
            self._tokens[side.other] = other
        self.changed.emit()

    def reset(self) -> None:
        """Let the endpoint choose."""
        self._tokens.clear()
        self.changed.emit()

    def adopt(self, ids: AnswerTokenIds | None) -> None:
        """Take the tokens of a request, whose texts are not known yet."""
        self._tokens.clear()
        if ids is not None:
            self._tokens[Side.ORIGINAL] = AnswerToken(ids.original, "")
            self._tokens[Side.COMPARISON] = AnswerToken(ids.comparison, "")
        self.changed.emit()

    def name(self, answers: PatchAnswers | None) -> None:
        """Learn the texts of the chosen tokens from a result that compared them."""
        known = {token.id: token for token in (answers.original, answers.comparison)} if answers else {}
        for side, token in self._tokens.items():
            self._tokens[side] = known.get(token.id, token)
        self.changed.emit()

    def draft(self) -> dict[str, str]:
        """What is chosen, for the settings file."""
        return {_KEYS[side]: f"{token.id}:{token.text}" for side, token in self._tokens.items()}

    def restore_draft(self, draft: Mapping[str, str]) -> None:
        """Take back what `draft` gave; anything else means automatic."""
        found = {side: _token(draft.get(key, "")) for side, key in _KEYS.items()}
        self._tokens = {side: token for side, token in found.items() if token is not None}
        if len({token.id for token in self._tokens.values()}) < len(Side):
            self._tokens.clear()
        self.changed.emit()


def _token(text: str) -> AnswerToken | None:
    id_, _, name = text.partition(":")
    is_id = id_.isascii() and id_.isdigit() and len(id_) < 10
    return AnswerToken(int(id_), name) if is_id else None
