"""The menus: every command of the frame with its key, in one place."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from holysheep_desktop.core.settings import Language, ThemeChoice
from holysheep_desktop.ui.commands.registry import Commands
from holysheep_desktop.ui.window.edit_menu import EditMenu
from holysheep_desktop.ui.window.window_menu import WindowMenu


class Menus(QObject):
    """Makes the actions; the window connects them. Signals carry the choice of a group."""

    theme_chosen = Signal(object)  # ThemeChoice
    language_chosen = Signal(object)  # Language

    def __init__(self, bar: QMenuBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.commands = Commands(self)
        menus = [bar.addMenu("") for _ in range(6)]
        self.file, self.edit, self.view, self.run_menu, window_menu, self.help = menus
        self._theme_menu, self._language_menu = QMenu(parent), QMenu(parent)
        self.save_report = self._action(self.file, "saveReport", QKeySequence.StandardKey.Save)
        self.open_report = self._action(self.file, "openReport", QKeySequence.StandardKey.Open)
        self.open_job = self._action(self.file, "openJob", "")
        self.open_job.setVisible(False)
        self.file.addSeparator()
        self.add_sae_file = self._action(self.file, "addSaeFile", "")
        self.add_sae_folder = self._action(self.file, "addSaeFolder", "")
        self.add_sae_hub = self._action(self.file, "addSaeHub", "")
        self.file.addSeparator()
        self.settings = self._action(self.file, "settings", "Ctrl+,")
        self.menu_entry = self._action(self.file, "menuEntry", "")
        self.file.addSeparator()
        self.quit = self._action(self.file, "quit", "Ctrl+Q")
        self._edits = EditMenu(self.edit, self._action)
        self.edit.addSeparator()
        names = ("copyChart", "copyTable", "copyCitation", "saveChart", "saveTable")
        self.takeaways = [self._action(self.edit, name, "") for name in names]
        self.edit.addSeparator()
        self.find = self._action(self.edit, "find", QKeySequence.StandardKey.Find)
        self.find_next = self._action(self.edit, "findNext", "F3")
        self.find_previous = self._action(self.edit, "findPrevious", "Shift+F3")
        self.back = self._action(self.view, "back", "Alt+Left")
        self.forward = self._action(self.view, "forward", "Alt+Right")
        self.view.addSeparator()
        self.palette = self._action(self.view, "palette", "Ctrl+Shift+P")
        self.fold = self._action(self.view, "foldQuestion", "Ctrl+B")
        self.fold.setCheckable(True)
        self.chart_table = self._action(self.view, "chartTable", "Ctrl+Shift+T")
        self.view.addSeparator()
        self.view.addMenu(self._theme_menu)
        self.view.addMenu(self._language_menu)
        self.reduces_motion = self._action(self.view, "reducesMotion", "")
        self.reduces_motion.setCheckable(True)
        self._themes = self._group(self._theme_menu, list(ThemeChoice))
        self._languages = self._group(self._language_menu, list(Language))
        self._make_run_menu()
        self.window = WindowMenu(window_menu, self._action)
        self._make_help_menu()
        self._themes.triggered.connect(self._on_theme_triggered)
        self._languages.triggered.connect(self._on_language_triggered)
        self.retranslate()

    def _make_run_menu(self) -> None:
        self.run = self._action(self.run_menu, "run", "Ctrl+Enter", "Ctrl+Return")
        self.stop = self._action(self.run_menu, "stop", "Esc")
        self.run_menu.addSeparator()
        self.verify = self._action(self.run_menu, "verifyReport", "Ctrl+Shift+R")
        self.compare_answers = self._action(self.run_menu, "compareAnswers", "Ctrl+Shift+M")
        self.explain = self._action(self.run_menu, "explain", "Ctrl+Shift+E")
        self.run_menu.addSeparator()
        self.notifies = self._action(self.run_menu, "notifies", "")
        self.notifies.setCheckable(True)

    def _make_help_menu(self) -> None:
        self.help_topics = self._action(self.help, "helpTopics", "Shift+F1")
        self.shortcuts = self._action(self.help, "shortcuts", "F1")
        self.welcome = self._action(self.help, "welcome", "")
        self.tour = self._action(self.help, "tour", "")
        self.help.addSeparator()
        self.inspector = self._action(self.help, "inspector", "Ctrl+Shift+I")
        self.show_log = self._action(self.help, "showLog", "")
        self.diagnostics = self._action(self.help, "diagnostics", "")
        self.safe_mode = self._action(self.help, "safeMode", "")
        self.reset = self._action(self.help, "reset", "")
        self.help.addSeparator()
        self.terms = self._action(self.help, "terms", "")
        self.about = self._action(self.help, "about", "")

    def show_choices(self, theme: ThemeChoice, language: Language) -> None:
        """Mark what is chosen."""
        self._themes.actions()[list(ThemeChoice).index(theme)].setChecked(True)
        self._languages.actions()[list(Language).index(language)].setChecked(True)

    def retranslate(self) -> None:
        """Set every text anew."""
        self.file.setTitle(self.tr("&File"))
        self.edit.setTitle(self.tr("&Edit"))
        self.view.setTitle(self.tr("&View"))
        self.run_menu.setTitle(self.tr("&Run"))
        self.help.setTitle(self.tr("&Help"))
        self._theme_menu.setTitle(self.tr("&Theme"))
        self._language_menu.setTitle(self.tr("&Language"))
        self.save_report.setText(self.tr("&Save report…"))
        self.open_report.setText(self.tr("&Open report…"))
        self.open_job.setText(self.tr("Open a &job…"))
        self.add_sae_file.setText(self.tr("Add S&AE file…"))
        self.add_sae_folder.setText(self.tr("Add SAE &folder…"))
        self.add_sae_hub.setText(self.tr("Add SAE from &Hugging Face…"))
        self.settings.setText(self.tr("S&ettings…"))
        self.menu_entry.setText(self.tr("In the &menu of applications"))
        self.quit.setText(self.tr("&Quit"))
        self.find.setText(self.tr("Fi&nd in tables"))
        self.find_next.setText(self.tr("Find ne&xt"))
        self.find_previous.setText(self.tr("Find pre&vious"))
        self.back.setText(self.tr("Finding &before"))
        self.forward.setText(self.tr("Finding &after"))
        self.palette.setText(self.tr("&Command palette"))
        self.fold.setText(self.tr("&Fold the question"))
        self.chart_table.setText(self.tr("Cha&rt as a table"))
        self.run.setText(self.tr("&Run"))
        self.stop.setText(self.tr("S&top"))
        self.verify.setText(self.tr("&Verify report"))
        self.compare_answers.setText(self.tr("&Compare the answers of two models…"))
        self.explain.setText(self.tr("&Explain with a chat model…"))
        takes = (self.tr("Copy c&hart"), self.tr("Copy ta&ble"), self.tr("Copy citat&ion"))
        takes += (self.tr("Save c&hart…"), self.tr("Save tab&le…"))
        for action, text in zip(self.takeaways, takes, strict=True):
            action.setText(text)
        self.reduces_motion.setText(self.tr("Reduce &motion"))
        self.notifies.setText(self.tr("&Notify when long work ends"))
        self.window.retranslate()
        self.help_topics.setText(self.tr("&Help topics"))
        self.welcome.setText(self.tr("&Welcome"))
        self.tour.setText(self.tr("Guided &tour"))
        self.shortcuts.setText(self.tr("&Keyboard shortcuts"))
        self.inspector.setText(self.tr("Request &inspector"))
        self.about.setText(self.tr("&About HolySheep Desktop"))
        self.terms.setText(self.tr("Terms of the &model"))
        self.show_log.setText(self.tr("Show &log"))
        self.diagnostics.setText(self.tr("&Diagnostics…"))
        self.safe_mode.setText(self.tr("&Safe mode…"))
        self.reset.setText(self.tr("&Reset…"))
        self._edits.retranslate()
        themes = (self.tr("As the &system"), self.tr("&Light"), self.tr("&Dark"))
        languages = (self.tr("As the &system"), "한국어", "English")
        for group, texts in ((self._themes, themes), (self._languages, languages)):
            for action, text in zip(group.actions(), texts, strict=True):
                action.setText(text)

    def _action(self, menu: QMenu, name: str, *keys: QKeySequence.StandardKey | str) -> QAction:
        """A new entry of a menu; what has no key gets none, until somebody gives it one."""
        action = QAction(self._window)
        action.setObjectName(name)
        menu.addAction(action)
        self._window.addAction(action)
        self.commands.add(action, menu, [QKeySequence(key) for key in keys])
        return action

    def _group(self, menu: QMenu, choices: list[ThemeChoice] | list[Language]) -> QActionGroup:
        group = QActionGroup(self)
        for choice in choices:  # in the palette, the name finds a language by its English word too
            action = self._action(menu, f"{type(choice).__name__}_{choice.name}", "")
            action.setCheckable(True)
            action.setData(choice.value)
            group.addAction(action)
        return group

    @Slot(QAction)
    def _on_theme_triggered(self, action: QAction) -> None:
        self.theme_chosen.emit(ThemeChoice(action.data()))

    @Slot(QAction)
    def _on_language_triggered(self, action: QAction) -> None:
        self.language_chosen.emit(Language(action.data()))
