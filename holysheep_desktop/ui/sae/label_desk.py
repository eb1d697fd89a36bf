"""Own labels to a file and from a file: asks where, does it in the background, and says how it went."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from holysheep_desktop.core.labelling.own_labels import LabelImport, OwnLabels
from holysheep_desktop.core.stores import LabelFiles
from holysheep_desktop.errors import NotFoundError
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.notices.dialogs import ask_open_path, ask_save_path
from holysheep_desktop.ui.session import Session


class LabelDesk(QObject):
    """Signals: said(str) how it went, failed(exception), imported() after labels were added."""

    said = Signal(str)
    failed = Signal(object)
    imported = Signal()

    def __init__(self, session: Session, files: LabelFiles, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._files = files
        self._window = window
        self._folder = Path.home()
        self._saving, self._taking = Job(self), Job(self)
        self._saving.succeeded.connect(self._on_saved)
        self._taking.succeeded.connect(self._on_taken)
        for job in (self._saving, self._taking):
            job.failed.connect(self.failed)
            session.source_changed.connect(job.cancel)

    def save(self, sae_id: str, typed: OwnLabels | None = None) -> None:
        """Ask where, and write all own labels of an SAE there: `typed`, where the endpoint keeps none."""
        self._saving.start(self._ask_and_save(sae_id, typed), name="export labels")

    def take(self, sae_id: str, *, replaces: bool) -> None:
        """Ask which file, and add its labels; where both have one, the file's wins only if `replaces`."""
        self._taking.start(self._ask_and_take(sae_id, replaces=replaces), name="import labels")

    async def _ask_and_save(self, sae_id: str, typed: OwnLabels | None) -> tuple[int, Path] | None:
        labels = await self._labels(sae_id, typed)
        suggestion = self._folder / f"holysheep-labels-{_file_words(sae_id)}.json"
        filters = [self.tr("Labels (*.json)")]
        path = await ask_save_path(self._window.window(), self.tr("Export your labels"), suggestion, filters)
        if path is None:
            return None
        await self._files.save(labels, path)
        return len(labels.labels), path

    async def _labels(self, sae_id: str, typed: OwnLabels | None) -> OwnLabels:
        try:
            return await self._session.source.own_labels(sae_id)
        except NotFoundError:
            if typed is None:
                raise
            return typed

    async def _ask_and_take(self, sae_id: str, *, replaces: bool) -> LabelImport | None:
        filters = [self.tr("Labels (*.json)"), self.tr("All files (*)")]
        path = await ask_open_path(self._window.window(), self.tr("Import labels"), self._folder, filters)
        if path is None:
            return None
        self._folder = path.parent
        labels = await self._files.open(path)
        return await self._session.source.import_labels(sae_id, labels, replaces=replaces)

    @Slot(object)
    def _on_saved(self, done: tuple[int, Path] | None) -> None:
        if done is not None:
            self._folder = done[1].parent
            words = self.tr("%Ln label(s) were written to {name}.", "", done[0])
            self.said.emit(words.format(name=done[1].name))

    @Slot(object)
    def _on_taken(self, done: LabelImport | None) -> None:
        if done is not None:
            words = self.tr("{added} labels added, {replaced} replaced, {kept} of yours kept.")
            self.said.emit(words.format(added=done.n_added, replaced=done.n_replaced, kept=done.n_kept))
            self.imported.emit()


def _file_words(sae_id: str) -> str:
    return re.sub(r"[^A-Za-z0-9.-]+", "-", sae_id).strip("-.")[:60] or "sae"
