"""What the window's parts ask for, decided in one place: endpoints, settings, reports, texts to read.

The window knows how things look and the session what is asked; this knows what a wish leads to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QFontDatabase

from holysheep_desktop.core.endpoints import HOLYSHEEP_BASE_URL, Endpoint, EndpointKind
from holysheep_desktop.core.report import Report
from holysheep_desktop.core.settings import Language, Settings, ThemeChoice
from holysheep_desktop.core.stores import ExportFiles, KeyStore, LabelFiles, ReportFiles
from holysheep_desktop.ui.dialogs import ask
from holysheep_desktop.ui.error_texts import Action
from holysheep_desktop.ui.fixed_tabs import FixedTabs
from holysheep_desktop.ui.jobs import Job
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.licences import about_html, terms_html
from holysheep_desktop.ui.own_saes.wiring import OwnSaes
from holysheep_desktop.ui.reports import ReportDesk
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.text_dialog import TextDialog
from holysheep_desktop.ui.theme import Theme

if TYPE_CHECKING:
    from holysheep_desktop.ui.endpoints.settings_dialog import SettingsDialog

_FOLDER = "reportFolder"


def endpoint_of(settings: Settings, kind: EndpointKind) -> Endpoint:
    """The endpoint of a kind, with the address that the settings have for it."""
    addresses = {EndpointKind.HOLYSHEEP: HOLYSHEEP_BASE_URL, EndpointKind.CUSTOM: settings.custom_base_url}
    return Endpoint(kind, addresses.get(kind, ""))


@dataclass(frozen=True, slots=True)
class Stores:
    """What the frame needs of the disk, the keyring and the log."""

    keys: KeyStore
    reports: ReportFiles
    log_text: Callable[[], str]
    labels: LabelFiles | None = None
    exports: ExportFiles | None = None
    """None: maps can be copied, but not saved."""


class Frame(QObject):
    """Signals: completed() when all tabs are there, settings_changed(Settings), exit_requested(),
    restart_requested() of the local model.
    """

    completed = Signal()
    settings_changed = Signal(object)
    restart_requested = Signal()
    exit_requested = Signal()

    def __init__(
        self, session: Session, theme: Theme, languages: Languages, stores: Stores, settings: Settings
    ) -> None:
        super().__init__()
        self._session, self._theme, self._languages = session, theme, languages
        self._stores, self._settings = stores, settings
        self._tabs = FixedTabs(session, theme, stores.labels, stores.exports)
        self.window = self._tabs.window
        self._reports = ReportDesk(stores.reports, self.window)
        self._own_saes = OwnSaes(session, self.window, self._tabs.models)
        self._asking_settings = Job(self)
        self._connect()
        self.window.menus.show_choices(settings.theme, settings.language)

    @property
    def is_complete(self) -> bool:
        """Whether all tabs are there."""
        return self._tabs.is_complete

    @property
    def settings(self) -> Settings:
        """The settings with the layout and the choices as they are now."""
        state = {**self._settings.state, **self._tabs.saved_state()}
        state[_FOLDER] = str(self._reports.folder)
        return replace(self._settings, state=state, models=self._session.preferred_models)

    def restore_state(self) -> None:
        """Take back layout and drafts from the settings; those of a tab that comes later, when it comes."""
        self._tabs.restore(self._settings.state)
        if folder := self._settings.state.get(_FOLDER):
            self._reports.use_folder(Path(folder))

    @Slot(object)
    def open_report(self, path: Path) -> None:
        """Open a report in a tab of its own."""
        self._reports.open(path)

    def show_terms_once(self) -> None:
        """Say under which terms the local model comes, the first time only."""
        if self._settings.terms_shown:
            return
        self._change(replace(self._settings, terms_shown=True))
        self.window.notices.show_note(
            self.tr("The local model is Gemma 3 270M by Google."),
            self.tr("Using it means accepting the Gemma terms of use."),
            Action.READ_TERMS,
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
        window.file_dropped.connect(self.open_report)
        window.action_requested.connect(self._on_action_requested)
        window.endpoint_bar.endpoint_requested.connect(self._on_endpoint_requested)
        window.endpoint_bar.settings_requested.connect(self._on_settings_requested)
        menus.settings.triggered.connect(self._on_settings_requested)
        menus.theme_chosen.connect(self._on_theme_chosen)
        menus.language_chosen.connect(self._on_language_chosen)
        menus.save_report.triggered.connect(self._on_save_report)
        menus.open_report.triggered.connect(self._on_open_report)
        menus.about.triggered.connect(self._on_about)
        menus.terms.triggered.connect(self._on_terms)
        menus.show_log.triggered.connect(self._on_show_log)
        self._reports.saved.connect(self._on_report_saved)
        self._reports.opened.connect(self._on_report_opened)
        self._reports.failed.connect(self.show_error)
        self._asking_settings.succeeded.connect(self._on_settings_answered)
        self._asking_settings.failed.connect(self.show_error)

    def _change(self, settings: Settings) -> None:
        before, self._settings = self._settings, settings
        self._theme.choose(settings.theme)
        self._languages.choose(settings.language)
        self.window.menus.show_choices(settings.theme, settings.language)
        self.settings_changed.emit(settings)
        endpoint = endpoint_of(settings, settings.endpoint)
        if endpoint != endpoint_of(before, before.endpoint):
            self._session.use_endpoint(endpoint)
        elif settings.limits != before.limits:
            self._session.use_endpoint(self._session.endpoint)
        if before.model_path != settings.model_path:
            self.restart_requested.emit()

    def _ask_settings(self, key_of: EndpointKind | None) -> None:
        if self._asking_settings.is_running:
            return
        from holysheep_desktop.ui.endpoints.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self._settings, self._stores.keys, self.window)
        dialog.key_changed.connect(self._on_key_changed)
        if key_of is not None:
            dialog.focus_key(key_of)
        self._asking_settings.start(self._answered(dialog), name="settings")

    @staticmethod
    async def _answered(dialog: SettingsDialog) -> Settings | None:
        return dialog.settings() if await ask(dialog) else None

    @Slot(object)
    def _on_settings_answered(self, settings: Settings | None) -> None:
        if settings is not None:
            self._change(settings)

    @Slot()
    def _on_settings_requested(self) -> None:
        self._ask_settings(None)

    @Slot()
    def _on_key_changed(self) -> None:
        if self._session.endpoint.needs_key:
            self._session.use_endpoint(self._session.endpoint)

    @Slot(object)
    def _on_endpoint_requested(self, kind: EndpointKind) -> None:
        if kind is EndpointKind.CUSTOM and not self._settings.custom_base_url:
            self._ask_settings(kind)
            return
        self._change(replace(self._settings, endpoint=kind))

    @Slot(object)
    def _on_theme_chosen(self, choice: ThemeChoice) -> None:
        self._change(replace(self._settings, theme=choice))

    @Slot(object)
    def _on_language_chosen(self, choice: Language) -> None:
        self._change(replace(self._settings, language=choice))

    @Slot(object)
    def _on_action_requested(self, action: Action) -> None:
        if action is Action.ENTER_KEY:
            self._ask_settings(self._session.endpoint.kind)
        elif action is Action.OPEN_SETTINGS:
            self._ask_settings(None)
        elif action is Action.CHOOSE_MODEL:
            self.window.bring_to_front(self._tabs.models)
        elif action is Action.RESTART_ENGINE:
            self.restart_requested.emit()
        elif action is Action.SHOW_LOG:
            self._on_show_log()
        elif action is Action.READ_TERMS:
            self._on_terms()

    @Slot()
    def _on_save_report(self) -> None:
        record = self.window.current_tab.record()
        if record is not None:
            self._reports.save(record, language=self._languages.current)

    @Slot()
    def _on_open_report(self) -> None:
        self._reports.ask_and_open()

    @Slot(object)
    def _on_report_saved(self, path: Path) -> None:
        self.window.notices.show_note(self.tr("Report saved: {path}").format(path=path))

    @Slot(object)
    def _on_report_opened(self, report: Report) -> None:
        tab = self._tabs.new_tab(report.record.kind)
        tab.show_record(report.record)
        self.window.add_report_tab(tab, f"{tab.title()} · {report.created_at:%Y-%m-%d %H:%M}")

    @Slot()
    def _on_about(self) -> None:
        TextDialog("about", self.tr("About HolySheep Desktop"), self.window).show_html(about_html())

    @Slot()
    def _on_terms(self) -> None:
        TextDialog("terms", self.tr("Terms of the model"), self.window).show_html(terms_html())

    @Slot()
    def _on_show_log(self) -> None:
        TextDialog("log", self.tr("Log"), self.window).show_plain(self._stores.log_text())
