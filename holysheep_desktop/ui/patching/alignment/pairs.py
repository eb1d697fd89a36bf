"""The alignment of two prompts as it stands: automatic, or as the user drew it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from holysheep_desktop.core.alignment import (
    FIELD,
    Alignment,
    Difference,
    Pair,
    alignment_from_pairs,
    carried_over,
    difference_of,
)
from holysheep_desktop.core.tokens import Token
from holysheep_desktop.errors import InputError, InputReason


@dataclass(frozen=True, slots=True)
class ReadPrompt:
    """A prompt and its tokens."""

    text: str
    tokens: tuple[Token, ...]

    @property
    def ids(self) -> tuple[int, ...]:
        """What alignment compares."""
        return tuple(token.id for token in self.tokens)


class Carried(Enum):
    """What became of a drawn alignment when the prompts were edited."""

    WHOLE = auto()
    PARTLY = auto()
    """Kept where the tokens are unchanged, automatic elsewhere."""
    LOST = auto()
    """None of its pairs that differ from the automatic ones is left."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Pairs that a user drew, and the prompts they were drawn on; ids None: known by their texts only."""

    texts: tuple[str, str]
    pairs: tuple[Pair, ...]
    ids: tuple[tuple[int, ...], tuple[int, ...]] | None = None


class Pairs(QObject):
    """Holds what was drawn apart from the prompts, so that an edit that is taken back brings it back."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._prompts: tuple[ReadPrompt, ReadPrompt] | None = None
        self._drawing: Drawing | None = None
        self._before: list[Drawing | None] = []
        self._automatic = Alignment(())
        self._alignment = Alignment(())
        self._carried = Carried.WHOLE
        self._is_unreadable = False

    @property
    def prompts(self) -> tuple[ReadPrompt, ReadPrompt] | None:
        """Both prompts as last read; None while their tokens are not known."""
        return self._prompts

    @property
    def alignment(self) -> Alignment:
        """The pairs between the prompts; empty while their tokens are not known."""
        return self._alignment

    @property
    def carried(self) -> Carried:
        """What the last edit of the prompts did to the drawn pairs."""
        return self._carried

    @property
    def is_drawn(self) -> bool:
        """Whether the pairs differ from the automatic ones."""
        if self._prompts is None:
            return self._drawing is not None
        return self._alignment != self._automatic

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._before)

    @property
    def difference(self) -> Difference:
        """What patching can find with these pairs."""
        assert self._prompts is not None
        original, comparison = self._prompts
        return difference_of(original.ids, comparison.ids, self._alignment.pairs)

    def show_prompts(self, original: ReadPrompt, comparison: ReadPrompt, automatic: Alignment) -> None:
        """Take the tokens of two prompts and their automatic alignment, and carry over what was drawn."""
        self._prompts = (original, comparison)
        self._automatic = automatic
        self._is_unreadable = False
        self._settle()
        self.changed.emit()

    def forget_prompts(self) -> None:
        """The tokens cannot be had now; what was drawn waits for them."""
        self._prompts = None
        self._is_unreadable = True
        self._alignment = Alignment(())
        self._carried = Carried.WHOLE
        self.changed.emit()

    def forget_drawing(self) -> None:
        """Automatic from now on, with nothing to take back: another question, or another tokenizer."""
        self._drawing = None
        self._before.clear()
        self._settle()
        self.changed.emit()

    def adopt(self, texts: tuple[str, str], pairs: tuple[Pair, ...]) -> None:
        """Take pairs that were drawn earlier on prompts with these texts."""
        self._before.clear()
        self._drawing = Drawing(texts, pairs)
        if self._prompts is not None and _texts(self._prompts) != texts:
            self._prompts = None
            self._alignment = Alignment(())
        self._settle()
        self.changed.emit()

    def pair(self, original: int, comparison: int) -> None:
        """Make two tokens partners; raises InputError where the pair would cross another."""
        self._draw(self._alignment.with_pair((original, comparison)))

    def unpair(self, pair: Pair) -> None:
        """Part two tokens; raises InputError where they are the last pair."""
        self._draw(self._alignment.without_pair(pair))

    def reset(self) -> None:
        """Go back to the automatic alignment; can be taken back."""
        if self._drawing is not None:
            self._step(None)

    def undo(self) -> None:
        """Take back the last step; harmless where there is none."""
        if self._before:
            self._drawing = self._before.pop()
            self._settle()
            self.changed.emit()

    def option(self, original: str, comparison: str) -> tuple[Pair, ...] | None:
        """The pairs for a request about these two texts; None where the automatic ones will do.

        Raises InputError("alignment") while what was drawn is not yet carried over to them.
        """
        if self._prompts is not None and _texts(self._prompts) == (original, comparison):
            return self._alignment.pairs if self.is_drawn else None
        if self._drawing is None:
            return None
        if self._drawing.texts == (original, comparison):
            return self._drawing.pairs
        if self._is_unreadable:
            return None
        raise InputError(FIELD, InputReason.NOT_READY)

    def _draw(self, alignment: Alignment) -> None:
        assert self._prompts is not None
        if alignment == self._alignment:
            return
        original, comparison = self._prompts
        self._step(Drawing(_texts(self._prompts), alignment.pairs, (original.ids, comparison.ids)))

    def _step(self, drawing: Drawing | None) -> None:
        self._before.append(self._drawing)
        self._drawing = drawing
        self._settle()
        self.changed.emit()

    def _settle(self) -> None:
        self._carried = Carried.WHOLE
        if self._prompts is None:
            return
        if self._drawing is None:
            self._alignment = self._automatic
            return
        ids = (self._prompts[0].ids, self._prompts[1].ids)
        if self._drawing.ids is None:
            self._read_drawing(self._drawing, ids)
        elif self._drawing.ids == ids:
            self._alignment = alignment_from_pairs(self._drawing.pairs, len(ids[0]), len(ids[1]))
        else:
            carried = carried_over(self._drawing.pairs, self._drawing.ids, ids)
            self._alignment = carried if carried.pairs else self._automatic
            self._carried = Carried.LOST if self._alignment == self._automatic else Carried.PARTLY

    def _read_drawing(self, drawing: Drawing, ids: tuple[tuple[int, ...], tuple[int, ...]]) -> None:
        """Pairs from a report or a draft: they hold only if the prompts still have such tokens."""
        assert self._prompts is not None
        self._alignment = self._automatic
        try:
            if drawing.texts != _texts(self._prompts):
                raise InputError(FIELD, InputReason.NOT_ALLOWED)
            self._alignment = alignment_from_pairs(drawing.pairs, len(ids[0]), len(ids[1]))
        except InputError:
            self._drawing, self._carried = None, Carried.LOST
        else:
            self._drawing = Drawing(drawing.texts, drawing.pairs, ids)


def _texts(prompts: tuple[ReadPrompt, ReadPrompt]) -> tuple[str, str]:
    return prompts[0].text, prompts[1].text
