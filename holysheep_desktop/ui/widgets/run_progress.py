"""How far a run has come: a thin bar and one line of words."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from holysheep_desktop.core.source import Progress
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.stage_texts import stage_text
from holysheep_desktop.ui.theme import GAP_LABEL, Role, TypeSize

_WHOLE = 1000


class RunProgress(QWidget):
    """Keeps its height while it is idle, so that nothing jumps when a run starts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = QProgressBar(self)
        self._bar.setObjectName("runProgress")
        self._bar.setTextVisible(False)
        self._words = plain_label("runProgressWords", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED)
        self._build()
        self.show_idle("")

    def _build(self) -> None:
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(policy)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._words.setMinimumHeight(self._words.fontMetrics().lineSpacing() + 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_LABEL)
        column.addWidget(self._bar)
        column.addWidget(self._words)

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
        self._bar.setRange(0, 0)
        self._bar.setVisible(True)
        self._say(self.tr("Asking …"))

    def show_progress(self, progress: Progress) -> None:
        """Follow a run: the words name its stage, the bar fills by the whole run where its share is known."""
        if progress.share is None:
            self._bar.setRange(0, max(0, progress.total))
            self._bar.setValue(min(progress.done, progress.total))
        else:
            self._bar.setRange(0, _WHOLE)
            self._bar.setValue(round(progress.share * _WHOLE))
        self._say(stage_text(progress))

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self._bar.setAccessibleDescription(words)
