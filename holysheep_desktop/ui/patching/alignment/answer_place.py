"""After which tokens the answer is read: the last ones, or a pair that the user chose."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from holysheep_desktop.core.alignment import Pair


class AnswerPlace(QObject):
    """A chosen pair counts for the two texts on which it was chosen; for others it is the last tokens."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = ("", "")
        self._pair: Pair | None = None

    def option(self, texts: tuple[str, str]) -> Pair | None:
        """What a request about these texts says; None: after the last tokens."""
        return self._pair if texts == self._texts else None

    def choose(self, texts: tuple[str, str], pair: Pair | None) -> None:
        """Read the answer after this pair of token indices; None: after the last tokens."""
        if (texts, pair) != (self._texts, self._pair):
            self._texts, self._pair = texts, pair
            self.changed.emit()
