"""What the window's parts ask for, decided in one place: endpoints, settings, reports, texts to read.

The window knows how things look and the session what is asked; this knows what a wish leads to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QFontDatabase

from holysheep_desktop.core.batches.batch import BatchStores
from holysheep_desktop.core.connections.connection_test import ConnectionTester
from holysheep_desktop.core.connections.exchange_log import ExchangeLog
from holysheep_desktop.core.connections.proxy import ProxyControl, ProxyPhase, ProxyState
from holysheep_desktop.core.history import HistoryStore
from holysheep_desktop.core.report import Report
from holysheep_desktop.core.sae_releases import SaeReleases
from holysheep_desktop.core.settings import Settings
from holysheep_desktop.core.steering import SteeringStart
from holysheep_desktop.core.stores import ExportFiles, KeyStore, LabelFiles, ReportFiles
from holysheep_desktop.ui.chat_models.wiring import ChatModels
from holysheep_desktop.ui.endpoints.settings_desk import SettingsDesk
from holysheep_desktop.ui.error_texts import Action
from holysheep_desktop.ui.fixed_tabs import FixedTabs
from holysheep_desktop.ui.history.wiring import History
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.licences import about_html, terms_html
from holysheep_desktop.ui.own_saes.wiring import OwnSaes
from holysheep_desktop.ui.reports.wiring import Reports
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.text_dialog import TextDialog
from holysheep_desktop.ui.theme import Theme

_FOLDER = "reportFolder"


@dataclass(frozen=True, slots=True)
class Stores:
    """What the frame needs of the disk, the keyring and the log."""

    keys: KeyStore
    reports: ReportFiles
    log_text: Callable[[], str]
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
    exchanges: ExchangeLog = field(default_factory=ExchangeLog)


class Frame(QObject):
    """Signals: completed() when all tabs are there, settings_changed(Settings), exit_requested(),
    restart_requested() of the local model, key_changed() when a key was kept or forgotten.
    """

    completed = Signal()
    settings_changed = Signal(object)
    restart_requested = Signal()
    key_changed = Signal()
    exit_requested = Signal()

    def __init__(
        self, session: Session, theme: Theme, languages: Languages, stores: Stores, settings: Settings
    ) -> None:
        super().__init__()
        self._session, self._theme, self._languages = session, theme, languages
        self._stores = stores
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
        self._connect()
        self.window.menus.show_choices(settings.theme, settings.language)
        self.window.endpoint_bar.show_endpoints(settings.endpoints)

    @property
    def is_complete(self) -> bool:
        """Whether all tabs are there."""
        return self._tabs.is_complete

    @property
    def settings(self) -> Settings:
        """The settings with the layout and the choices as they are now."""
        state = self._tabs.saved_state()
        state[_FOLDER] = str(self._reports.desk.folder)
        return self._desk.with_state(state)

    def restore_state(self) -> None:
        """Take back layout and drafts from the settings; those of a tab that comes later, when it comes."""
        state = self._desk.settings.state
        self._tabs.restore(state)
        if folder := state.get(_FOLDER):
            self._reports.desk.use_folder(Path(folder))

    @Slot(object)
    def open_report(self, path: Path) -> None:
        """Open a report in a tab of its own."""
        self._reports.desk.open(path)

    def show_report(self, report: Report) -> None:
        """Show a report in a tab of its own, where it can be verified."""
        self._reports.show_report(report)

    def show_terms_once(self) -> None:
        """Say under which terms the local model comes, the first time only."""
        settings = self._desk.settings
        if settings.terms_shown:
            return
        self._desk.change(replace(settings, terms_shown=True))
        self.window.notices.show_note(
            self.tr("The local model is Gemma 3 270M by Google."),
            self.tr("Using it means accepting the Gemma terms of use."),
            Action.READ_TERMS,
        )

    def show_proxy(self, state: ProxyState) -> None:
        """Say that web pages may ask now, or why they may not."""
        if state.phase is ProxyPhase.READY:
            self.window.notices.show_note(
                self.tr("Web pages and notebooks of this computer may ask {address}").format(
                    address=state.address
                )
            )
        elif state.phase is ProxyPhase.FAILED:
            self.window.notices.show_note(
                self.tr("The proxy for web pages does not run: {reason}").format(reason=state.reason),
                self.tr("Choose another port in the settings, or switch it off."),
                Action.OPEN_SETTINGS,
            )

    def warn_of_missing_font(self) -> None:
        """Say it in both languages where Hangul would show as boxes."""
        if not QFontDatabase.families(QFontDatabase.WritingSystem.Korean):
            self.window.notices.show_note(
                self.tr("No font with Hangul was found."),
                self.tr(
                    "Korean text would show as boxes. Install a font such as fonts-noto-cjk and start again."
                ),
            )

    @Slot(object)
    def show_error(self, error: BaseException) -> None:
        """Say what went wrong outside of every tab."""
        self.window.notices.show_error(error)

    def _connect(self) -> None:
        window, menus = self.window, self.window.menus
        self._tabs.completed.connect(self.completed)
        window.exit_requested.connect(self.exit_requested)
        window.drops.report_dropped.connect(self.open_report)
        window.action_requested.connect(self._on_action_requested)
        window.steering_requested.connect(self._on_steering_requested)
        window.report_opened.connect(self._reports.show_report)
        window.endpoint_bar.endpoint_requested.connect(self._desk.use_endpoint)
        window.endpoint_bar.settings_requested.connect(self._desk.ask_anything)
        menus.settings.triggered.connect(self._desk.ask_anything)
        menus.theme_chosen.connect(self._desk.use_theme)
        menus.language_chosen.connect(self._desk.use_language)
        menus.inspector.triggered.connect(self._on_inspector)
        menus.about.triggered.connect(self._on_about)
        menus.terms.triggered.connect(self._on_terms)
        menus.show_log.triggered.connect(self._on_show_log)
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
        self.window.menus.show_choices(settings.theme, settings.language)
        self.window.endpoint_bar.show_endpoints(settings.endpoints)
        self.settings_changed.emit(settings)

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
            self._on_show_log()
        elif action is Action.READ_TERMS:
            self._on_terms()
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

    @Slot()
    def _on_about(self) -> None:
        TextDialog("about", self.tr("About HolySheep Desktop"), self.window).show_html(about_html())

    @Slot()
    def _on_terms(self) -> None:
        TextDialog("terms", self.tr("Terms of the model"), self.window).show_html(terms_html())

    @Slot()
    def _on_show_log(self) -> None:
        TextDialog("log", self.tr("Log"), self.window).show_plain(self._stores.log_text())
