"""What the window's parts ask for, decided in one place: endpoints, settings, reports, texts to read.

The window knows how things look and the session what is asked; this knows what a wish leads to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from holysheep_desktop.core.batches.batch import BatchStores
from holysheep_desktop.core.connections.connection_test import ConnectionTester
from holysheep_desktop.core.connections.exchange_log import ExchangeLog
from holysheep_desktop.core.connections.proxy import ProxyControl, ProxyState
from holysheep_desktop.core.history import HistoryStore
from holysheep_desktop.core.program_facts import ProgramFacts
from holysheep_desktop.core.sae_releases import SaeReleases
from holysheep_desktop.core.settings import Language, Settings
from holysheep_desktop.core.sidecar import SidecarState
from holysheep_desktop.core.steering import SteeringStart
from holysheep_desktop.core.stores import ExportFiles, KeyStore, LabelFiles, MenuEntry, ReportFiles
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.batch.job_entry import JobEntry
from holysheep_desktop.ui.care.wiring import Care
from holysheep_desktop.ui.chat_models.wiring import ChatModels
from holysheep_desktop.ui.commands.registry import keys_text
from holysheep_desktop.ui.commands.wiring import CommandWiring
from holysheep_desktop.ui.endpoints.settings_desk import SettingsDesk
from holysheep_desktop.ui.history.wiring import History
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.own_saes.wiring import OwnSaes
from holysheep_desktop.ui.reports.wiring import Reports
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.tabs.fixed_tabs import FixedTabs
from holysheep_desktop.ui.welcome.wiring import FirstSteps
from holysheep_desktop.ui.window.menu_switch import MenuSwitch
from holysheep_desktop.ui.window.notifications import Notifications, Notify
from holysheep_desktop.ui.window.prompt_drops import PromptDrops
from holysheep_desktop.ui.window.proxy_news import ProxyNews
from holysheep_desktop.ui.words.errors import Action

_FOLDER, _REPORTS = "reportFolder", "reports"


@dataclass(frozen=True, slots=True)
class Stores:
    """What the frame needs of the disk, the keyring and the program itself."""

    keys: KeyStore
    reports: ReportFiles
    facts: ProgramFacts
    labels: LabelFiles | None = None
    exports: ExportFiles | None = None
    """None: maps can be copied, but not saved."""
    tester: ConnectionTester | None = None
    """None: connections cannot be tried."""
    proxy: ProxyControl | None = None
    """None: there is no proxy for web pages."""
    releases: SaeReleases | None = None
    """None: published SAEs are not offered."""
    batches: BatchStores | None = None
    """None: there is no Batch tab."""
    history: HistoryStore | None = None
    """None: there is no History tab, and no run is kept."""
    menu_entry: MenuEntry | None = None
    """None: this system's menu of applications is filled by others."""
    notify: Notify | None = None
    """None: only the window's entry in the task bar says that work has ended."""
    exchanges: ExchangeLog = field(default_factory=ExchangeLog)


