"""The place of chat models in the window: two commands, about whatever the tab in front shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from holysheep_desktop.core.report import RunRole
from holysheep_desktop.ui.notices.notice import Action
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.tabs.tab import Tab

if TYPE_CHECKING:
    from holysheep_desktop.ui.window.main_window import MainWindow

NoteKeeper = Callable[[Tab], Callable[[str], None] | None]


class ChatModels(QObject):
    """Opens the windows. `note_keeper` gives what writes into the note of the run that a tab shows."""

    def __init__(self, window: MainWindow, session: Session, note_keeper: NoteKeeper | None) -> None:
        super().__init__(window)
        self._window, self._session, self._note_keeper = window, session, note_keeper
        window.menus.compare_answers.triggered.connect(self.compare)
        window.menus.explain.triggered.connect(self.explain)
        window.action_requested.connect(self._on_action_requested)

    @Slot()
    def compare(self) -> None:
        """Ask two models the question of the tab in front, or one that is yet to be typed."""
        from holysheep_desktop.ui.chat_models.comparison_window import ComparisonWindow

        record = self._window.current_tab.record()
        run = None if record is None else record.run(RunRole.UNSTEERED) or record.main
        ComparisonWindow(self._session, run, self._window).show()

    @Slot()
    def explain(self) -> None:
        """Let a chat model explain what the tab in front shows."""
        tab = self._window.current_tab
        record = tab.record()
        if record is None:
            self._window.notices.show_note(
                self.tr("There is nothing to explain in this tab yet."),
                self.tr("Run an analysis or open a report first."),
            )
            return
        from holysheep_desktop.ui.chat_models.explanation_window import ExplanationWindow

        keep = self._note_keeper(tab) if self._note_keeper is not None else None
        ExplanationWindow(self._session, record, keep, self._window).show()

    @Slot(object)
    def _on_action_requested(self, action: Action) -> None:
        if action is Action.COMPARE_ANSWERS:
            self.compare()
