"""The first minutes, joined to one window: the welcome, its doors, the example, and the tour."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.report import RecordKind
from holysheep_desktop.core.sidecar import SidecarPhase, SidecarState
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.endpoints.settings_desk import SettingsDesk
from holysheep_desktop.ui.help.links import FIRST_ARTICLE, open_article
from holysheep_desktop.ui.notices.notice import Action
from holysheep_desktop.ui.session import EndpointState, Session
from holysheep_desktop.ui.tabs.fixed_tabs import FixedTabs, TabName
from holysheep_desktop.ui.tabs.tab import Tab
from holysheep_desktop.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from holysheep_desktop.ui.sae.tab import SaeTab
    from holysheep_desktop.ui.tour.tour import Tour
    from holysheep_desktop.ui.welcome.tab import WelcomeTab


class FirstSteps(QObject):
    """Nothing of it is imported before somebody sees it."""

    def __init__(
        self, window: MainWindow, tabs: FixedTabs, session: Session, theme: Theme, desk: SettingsDesk
    ) -> None:
        super().__init__(window)
        self._window, self._tabs, self._session = window, tabs, session
        self._theme, self._desk = theme, desk
        self._sidecar = SidecarState(SidecarPhase.STARTING)
        self._welcome: WelcomeTab | None = None
        self._tour: Tour | None = None
        self._waits_to_run = False
        menus = window.menus
        menus.help_topics.triggered.connect(self.show_help)
        menus.welcome.triggered.connect(self.show_welcome)
        menus.tour.triggered.connect(self.begin_tour)
        window.sidecar_changed.connect(self._on_sidecar_changed)
        window.action_requested.connect(self._on_action_requested)
        window.tab_closed.connect(self._on_tab_closed)
        session.state_changed.connect(self._run_if_waiting)
        tabs.completed.connect(self._run_if_waiting)

    @property
    def tour(self) -> Tour | None:
        """The tour that is under way."""
        return self._tour

    def show_once(self) -> None:
        """The first time only: say what this is, and under which terms the local model comes."""
        settings = self._desk.settings
        if not settings.terms_shown:
            self._desk.change(replace(settings, terms_shown=True))
            self.show_welcome()

    @Slot()
    def show_help(self) -> None:
        """Open the help at its beginning."""
        open_article(FIRST_ARTICLE)

    @Slot()
    def show_welcome(self) -> None:
        """Bring the welcome to the front."""
        if self._welcome is None:
            self._welcome = self._made_welcome()
            self._window.add_report_tab(self._welcome, self._welcome.title())
        self._window.bring_to_front(self._welcome)
        self._welcome.doors.first_button.setFocus()

    @Slot()
    def run_example(self) -> None:
        """Run the SAE tab's example, as soon as there is a model to ask."""
        self._waits_to_run = True
        self._run_if_waiting()

    @Slot()
    def begin_tour(self) -> None:
        """Begin the tour, from the start if it is under way."""
        from holysheep_desktop.ui.tour.tour import Tour

        if self._tour is not None:
            self._tour.end()
        self._tour = Tour(self._window, self._theme, self._tabs.new_tab)
        self._tour.ended.connect(self._on_tour_ended)
        self._tour.begin()

    def _made_welcome(self) -> WelcomeTab:
        from holysheep_desktop.ui.welcome.tab import WelcomeTab

        welcome = WelcomeTab(self._theme)
        welcome.show_sidecar(self._sidecar)
        welcome.help_requested.connect(self.show_help)
        doors = welcome.doors
        doors.example_requested.connect(self._on_example_requested)
        doors.tour_requested.connect(self._on_tour_requested)
        doors.report_requested.connect(self._window.menus.open_report.trigger)
        doors.key_requested.connect(self._on_key_requested)
        return welcome

    def _tab_for_the_example(self) -> SaeTab:
        """The SAE tab, unless somebody has worked in it: then another one, so that nothing is lost."""
        from holysheep_desktop.ui.sae.tab import SaeTab

        tab = self._tabs.tab(TabName.SAE)
        assert isinstance(tab, SaeTab)
        if tab.record() is None and not tab.is_running() and not tab.question.prompt.prompt():
            self._window.bring_to_front(tab)
            return tab
        other = self._tabs.new_tab(RecordKind.SAE)
        assert isinstance(other, SaeTab)
        self._window.add_report_tab(other, other.title())
        return other

    @Slot()
    def _run_if_waiting(self) -> None:
        has_model = self._session.model is not None and self._tabs.is_complete
        has_failed = self._session.state is EndpointState.FAILED
        if self._waits_to_run and (has_model or has_failed):
            self._waits_to_run = False
            tab = self._tab_for_the_example()
            tab.show_example(0)
            tab.run()
        if self._welcome is not None:
            self._welcome.preparation.show_waiting(self._waits_to_run)

    @Slot(object)
    def _on_sidecar_changed(self, state: SidecarState) -> None:
        self._sidecar = state
        if self._welcome is not None:
            self._welcome.show_sidecar(state)

    @Slot(object)
    def _on_action_requested(self, action: Action) -> None:
        if action is Action.RUN_EXAMPLE:
            self.run_example()

    @Slot()
    def _on_example_requested(self) -> None:
        self._use_this_computer()
        self.run_example()

    @Slot()
    def _on_tour_requested(self) -> None:
        self._use_this_computer()
        self.begin_tour()

    def _use_this_computer(self) -> None:
        """As the welcome promises: no account, no network."""
        if self._session.endpoint.kind is not EndpointKind.LOCAL:
            self._desk.use_endpoint(Endpoint(EndpointKind.LOCAL))

    @Slot()
    def _on_key_requested(self) -> None:
        self._desk.ask(key_of=EndpointKind.HOLYSHEEP, connects=True)

    @Slot()
    def _on_tour_ended(self) -> None:
        self._tour = None

    @Slot(object)
    def _on_tab_closed(self, tab: Tab) -> None:
        if tab is self._welcome:
            self._welcome = None
