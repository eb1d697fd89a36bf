"""How pairs come into the table and leave it: loaded, dropped, removed, and put back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from holysheep_desktop.core.pairs.pair_file import PromptPair
from holysheep_desktop.errors import PromptListError
from holysheep_desktop.ui.notices.notice import Action
from holysheep_desktop.ui.notices.strip import NoticeStrip
from holysheep_desktop.ui.patching.pairs.loader import PairLoader
from holysheep_desktop.ui.patching.pairs.question import PairsQuestion
from holysheep_desktop.ui.patching.pairs.rows import PairRow, PairTable
from holysheep_desktop.ui.patching.pairs.view import PairView


class PairIntake(QObject):
    """Does what the buttons of the question and a dropped file ask for; errors go to the notices.

    Signals: run_wished() once the sample is in the table, if it was taken to be run.
    """

    run_wished = Signal()

    def __init__(
        self, question: PairsQuestion, view: PairView, table: PairTable, notices: NoticeStrip, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._table, self._notices = table, notices
        self._loader = PairLoader(parent)
        self._removed: tuple[PairRow, ...] = ()
        self._is_to_run = False
        question.load_requested.connect(self._loader.ask)
        question.sample_requested.connect(self._loader.load_sample)
        question.clear_requested.connect(self._on_clear_requested)
        view.refused.connect(notices.show_error)
        view.file_dropped.connect(self._on_file_dropped)
        self._loader.loaded.connect(self._on_read)
        self._loader.failed.connect(notices.show_error)

    @Slot()
    def take_sample_to_run(self) -> None:
        """Load the sample, then ask for a run."""
        self._is_to_run = True
        self._loader.load_sample()

    def put_back(self) -> None:
        """Undo the last removal of all pairs."""
        if not self._table.is_locked:
            self._notices.clear()
            self._table.show_rows((*self._removed, *self._table.rows))
            self._removed = ()

    @Slot(object)
    def _on_file_dropped(self, path: Path) -> None:
        if not self._table.is_locked:
            self._loader.load(path)

    @Slot(object)
    def _on_read(self, pairs: tuple[PromptPair, ...]) -> None:
        self._notices.clear()
        there = {row.pair for row in self._table.rows}
        new = [pair for pair in pairs if pair not in there]
        if not new:
            self._notices.show_note(self.tr("All of these pairs are in the table already."))
        try:
            self._table.add_pairs(new)
        except PromptListError as error:
            self._notices.show_error(error)
        else:
            is_to_run, self._is_to_run = self._is_to_run, False
            if is_to_run:
                self.run_wished.emit()

    @Slot()
    def _on_clear_requested(self) -> None:
        self._removed = self._table.rows
        self._table.show_rows(())
        self._notices.show_note(self.tr("All pairs were removed."), action=Action.UNDO)
