"""How far a run has come: a thin bar and one line of words."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.source import Progress
from holysheep_desktop.ui.appearance.motion import show_share
from holysheep_desktop.ui.appearance.theme import GAP_LABEL, Role, TypeSize
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.words.stages import stage_text

_WHOLE = 1000


class RunProgress(Translated, QWidget):
    """Keeps its height while it is idle, so that nothing jumps when a run starts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = QProgressBar(self)
        self._bar.setObjectName("runProgress")
        self._bar.setTextVisible(False)
        self._words = plain_label("runProgressWords", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED)
        self._build()
        self._retranslate()
        self.show_idle("")

    def _build(self) -> None:
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(policy)
        self._words.setMinimumHeight(self._words.fontMetrics().lineSpacing() + 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_LABEL)
        column.addWidget(self._bar)
        column.addWidget(self._words)

    @override
    def _retranslate(self) -> None:
        self._bar.setAccessibleName(self.tr("Progress"))

    @property
    def words(self) -> str:
        """What is said now."""
        return self._words.text()

    def show_idle(self, words: str) -> None:
        """Nothing runs; `words` may say how the last run ended."""
        self._bar.setVisible(False)
        self._say(words)

    def show_started(self) -> None:
        """Something runs, and nobody knows yet for how long."""
        show_share(self._bar, 0, 0)
        self._bar.setVisible(True)
        self._say(self.tr("Asking …"))

    def show_progress(self, progress: Progress) -> None:
        """Follow a run: the words name its stage, the bar fills by the whole run where its share is known."""
        if progress.share is None:
            show_share(self._bar, progress.done, progress.total)
        else:
            show_share(self._bar, round(progress.share * _WHOLE), _WHOLE)
        self._say(stage_text(progress))

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self._bar.setAccessibleDescription(words)
