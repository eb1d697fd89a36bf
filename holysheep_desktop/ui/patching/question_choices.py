"""What was chosen token by token: pairs, answers and their place, for one model's tokenizer only."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import QObject, Slot

from holysheep_desktop.core.alignment import Pair
from holysheep_desktop.core.requests import AnalysisRequest, PatchOptions
from holysheep_desktop.errors import InputError
from holysheep_desktop.ui.patching.alignment.answer_choice import AnswerChoice
from holysheep_desktop.ui.patching.alignment.answer_place import AnswerPlace
from holysheep_desktop.ui.patching.alignment.pairs import Pairs
from holysheep_desktop.ui.session import Session

_PAIR = re.compile(r"([0-9]{1,6})-([0-9]{1,6})")
_MODEL, _PAIRS, _PLACE = "chosen_for", "alignment", "answer_position"


class HandChoices(QObject):
    """Forgets them when another model is chosen; saves them, and takes them from requests."""

    def __init__(
        self, session: Session, pairs: Pairs, place: AnswerPlace, answers: AnswerChoice, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._pairs = pairs
        self._place = place
        self._answers = answers
        self._model = ""
        session.model_changed.connect(self._on_model_changed)
        self._on_model_changed()

    def show_request(self, request: AnalysisRequest, options: PatchOptions) -> None:
        """Take what a request says."""
        self._model = request.model
        self._answers.adopt(options.answers)
        self._place.choose((request.prompt, options.comparison_prompt), options.answer_position)
        if options.alignment is None:
            self._pairs.forget_drawing()
        else:
            self._pairs.adopt((request.prompt, options.comparison_prompt), options.alignment)

    def draft(self, texts: tuple[str, str]) -> dict[str, str]:
        """What is chosen, for the settings file; pairs that are not yet fitted to the texts are left out."""
        try:
            pairs = self._pairs.option(*texts)
        except InputError:
            pairs = None
        chosen = self._answers.draft()
        place = self._place.option(texts)
        if place is not None:
            chosen[_PLACE] = f"{place[0]}-{place[1]}"
        if pairs is not None:
            chosen[_PAIRS] = " ".join(f"{i}-{j}" for i, j in pairs)
        return {_MODEL: self._model, **chosen} if chosen else {}

    def restore_draft(self, draft: Mapping[str, str], texts: tuple[str, str]) -> None:
        """Take back what `draft` gave; anything else means automatic."""
        self._model = draft.get(_MODEL, self._model)
        self._answers.restore_draft(draft)
        pairs = _pairs_in(draft.get(_PAIRS, ""))
        self._place.choose(texts, next(iter(_pairs_in(draft.get(_PLACE, ""))), None))
        if pairs:
            self._pairs.adopt(texts, pairs)
        else:
            self._pairs.forget_drawing()
        self._on_model_changed()

    @Slot()
    def _on_model_changed(self) -> None:
        model = self._session.model
        if model is None:
            return
        if self._model and model.id != self._model:
            self._pairs.forget_drawing()
            self._place.choose(("", ""), None)
            self._answers.reset()
        self._model = model.id


def _pairs_in(text: str) -> tuple[Pair, ...]:
    return tuple((int(match[1]), int(match[2])) for match in _PAIR.finditer(text))
