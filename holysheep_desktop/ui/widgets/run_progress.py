"""How far a run has come: a thin bar and one line of words."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from holysheep_desktop.core.source import Progress
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.theme import GAP_LABEL, Role, TypeSize
from holysheep_desktop.ui.widgets.shown_text import one_line


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
        """Follow a run."""
        self._bar.setRange(0, max(0, progress.total))
        self._bar.setValue(min(progress.done, progress.total))
        self._say(self._words_for(progress))

    def _say(self, words: str) -> None:
        self._words.setText(words)
        self._bar.setAccessibleDescription(words)

    def _words_for(self, progress: Progress) -> str:
        if progress.waiting is not None:
            waiting = progress.waiting
            words = self.tr("Waiting {seconds} s before attempt {attempt} of {attempts}")
            return words.format(
                seconds=f"{waiting.seconds:.0f}", attempt=waiting.attempt, attempts=waiting.attempts
            )
        stage = self._stage_words(progress.stage)
        if progress.total <= 0:
            return self.tr("{stage} …").format(stage=stage)
        return self.tr("{stage}: {done} of {total}").format(
            stage=stage, done=f"{progress.done:,}", total=f"{progress.total:,}"
        )

    def _stage_words(self, stage: str) -> str:
        known = {
            "queued": self.tr("Waiting for its turn"),
            "prefill": self.tr("Reading the prompt"),
            "features": self.tr("Reading features"),
            "decode": self.tr("Writing the answer"),
            "patching": self.tr("Patching"),
            "sweep": self.tr("Patching"),
            "patching_answers": self.tr("Writing the answers to compare"),
            "neurons": self.tr("Patching neurons"),
            "controls": self.tr("Patching random controls"),
            "self_tests": self.tr("Running self-tests"),
            "similarity": self.tr("Comparing the texts"),
            "connecting": self.tr("Connecting"),
        }
        return known.get(stage) or one_line(stage[:40])
