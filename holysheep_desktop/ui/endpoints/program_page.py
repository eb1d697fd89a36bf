"""Settings of the program itself: how it looks and speaks, and when it notifies."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget
from typing_extensions import override

from holysheep_desktop.core.settings import Language, Settings, ThemeChoice
from holysheep_desktop.ui.endpoints.form_page import FormPage
from holysheep_desktop.ui.widgets.boxes import ChoiceBox


class ProgramPage(FormPage):
    """Shows settings and gives them back as they stand."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__("programPage", parent)
        self._language = _choice("languageChoice", Language)
        self._theme = _choice("themeChoice", ThemeChoice)
        self._motion, self._notifies = _switch("motionChoice"), _switch("notifyChoice")
        self._build()
        self._show(settings)
        self._retranslate()

    def applied_to(self, settings: Settings) -> Settings:
        """The same settings with what this page says."""
        return replace(
            settings,
            language=Language(self._language.currentData()),
            theme=ThemeChoice(self._theme.currentData()),
            reduces_motion=self._motion.isChecked(),
            notifies=self._notifies.isChecked(),
        )

    def _build(self) -> None:
        for field in (self._language, self._theme, self._motion, self._notifies):
            self.add_field(field)

    def _show(self, settings: Settings) -> None:
        self._language.setCurrentIndex(list(Language).index(settings.language))
        self._theme.setCurrentIndex(list(ThemeChoice).index(settings.theme))
        self._motion.setChecked(settings.reduces_motion)
        self._notifies.setChecked(settings.notifies)

    @override
    def _retranslate(self) -> None:
        labels = (self.tr("Language"), self.tr("Theme"), self.tr("Motion"), self.tr("Notifications"))
        self.set_words((), labels)
        self._motion.setText(self.tr("Reduce motion, also where the system does not ask for it"))
        self._notifies.setText(self.tr("Notify when long work ends while another program is in front"))
        for switch in (self._motion, self._notifies):
            switch.setAccessibleName(switch.text())
        system = self.tr("As the system")
        # the languages' own names are the same in every language
        for index, text in enumerate((system, "한국어", "English")):
            self._language.setItemText(index, text)
        for index, text in enumerate((system, self.tr("Light"), self.tr("Dark"))):
            self._theme.setItemText(index, text)


def _switch(name: str) -> QCheckBox:
    box = QCheckBox()
    box.setObjectName(name)
    return box


def _choice(name: str, choices: type[StrEnum]) -> QComboBox:
    combo = ChoiceBox()
    combo.setObjectName(name)
    for choice in choices:
        combo.addItem("", choice.value)
    return combo