class Frame(QObject):
    """One window with its tabs. Signals: completed() when all tabs are there, settings_changed(Settings),
    exit_requested() when it is closed, restart_requested() of the local model, key_changed() when a key was
    kept or forgotten.
    """

    completed = Signal()
    settings_changed = Signal(object)
    restart_requested = Signal()
    program_restart_requested = Signal(object)
    key_changed = Signal()
    exit_requested = Signal()

    def __init__(
        self, session: Session, theme: Theme, languages: Languages, stores: Stores, settings: Settings
    ) -> None:
        super().__init__()
        self._session, self._theme, self._languages, self._stores = session, theme, languages, stores
        self.history = History(stores.history, session, theme) if stores.history else None
        make_history = self.history.make_tab if self.history else None
        self._tabs = FixedTabs(session, theme, stores.labels, stores.exports, stores.batches, make_history)
        self.window = self._tabs.window
        files, exports, new_tab = stores.reports, stores.exports, self._tabs.new_tab
        self._reports = Reports(self.window, session, languages, theme, files, exports, new_tab)
        self._own_saes = OwnSaes(session, self.window, self._tabs.models, stores.releases)
        note_keeper = self.history.note_keeper if self.history else None
        self._chat_models = ChatModels(self.window, session, note_keeper)
        self._desk = SettingsDesk(settings, session, stores.keys, self.window, stores.tester, stores.proxy)
        self._proxy_news = ProxyNews(self.window.notices, settings.proxy)
        self._commands = CommandWiring(self.window, self._tabs, self._desk, theme, self.history)
        notices, facts, current = self.window.notices, stores.facts, lambda: self.settings
        self._care = Care(self.window, notices, theme, facts, stores.keys, stores.exports, current)
        self._first_steps = FirstSteps(self.window, self._tabs, session, theme, self._desk)
        self._notifications = Notifications(self.window, stores.notify)
        file, in_menu = self.window.menus.file, self.window.menus.menu_entry
        self._menu_switch = MenuSwitch(file, in_menu, stores.menu_entry, notices, self.window)
        self._connect()
        self._show_settings(settings)

    @property
    def is_complete(self) -> bool:
        """Whether all tabs are there."""
        return self._tabs.is_complete

    @property
    def settings(self) -> Settings:
        """The settings with the layout and the choices as they are now."""
        return self._desk.with_state(self.saved_state())

    def saved_state(self) -> dict[str, str]:
        """Layout and drafts of this window alone."""
        folder, files = str(self._reports.desk.folder), self._reports.open_files()
        return {**self._tabs.saved_state(), _FOLDER: folder, _REPORTS: files}

    def restore_state(self, state: Mapping[str, str] | None = None) -> None:
        """Take back layout and drafts, by default those of the settings; of a tab that comes later, when it
        comes.
        """
        state = self._desk.settings.state if state is None else state
        self._tabs.restore(state)
        if folder := state.get(_FOLDER):
            self._reports.desk.use_folder(Path(folder))
        self._reports.plan_to_reopen(state.get(_REPORTS, ""))

    def follow(self, settings: Settings) -> None:
        """Take settings that were changed in another window."""
        self._desk.follow(settings)
        self._show_settings(settings)

    def stop(self) -> None:
        """Stop what runs in this window, and let no further tab come."""
        self.stop_completing()
        for tab in self.window.tabs.all():
            tab.stop()

    async def flush(self) -> None:
        """Write what still waits of this window's runs."""
        if self.history is not None:
            await self.history.flush()

    def stop_completing(self) -> None:
        """The program ends: what would have come after the first paint stays away."""
        self._tabs.stop_adding()

    @Slot(object)
    def open_report(self, path: Path) -> None:
        """Open a report in a tab of its own."""
        self._reports.desk.open(path)

    def show_welcome_once(self) -> None:
        """Show the welcome, with the terms of the local model, the first time only; never in safe mode."""
        if not self._stores.facts.is_safe_mode:
            self._first_steps.show_once()

    def show_proxy(self, state: ProxyState) -> None:
        """Say that web pages may ask now, or why they may not."""
        self._proxy_news.tell(state, self._desk.settings.proxy)

    @Slot(object)
    def show_error(self, error: BaseException) -> None:
        """Say what went wrong outside of every tab."""
        self.window.notices.show_error(error)

    def show_sidecar(self, state: SidecarState) -> None:
        """Show how the local model is, and explain a crash of it."""
        self.window.show_sidecar(state)
        self._care.show_sidecar(state)

    def say_what_is_due(self) -> None:
        """Say what matters most at this start: no font for Hangul, a crash, resets, safe mode."""
        self._care.say_what_is_due()

    def _connect(self) -> None:
        window, menus = self.window, self.window.menus
        self._tabs.completed.connect(self._reports.reopen)
        self._tabs.completed.connect(self.completed)
        window.exit_requested.connect(self.exit_requested)
        window.drops.report_dropped.connect(self.open_report)
        if self._stores.batches is not None:
            PromptDrops(window, self._stores.batches.lists).failed.connect(self.show_error)
            JobEntry(window, self._tabs)
        window.action_requested.connect(self._on_action_requested)
        window.steering_requested.connect(self._on_steering_requested)
        window.report_opened.connect(self._reports.show_report)
        window.endpoint_bar.endpoint_requested.connect(self._desk.use_endpoint)
        window.endpoint_bar.settings_requested.connect(self._desk.ask_anything)
        menus.settings.triggered.connect(self._desk.ask_anything)
        menus.theme_chosen.connect(self._desk.use_theme)
        menus.language_chosen.connect(self._desk.use_language)
        menus.inspector.triggered.connect(self._on_inspector)
        menus.about.triggered.connect(self._care.show_about)
        menus.diagnostics.triggered.connect(self._care.show_diagnostics)
        menus.reset.triggered.connect(self._care.ask_resets)
        menus.safe_mode.triggered.connect(self._care.ask_safe_mode)
        self._care.restart_requested.connect(self.program_restart_requested)
        self._care.failed.connect(self.show_error)
        self._menu_switch.failed.connect(self.show_error)
        menus.terms.triggered.connect(self._care.show_terms)
        menus.show_log.triggered.connect(self._care.show_log)
        self._reports.failed.connect(self.show_error)
        self._desk.changed.connect(self._on_settings_changed)
        self._desk.restart_requested.connect(self.restart_requested)
        self._desk.key_changed.connect(self.key_changed)
        self._desk.failed.connect(self.show_error)
        if self.history is not None:
            self.history.join(window, self._tabs.new_tab)
            self.history.report_opened.connect(self._reports.show_report)

    @Slot(object)
    def _on_settings_changed(self, settings: Settings) -> None:
        self._theme.choose(settings.theme)
        self._languages.choose(settings.language)
        self._show_settings(settings)
        self.settings_changed.emit(settings)

    def _show_settings(self, settings: Settings) -> None:
        menus = self.window.menus
        menus.show_choices(settings.theme, settings.language)
        menus.notifies.setChecked(settings.notifies)
        menus.reduces_motion.setChecked(settings.reduces_motion)
        menus.commands.use_keys(settings.shortcuts)
        self.window.endpoint_bar.show_palette_key(keys_text(menus.palette.shortcuts()[:1]))
        self.window.endpoint_bar.show_endpoints(settings.endpoints)

    @Slot(object)
    def _on_action_requested(self, action: Action) -> None:
        if action is Action.ENTER_KEY:
            self._desk.ask(key_of=self._session.endpoint.id)
        elif action is Action.OPEN_SETTINGS:
            self._desk.ask()
        elif action is Action.CHOOSE_MODEL:
            self.window.bring_to_front(self._tabs.models)
        elif action is Action.RESTART_ENGINE:
            self.restart_requested.emit()
        elif action is Action.SHOW_LOG:
            self._care.show_log()
        elif action is Action.EXPLAIN_CRASH:
            self._care.explain_crash()
        elif action is Action.LEAVE_SAFE_MODE:
            self._care.ask_safe_mode()
        elif action is Action.USE_ENGLISH:
            self._desk.use_language(Language.ENGLISH)
        elif action is Action.READ_TERMS:
            self._care.show_terms()
        elif action is Action.SAVE_ELSEWHERE:
            self._reports.desk.save_again()

    @Slot(object)
    def _on_steering_requested(self, start: SteeringStart) -> None:
        tab = self._tabs.steering_tab(start)
        self.window.add_report_tab(tab, tab.title())

    @Slot()
    def _on_inspector(self) -> None:
        from holysheep_desktop.ui.inspector.window import InspectorWindow

        InspectorWindow(self._stores.exchanges, self._proxy_port, self.window).show()

    def _proxy_port(self) -> int:
        return self._desk.settings.proxy.port
