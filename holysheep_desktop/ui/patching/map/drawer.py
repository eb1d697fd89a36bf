"""Draws one map at a time: asks, takes the rows as they come, and keeps them however it ends."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QObject, Signal, Slot

from holysheep_desktop.core.effect_maps import map_of
from holysheep_desktop.core.results import AnalysisResult
from holysheep_desktop.core.source import Progress
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.patching.map.drawing import Drawing
from holysheep_desktop.ui.session import Session


class Ending(Enum):
    """How a drawing ended."""

    DONE = auto()
    NO_MAP = auto()
    """The endpoint answered without a map."""
    STOPPED = auto()
    FAILED = auto()


class MapDrawer(QObject):
    """Signals: started, progressed(Progress), drawn(Drawing) with every new row and at the end, failed(error)
    before ended(Ending)."""

    started = Signal()
    progressed = Signal(object)
    drawn = Signal(object)
    failed = Signal(object)
    ended = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._drawing: Drawing | None = None
        self._ending = Ending.DONE
        self._job = Job(self)
        self._job.started.connect(self.started)
        self._job.progressed.connect(self._on_progressed)
        self._job.succeeded.connect(self._on_succeeded)
        self._job.failed.connect(self._on_failed)
        self._job.cancelled.connect(self._on_cancelled)
        self._job.finished.connect(self._on_finished)

    @property
    def is_running(self) -> bool:
        """Whether a map is being drawn."""
        return self._job.is_running

    def is_of(self, drawing: Drawing | None) -> bool:
        """Whether what it drew last belongs to the same finding."""
        return drawing is not None and self._drawing is not None and self._drawing.request is drawing.request

    def draw(self, drawing: Drawing) -> None:
        """Ask for what a map lacks; for all of it where it lacks nothing."""
        self._drawing = drawing
        request = drawing.map_request()
        self._job.start(self._session.source.analyse(request, self._job.report), name="draw map")

    def stop(self) -> None:
        """Stop at once; harmless when nothing is drawn."""
        self._job.cancel()

    def _take(self, drawing: Drawing) -> None:
        self._drawing = drawing
        self.drawn.emit(drawing)

    @Slot(object)
    def _on_progressed(self, progress: Progress) -> None:
        self.progressed.emit(progress)
        if self._drawing is not None and progress.rows:
            self._take(self._drawing.with_rows(progress.rows))

    @Slot(object)
    def _on_succeeded(self, result: AnalysisResult) -> None:
        assert self._drawing is not None
        found = result.patching
        has_map = found is not None and map_of(found, self._drawing.component) is not None
        self._ending = Ending.DONE if has_map else Ending.NO_MAP
        if found is not None:
            self._take(self._drawing.finished(found))

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._ending = Ending.FAILED
        self.failed.emit(error)

    @Slot()
    def _on_cancelled(self) -> None:
        self._ending = Ending.STOPPED

    @Slot()
    def _on_finished(self) -> None:
        self.ended.emit(self._ending)
