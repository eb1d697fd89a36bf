"""Settings of the program itself: language and theme."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from holysheep_desktop.core.settings import Language, Settings, ThemeChoice
from holysheep_desktop.ui.endpoints.form_page import FormPage
from holysheep_desktop.ui.widgets.boxes import ChoiceBox

_LONGEST_S = 3600.0
_MOST_RETRIES = 10


class ProgramPage(FormPage):
    """Shows settings and gives them back as they stand."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__("programPage", parent)
        self._language = _choice("languageChoice", Language)
        self._theme = _choice("themeChoice", ThemeChoice)
        self._build()
        self._show(settings)
        self._retranslate()

    def applied_to(self, settings: Settings) -> Settings:
        """The same settings with what this page says."""
        return replace(
            settings,
            language=Language(self._language.currentData()),
            theme=ThemeChoice(self._theme.currentData()),
        )

    def _build(self) -> None:
        self.add_field(self._language)
        self.add_field(self._theme)

    def _show(self, settings: Settings) -> None:
        self._language.setCurrentIndex(list(Language).index(settings.language))
        self._theme.setCurrentIndex(list(ThemeChoice).index(settings.theme))

    @override
    def _retranslate(self) -> None:
        self.set_words((), (self.tr("Language"), self.tr("Theme")))
        system = self.tr("As the system")
        # the languages' own names are the same in every language
        for index, text in enumerate((system, "한국어", "English")):
            self._language.setItemText(index, text)
        for index, text in enumerate((system, self.tr("Light"), self.tr("Dark"))):
            self._theme.setItemText(index, text)


def _choice(name: str, choices: type[StrEnum]) -> QComboBox:
    combo = ChoiceBox()
    combo.setObjectName(name)
    for choice in choices:
        combo.addItem("", choice.value)
    return combo
