"""The status bar: how the local model is, and how far the work in hand has come."""

from __future__ import annotations

import time

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QProgressBar, QStatusBar, QWidget
from typing_extensions import override

from holysheep_desktop.core.sidecar import SidecarPhase, SidecarState
from holysheep_desktop.core.source import Progress
from holysheep_desktop.ui.appearance.motion import show_share
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, Role, TypeSize
from holysheep_desktop.ui.controls import plain_label, push_button
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.words.shares import percent
from holysheep_desktop.ui.words.stages import preparation_text, stage_text

_BAR_WIDTH = 140
_INDENT = GAP_GROUP - 2
"""With Qt's own two pixels, in line with everything above."""
_LEAST_SHARE_FOR_AN_ESTIMATE = 0.05
_LEAST_TIME_FOR_AN_ESTIMATE_S = 1.0
_WHOLE = 1000


class StatusLine(Translated, QStatusBar):
    """Signals: stop_requested()."""

    stop_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self.setSizeGripEnabled(False)
        self._sidecar = SidecarState(SidecarPhase.STOPPED)
        self._progress: Progress | None = None
        self._is_working = False
        self._where = ""
        self._started_at = 0.0
        self._engine = plain_label("engineWords", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED)
        self._engine_bar = _bar("engineProgress")
        self._work = plain_label("workWords", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED)
        self._work_bar = _bar("workProgress")
        self._stop = push_button("stopWork")
        self._stop.setFlat(True)
        self._engine.setContentsMargins(_INDENT, 0, GAP, 0)
        self.addWidget(self._engine)
        self.addWidget(self._engine_bar)
        for widget in (self._work, self._work_bar, self._stop):
            self.addPermanentWidget(widget)
        self._stop.clicked.connect(self._on_stop_clicked)
        self._retranslate()

    def show_sidecar(self, state: SidecarState) -> None:
        """Show another moment of the local model's process."""
        self._sidecar = state
        self._show_engine()

    def show_working(self, is_working: bool, where: str = "", started_at: float | None = None) -> None:
        """Say that work began or ended; `where` names its tab where that is not the one in front."""
        self._is_working, self._where = is_working, where
        self._progress = None
        self._started_at = time.monotonic() if started_at is None else started_at
        self._show_work()

    def show_progress(self, progress: Progress) -> None:
        """Show how far the work has come."""
        is_new_stage = self._progress is None or progress.stage != self._progress.stage
        if progress.share is None and is_new_stage:
            self._started_at = time.monotonic()
        self._progress = progress
        self._show_work()

    @override
    def _retranslate(self) -> None:
        self._stop.setText(self.tr("Stop"))
        self._stop.setAccessibleName(self.tr("Stop the work"))
        self._engine_bar.setAccessibleName(self.tr("Preparation of the local model"))
        self._work_bar.setAccessibleName(self.tr("Progress of the work"))
        self._show_engine()
        self._show_work()

    def _show_engine(self) -> None:
        state = self._sidecar
        is_preparing = state.phase in {SidecarPhase.STARTING, SidecarPhase.PREPARING}
        self._engine.setText(self._engine_words(state))
        self._engine_bar.setVisible(is_preparing)
        show_share(self._engine_bar, state.done, state.total)

    def _engine_words(self, state: SidecarState) -> str:
        if state.phase is SidecarPhase.PREPARING:
            share = f" {percent(state.done / state.total)}" if state.total else ""
            return f"{preparation_text(state.stage)}{share}"
        if state.phase is SidecarPhase.STARTING and state.restarts:
            return self.tr("the local model ended and is being started again")
        return {
            SidecarPhase.STARTING: self.tr("the local model is starting"),
            SidecarPhase.READY: self.tr("local model ready"),
            SidecarPhase.FAILED: self.tr("the local model does not run"),
            SidecarPhase.STOPPED: self.tr("local model off"),
        }[state.phase]

    def _show_work(self) -> None:
        for widget in (self._work, self._work_bar, self._stop):
            widget.setVisible(self._is_working)
        progress = self._progress
        where = f"{self._where}: " if self._where else ""
        if progress is None:
            self._work.setText(where + self.tr("working…"))
            show_share(self._work_bar, 0, 0)
            return
        self._work.setText(where + stage_text(progress) + self._remaining(progress))
        is_whole_known = progress.share is not None
        done = round(_share(progress) * _WHOLE) if is_whole_known else progress.done
        show_share(self._work_bar, done, _WHOLE if is_whole_known else progress.total)

    def _remaining(self, progress: Progress) -> str:
        share, elapsed_s = _share(progress), time.monotonic() - self._started_at
        if share < _LEAST_SHARE_FOR_AN_ESTIMATE or elapsed_s < _LEAST_TIME_FOR_AN_ESTIMATE_S:
            return ""
        remaining_s = elapsed_s * (1 - share) / share
        return self.tr(", {seconds} s left").format(seconds=f"{remaining_s:.0f}") if remaining_s >= 1 else ""

    @Slot()
    def _on_stop_clicked(self) -> None:
        self.stop_requested.emit()


def _share(progress: Progress) -> float:
    """How much is done, of the whole run where that is known, else of the stage."""
    if progress.share is not None:
        return progress.share
    return progress.done / progress.total if progress.total else 0.0


def _bar(name: str) -> QProgressBar:
    bar = QProgressBar()
    bar.setObjectName(name)
    bar.setTextVisible(False)
    bar.setFixedWidth(_BAR_WIDTH)
    return bar
