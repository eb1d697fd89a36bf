"""How far the local model is, for somebody who waits for it the first time."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.sidecar import SidecarPhase, SidecarState
from holysheep_desktop.ui.appearance.theme import GAP_LABEL, Role
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.words.shares import percent
from holysheep_desktop.ui.words.stages import preparation_text


class Preparation(Translated, QWidget):
    """A sentence and a bar; the bar goes away when there is nothing left to wait for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = SidecarState(SidecarPhase.STARTING)
        self._waits_to_run = False
        self._words = plain_label("preparationWords", ink=Role.TEXT_MUTED, wraps=True)
        self._bar = QProgressBar()
        self._bar.setObjectName("preparationBar")
        self._bar.setTextVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_LABEL)
        column.addWidget(self._words)
        column.addWidget(self._bar)
        self._show()

    @property
    def words(self) -> str:
        """What is said."""
        return self._words.text()

    def show_sidecar(self, state: SidecarState) -> None:
        """Show another moment of the local model's process."""
        self._state = state
        self._show()

    def show_waiting(self, waits: bool) -> None:
        """Say that the example begins by itself as soon as it can."""
        self._waits_to_run = waits
        self._show()

    @override
    def _retranslate(self) -> None:
        self._show()

    def _show(self) -> None:
        self._bar.setAccessibleName(self.tr("Preparation of the local model"))
        state = self._state
        is_preparing = state.phase in {SidecarPhase.STARTING, SidecarPhase.PREPARING}
        self._bar.setVisible(is_preparing)
        self._bar.setRange(0, state.total)
        self._bar.setValue(state.done)
        sentences = [self._sentence()]
        if self._waits_to_run:
            sentences.append(self.tr("The example starts by itself as soon as the model is ready."))
        self._words.setText(" ".join(sentences))

    def _sentence(self) -> str:
        phase = self._state.phase
        if phase is SidecarPhase.PREPARING:
            share = f" {percent(self._state.done / self._state.total)}" if self._state.total else ""
            return f"{preparation_text(self._state.stage)}{share}."
        return {
            SidecarPhase.STARTING: self.tr(
                "The local model is starting; the first time takes a few seconds."
            ),
            SidecarPhase.READY: self.tr("The local model is ready."),
            SidecarPhase.FAILED: self.tr("The local model does not run; the message above says why."),
            SidecarPhase.STOPPED: self.tr("The local model is off; it starts when it is asked."),
        }[phase]
