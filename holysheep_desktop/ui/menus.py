"""The menus: every command of the frame with its key, in one place."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QMenuBar, QPlainTextEdit, QTextEdit, QWidget

from holysheep_desktop.core.settings import Language, ThemeChoice
from holysheep_desktop.ui.widgets.tables import RowView


class Menus(QObject):
    """Makes the actions; the window connects them. Signals carry the choice of a group."""

    theme_chosen = Signal(object)  # ThemeChoice
    language_chosen = Signal(object)  # Language

    def __init__(self, bar: QMenuBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.file, self.edit, self.view, self.run_menu, self.help = (bar.addMenu("") for _ in range(5))
        self._theme_menu, self._language_menu = QMenu(parent), QMenu(parent)
        self.save_report = self._action(self.file, "saveReport", QKeySequence.StandardKey.Save)
        self.open_report = self._action(self.file, "openReport", QKeySequence.StandardKey.Open)
        self.file.addSeparator()
        self.add_sae_file = self._action(self.file, "addSaeFile", "")
        self.add_sae_folder = self._action(self.file, "addSaeFolder", "")
        self.add_sae_hub = self._action(self.file, "addSaeHub", "")
        self.file.addSeparator()
        self.settings = self._action(self.file, "settings", "Ctrl+,")
        self.file.addSeparator()
        self.quit = self._action(self.file, "quit", "Ctrl+Q")
        self._edits = self._edit_actions()
        self.edit.addSeparator()
        names = ("copyChart", "copyTable", "copyCitation", "saveChart", "saveTable")
        self.takeaways = [self._action(self.edit, name, "") for name in names]
        self.fold = self._action(self.view, "foldQuestion", "Ctrl+B")
        self.fold.setCheckable(True)
        self.view.addSeparator()
        self.view.addMenu(self._theme_menu)
        self.view.addMenu(self._language_menu)
        self._themes = self._group(self._theme_menu, list(ThemeChoice))
        self._languages = self._group(self._language_menu, list(Language))
        self.run = self._action(self.run_menu, "run", "Ctrl+Return")
        self.run.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        self.stop = self._action(self.run_menu, "stop", "Esc")
        self.run_menu.addSeparator()
        self.verify = self._action(self.run_menu, "verifyReport", "Ctrl+Shift+R")
        self.compare_answers = self._action(self.run_menu, "compareAnswers", "Ctrl+Shift+M")
        self.explain = self._action(self.run_menu, "explain", "Ctrl+Shift+E")
        self.inspector = self._action(self.help, "inspector", "Ctrl+Shift+I")
        self.about = self._action(self.help, "about", "")
        self.terms = self._action(self.help, "terms", "")
        self.show_log = self._action(self.help, "showLog", "")
        self._themes.triggered.connect(self._on_theme_triggered)
        self._languages.triggered.connect(self._on_language_triggered)
        self.retranslate()

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
        self.add_sae_file.setText(self.tr("Add S&AE file…"))
        self.add_sae_folder.setText(self.tr("Add SAE &folder…"))
        self.add_sae_hub.setText(self.tr("Add SAE from &Hugging Face…"))
        self.settings.setText(self.tr("S&ettings…"))
        self.quit.setText(self.tr("&Quit"))
        self.fold.setText(self.tr("&Fold the question"))
        self.run.setText(self.tr("&Run"))
        self.stop.setText(self.tr("S&top"))
        self.verify.setText(self.tr("&Verify report"))
        self.compare_answers.setText(self.tr("&Compare the answers of two models…"))
        self.explain.setText(self.tr("&Explain with a chat model…"))
        takes = (self.tr("Copy c&hart"), self.tr("Copy ta&ble"), self.tr("Copy citat&ion"))
        takes += (self.tr("Save c&hart…"), self.tr("Save tab&le…"))
        for action, text in zip(self.takeaways, takes, strict=True):
            action.setText(text)
        self.inspector.setText(self.tr("Request &inspector"))
        self.about.setText(self.tr("&About HolySheep Desktop"))
        self.terms.setText(self.tr("Terms of the &model"))
        self.show_log.setText(self.tr("Show &log"))
        edits = (self.tr("&Undo"), self.tr("&Redo"), self.tr("Cu&t"), self.tr("&Copy"), self.tr("&Paste"))
        for action, text in zip(self._edits, (*edits, self.tr("Select &all")), strict=True):
            action.setText(text)
        themes = (self.tr("As the &system"), self.tr("&Light"), self.tr("&Dark"))
        languages = (self.tr("As the &system"), "한국어", "English")
        for group, texts in ((self._themes, themes), (self._languages, languages)):
            for action, text in zip(group.actions(), texts, strict=True):
                action.setText(text)

    def _action(self, menu: QMenu, name: str, key: QKeySequence.StandardKey | str) -> QAction:
        action = QAction(self._window)
        action.setObjectName(name)
        action.setShortcut(QKeySequence(key))
        menu.addAction(action)
        self._window.addAction(action)
        return action

    def _edit_actions(self) -> list[QAction]:
        # The focused field has these keys itself: the menu only shows what it can do.
        actions: list[QAction] = []
        for name in ("undo", "redo", "cut", "copy", "paste", "selectAll"):
            action = QAction(self._window)
            action.setObjectName(name)
            action.setData(name)
            action.triggered.connect(self._on_edit_triggered)
            self.edit.addAction(action)
            actions.append(action)
        return actions

    def _group(self, menu: QMenu, choices: list[ThemeChoice] | list[Language]) -> QActionGroup:
        group = QActionGroup(self)
        for choice in choices:
            action = menu.addAction("")
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

    @Slot()
    def _on_edit_triggered(self) -> None:
        field = QApplication.focusWidget()
        action = self.sender()
        if isinstance(field, QLineEdit | QPlainTextEdit | QTextEdit) and isinstance(action, QAction):
            {
                "undo": field.undo,
                "redo": field.redo,
                "cut": field.cut,
                "copy": field.copy,
                "paste": field.paste,
                "selectAll": field.selectAll,
            }[str(action.data())]()
        elif isinstance(field, RowView) and isinstance(action, QAction) and action.data() == "copy":
            field.copy_selection()
