"""The language of the interface, Qt's own dialogs included; it changes without a restart."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from holysheep_desktop.core.settings import Language
from holysheep_desktop.resources_path import resource_path


class Languages(QObject):
    """Installs translations; every widget hears of it as a LanguageChange event."""

    def __init__(self, app: QApplication, choice: Language = Language.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._current: Language | None = None
        self.choose(choice)

    @property
    def current(self) -> Language:
        """Korean or English, whichever is shown."""
        return self._current or Language.ENGLISH

    def choose(self, choice: Language) -> None:
        """Show a language from now on."""
        language = spoken_language() if choice is Language.SYSTEM else choice
        if language is self._current:
            return
        self._current = language
        for translator in self._app.findChildren(QTranslator):
            self._app.removeTranslator(translator)
            translator.deleteLater()
        QLocale.setDefault(QLocale("ko_KR") if language is Language.KOREAN else QLocale("en_US"))
        if language is Language.KOREAN:
            self._install("qtbase_ko", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
            self._install("qt_ko", str(resource_path("translations")))
            self._install("holysheep_ko", str(resource_path("translations")))
        else:  # the texts are English already; this has the plural forms
            self._install("holysheep_en", str(resource_path("translations")))

    def _install(self, name: str, folder: str) -> None:
        translator = QTranslator(self)
        if translator.load(name, folder):
            self._app.installTranslator(translator)


class Translated:
    """Stands before a widget's Qt class and has it say its words anew when the language changes."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)  # pyright: ignore[reportAttributeAccessIssue] - that of the Qt class

    def _retranslate(self) -> None:
        """Set every text that `self.tr` gives."""
        raise NotImplementedError


def spoken_language() -> Language:
    """What the system says: English where it says so, Korean where it says that or nothing at all."""
    language = QLocale.system().language()
    unknown = (QLocale.Language.Korean, QLocale.Language.C, QLocale.Language.AnyLanguage)
    return Language.KOREAN if language in unknown else Language.ENGLISH


def language_in_english() -> str:
    """The English name of the language in which the user reads the program, for a chat model to write in."""
    return "Korean" if QLocale().language() is QLocale.Language.Korean else "English"
