"""What a tab has shown before: back to earlier findings, and forward again."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from holysheep_desktop.core.report import Record
from holysheep_desktop.ui.tabs.tab import Tab

MOST = 20
"""A finding with its map takes up to a megabyte; the history keeps all of them on the disk."""


class PastFindings(QObject):
    """Follows one tab, and lives as long as it. Signals: changed() when there is more or less to go to."""

    changed = Signal()

    def __init__(self, tab: Tab) -> None:
        super().__init__(tab)
        self._tab = tab
        self._records: list[Record] = []
        self._place = -1
        self._draft = ""
        self._is_moving = False
        self._is_of_this_run = False
        tab.result_ready.connect(self._on_result_ready)
        tab.run_state_changed.connect(self._on_state_changed)

    @property
    def can_go_back(self) -> bool:
        """Whether an earlier finding can be shown now."""
        return self._place > 0 and not self._tab.is_running()

    @property
    def can_go_forward(self) -> bool:
        """Whether a later finding can be shown now."""
        return self._place < len(self._records) - 1 and not self._tab.is_running()

    def go_back(self) -> None:
        """Show the finding before, with its question; what is typed now comes back with the last finding."""
        if self.can_go_back:
            if self._place == len(self._records) - 1:
                self._draft = self._tab.save_state()
            self._show(self._place - 1)

    def go_forward(self) -> None:
        """Show the finding after."""
        if self.can_go_forward:
            self._show(self._place + 1)
            if self._place == len(self._records) - 1:
                self._tab.restore_state(self._draft)

    def _show(self, place: int) -> None:
        self._place = place
        self._is_moving = True
        self._tab.show_record(self._records[place])
        self._is_moving = False
        self.changed.emit()

    def _keep_what_grew(self) -> None:
        """A map that was drawn later belongs to the finding that it was drawn for."""
        record = self._tab.record()
        if record is not None and self._records and record.kind is self._records[self._place].kind:
            self._records[self._place] = record

    @Slot(object)
    def _on_result_ready(self, _result: object) -> None:
        record = self._tab.record()
        if self._is_moving or record is None:
            return
        # A run of many pairs or prompts tells its finding again with each of them.
        del self._records[self._place + (0 if self._is_of_this_run else 1) :]
        self._is_of_this_run = self._tab.is_running()
        self._records = [*self._records, record][-MOST:]
        self._place = len(self._records) - 1
        self.changed.emit()

    @Slot(bool)
    def _on_state_changed(self, is_running: bool) -> None:
        if not is_running and not self._tab.is_running():
            self._keep_what_grew()
            self._is_of_this_run = False
        self.changed.emit()
