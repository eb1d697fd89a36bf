"""The palette, the shortcuts and the search for recent runs, joined to one window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Slot

from holysheep_desktop.core.history import RunRow
from holysheep_desktop.core.presets import Preset
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.commands.endpoint_offers import endpoint_offers
from holysheep_desktop.ui.commands.offers import Offer, command_offers, shown
from holysheep_desktop.ui.commands.palette import Palette
from holysheep_desktop.ui.endpoints.settings_desk import SettingsDesk
from holysheep_desktop.ui.history.wiring import History
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.tabs.fixed_tabs import FixedTabs, TabName
from holysheep_desktop.ui.window.main_window import MainWindow

_MOST_RECENT = 20


class CommandWiring(QObject):
    """Opens the palette and the shortcut sheet, and keeps what is chosen there."""

    def __init__(
        self, window: MainWindow, tabs: FixedTabs, desk: SettingsDesk, theme: Theme, history: History | None
    ) -> None:
        super().__init__(window)
        self._window, self._tabs, self._desk, self._history = window, tabs, desk, history
        self.palette = Palette(self._offers, theme, window)
        self._recent = Job(self)
        self._recent.succeeded.connect(self._on_recent_found)
        menus = window.menus
        menus.palette.triggered.connect(self.open_palette)
        window.endpoint_bar.palette_requested.connect(self.open_palette)
        menus.shortcuts.triggered.connect(self.open_shortcuts)
        menus.notifies.triggered.connect(self._on_notifies)
        menus.reduces_motion.triggered.connect(self._on_reduces_motion)

    @Slot()
    def open_palette(self) -> None:
        """Show what can be done; the runs of before follow as soon as they are read."""
        self.palette.open()
        if self._history is not None:
            self._recent.start(self._history.recent_runs(_MOST_RECENT), name="recent runs")

    @Slot()
    def open_shortcuts(self) -> None:
        """Show every key, and let them be changed."""
        from holysheep_desktop.ui.commands.shortcuts_window import ShortcutsWindow

        sheet = ShortcutsWindow(self._window.menus.commands, self._window)
        sheet.keys_chosen.connect(self._on_keys_chosen)
        sheet.show()

    def _offers(self) -> list[Offer]:
        commands = command_offers(self._window.menus.commands)
        return [*commands, *self._preset_offers(), *endpoint_offers(self._window.endpoint_bar)]

    def _preset_offers(self) -> list[Offer]:
        if not self._tabs.is_complete:
            return []
        from holysheep_desktop.ui.full_analysis.presets import LANGUAGE_NAMES, presets, topic_words

        group = self.tr("Example")
        return [
            Offer(
                f"{topic_words(one.topic)} · {LANGUAGE_NAMES.get(one.language, one.language)}",
                group,
                self._run_of(one),
                keyword=f"{one.topic} {one.language}",
            )
            for one in presets()
        ]

    def _run_of(self, preset: Preset) -> Callable[[], None]:
        return partial(self._run_preset, preset)

    def _run_preset(self, preset: Preset) -> None:
        from holysheep_desktop.ui.full_analysis.tab import FullTab

        tab = self._tabs.tab(TabName.FULL)
        self._window.bring_to_front(tab)
        if isinstance(tab, FullTab) and not tab.is_running():
            tab.run_preset(preset)

    @Slot(object)
    def _on_recent_found(self, rows: tuple[RunRow, ...]) -> None:
        if (history := self._history) is not None:
            group = self.tr("Recent run")
            self.palette.add(
                [Offer(shown(row.name or row.prompt), group, partial(history.open_run, row)) for row in rows]
            )

    @Slot(object)
    def _on_keys_chosen(self, chosen: Mapping[str, str]) -> None:
        self._desk.change(replace(self._desk.settings, shortcuts=dict(chosen)))

    @Slot(bool)
    def _on_notifies(self, is_wanted: bool) -> None:
        self._desk.change(replace(self._desk.settings, notifies=is_wanted))

    @Slot(bool)
    def _on_reduces_motion(self, is_wanted: bool) -> None:
        self._desk.change(replace(self._desk.settings, reduces_motion=is_wanted))
