"""What is done with the selected runs: pinned, thrown away and brought back, exported; and imports."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from holysheep_desktop.core.history import HistoryFacts, HistoryStore, ImportCount, RunKey, RunPage
from holysheep_desktop.ui.history.desk import HistoryDesk
from holysheep_desktop.ui.history.exchange import Exchange
from holysheep_desktop.ui.history.list_panel import ListPanel
from holysheep_desktop.ui.history.trash_dialog import empty_trash_dialog
from holysheep_desktop.ui.history.words import HistoryWords
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.notices.dialogs import ask
from holysheep_desktop.ui.notices.strip import Action, NoticeStrip


class Wishes(QObject):
    """Signals: changed() when the list is to be read anew."""

    changed = Signal()

    def __init__(
        self, store: HistoryStore, desk: HistoryDesk, panel: ListPanel, notices: NoticeStrip, window: QWidget
    ) -> None:
        super().__init__(window)
        self._desk, self._panel, self._notices, self._window = desk, panel, notices, window
        self._exchange = Exchange(store, window)
        self._asking = Job(self)
        self._words = HistoryWords(self)
        self._thrown: tuple[RunKey, ...] = ()
        self._n_in_trash = 0
        self._connect()

    def _connect(self) -> None:
        panel, exchange = self._panel, self._exchange
        panel.view.trash_requested.connect(self.trash)
        panel.pin_requested.connect(self.pin)
        panel.export_requested.connect(self.export_chosen)
        panel.export_all_requested.connect(self._export_all)
        panel.import_requested.connect(self._import)
        panel.empty_trash_requested.connect(self._empty_trash)
        exchange.busy.connect(panel.show_busy)
        exchange.saved.connect(self._on_saved)
        exchange.loaded.connect(self._on_loaded)
        exchange.failed.connect(self._on_failed)
        self._desk.failed.connect(self._on_failed)
        self._desk.listed.connect(self._on_listed)
        self._desk.emptied.connect(self._on_emptied)
        self._asking.succeeded.connect(self._on_trash_answered)
        self._notices.action_requested.connect(self._on_action_requested)

    @Slot()
    def pin(self) -> None:
        """Pin the selected runs; where all of them are pinned, take the pins away."""
        rows = self._panel.view.chosen_rows()
        self._desk.pin([row.key for row in rows], is_pinned=not all(row.is_pinned for row in rows))

    @Slot(bool)
    def pin_or_not(self, is_pinned: bool) -> None:
        """Pin the selected runs, or take their pins away."""
        self._desk.pin(self._chosen(), is_pinned=is_pinned)

    @Slot()
    def trash(self) -> None:
        """Move the selected runs into the trash, or out of it where the trash is shown."""
        keys = self._chosen()
        if not keys:
            return
        if self._panel.filters.wanted.in_trash:
            self._desk.restore(keys)
            self._notices.show_note(self._said(self.tr("{runs} put back."), len(keys)))
            return
        self._desk.trash(keys)
        self._thrown = keys
        self._notices.show_note(
            self._said(self.tr("{runs} moved to the trash."), len(keys)), action=Action.UNDO
        )

    @Slot()
    def export_chosen(self) -> None:
        """Ask where, and write the selected runs."""
        self._exchange.save(self._chosen())

    def _said(self, words: str, n: int) -> str:
        return words.format(runs=self._words.runs(n))

    def _chosen(self) -> tuple[RunKey, ...]:
        return tuple(row.key for row in self._panel.view.chosen_rows())

    @Slot()
    def _export_all(self) -> None:
        self._exchange.save(None)

    @Slot()
    def _import(self) -> None:
        self._exchange.load()

    @Slot()
    def _empty_trash(self) -> None:
        if not self._asking.is_running:
            dialog = empty_trash_dialog(self._n_in_trash, self._window)
            self._asking.start(ask(dialog), name="ask to empty the trash")

    @Slot(object, object)
    def _on_listed(self, _page: RunPage, facts: HistoryFacts) -> None:
        self._n_in_trash = facts.n_trashed

    @Slot(object)
    def _on_trash_answered(self, is_wanted: bool) -> None:
        if is_wanted:
            self._thrown = ()
            self._notices.show_note(self.tr("Deleting…"))
            self._desk.empty_trash()

    @Slot(int)
    def _on_emptied(self, n_deleted: int) -> None:
        self._notices.show_note(self._said(self.tr("{runs} deleted."), n_deleted))

    @Slot(object, int)
    def _on_saved(self, path: Path, n_runs: int) -> None:
        words = self.tr("{runs} written: {path}")
        self._notices.show_note(words.format(runs=self._words.runs(n_runs), path=path))

    @Slot(object)
    def _on_loaded(self, count: ImportCount) -> None:
        known = self._said(self.tr("Already here: {runs}."), count.n_known) if count.n_known else ""
        self._notices.show_note(self._said(self.tr("{runs} added."), count.n_added), known)
        self.changed.emit()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._notices.show_error(error)

    @Slot(object)
    def _on_action_requested(self, action: Action) -> None:
        if action is Action.UNDO and self._thrown:
            keys, self._thrown = self._thrown, ()
            self._desk.restore(keys)
            self._notices.clear()
