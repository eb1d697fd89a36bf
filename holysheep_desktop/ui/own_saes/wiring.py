"""Joins the window, its menus and the Models tab to what is done with the user's own SAEs."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from holysheep_desktop.core.sae_releases import SaeReleases
from holysheep_desktop.ui.models.tab import ModelsTab
from holysheep_desktop.ui.own_saes.desk import SaeDesk
from holysheep_desktop.ui.own_saes.news import SaeNews
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.window.main_window import MainWindow
from holysheep_desktop.ui.words.errors import Action


class OwnSaes(QObject):
    """Everything about own SAEs that the frame needs to make and hold."""

    def __init__(
        self,
        session: Session,
        window: MainWindow,
        models: ModelsTab,
        releases: SaeReleases | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._models = window, models
        self._desk = SaeDesk(session, window, releases)
        self._news = SaeNews(self._desk, window.notices)
        desk, menus = self._desk, window.menus
        window.drops.sae_dropped.connect(desk.add)
        window.action_requested.connect(self._on_action_requested)
        menus.add_sae_file.triggered.connect(desk.ask_and_add_file)
        menus.add_sae_folder.triggered.connect(desk.ask_and_add_folder)
        menus.add_sae_hub.triggered.connect(desk.ask_hub)
        menus.add_sae_hub.setVisible(releases is not None)
        models.remove_sae_requested.connect(desk.remove)
        models.dashboard_requested.connect(desk.compute)
        models.dashboard_stop_requested.connect(desk.stop)
        desk.computing_changed.connect(models.show_computing)

    @Slot(object)
    def _on_action_requested(self, action: Action) -> None:
        if action is Action.COMPUTE_DASHBOARD and self._news.compute_last():
            self._window.bring_to_front(self._models)
