"""Settings of the program itself: language, theme, limits, and the file of the local model."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QLineEdit, QSpinBox, QWidget
from typing_extensions import override

from holysheep_desktop.core.settings import Language, NetworkLimits, Settings, ThemeChoice
from holysheep_desktop.ui.controls import push_button
from holysheep_desktop.ui.dialogs import ask_open_path
from holysheep_desktop.ui.endpoints.form_page import FormPage
from holysheep_desktop.ui.jobs import Job
from holysheep_desktop.ui.theme import GAP

_LONGEST_S = 3600.0
_MOST_RETRIES = 10


class ProgramPage(FormPage):
    """Shows settings and gives them back as they stand."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__("programPage", parent)
        self._language = _choice("languageChoice", Language)
        self._theme = _choice("themeChoice", ThemeChoice)
        self._connect_timeout = _seconds("connectTimeout")
        self._read_timeout = _seconds("readTimeout")
        self._total_timeout = _seconds("totalTimeout")
        self._retries = QSpinBox()
        self._retries.setObjectName("retries")
        self._retries.setMaximum(_MOST_RETRIES)
        self._model_path = QLineEdit()
        self._model_path.setObjectName("modelPath")
        self._browse = push_button("modelBrowse")
        self._browsing = Job(self)
        self._build()
        self._browse.clicked.connect(self._on_browse_clicked)
        self._browsing.succeeded.connect(self._on_model_chosen)
        self._show(settings)
        self._retranslate()

    def applied_to(self, settings: Settings) -> Settings:
        """The same settings with what this page says."""
        return replace(
            settings,
            language=Language(self._language.currentData()),
            theme=ThemeChoice(self._theme.currentData()),
            limits=NetworkLimits(
                connect_timeout_s=self._connect_timeout.value(),
                read_timeout_s=self._read_timeout.value(),
                total_timeout_s=self._total_timeout.value(),
                retries=self._retries.value(),
            ),
            model_path=self._model_path.text().strip(),
        )

    def _build(self) -> None:
        self.add_field(self._language)
        self.add_field(self._theme)
        self.add_heading()
        for field in (self._connect_timeout, self._read_timeout, self._total_timeout, self._retries):
            self.add_field(field)
        self.add_heading()
        row = QWidget()
        row.setObjectName("modelRow")
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self._model_path, stretch=1)
        layout.addWidget(self._browse)
        self.add_field(row)

    def _show(self, settings: Settings) -> None:
        self._language.setCurrentIndex(list(Language).index(settings.language))
        self._theme.setCurrentIndex(list(ThemeChoice).index(settings.theme))
        self._connect_timeout.setValue(settings.limits.connect_timeout_s)
        self._read_timeout.setValue(settings.limits.read_timeout_s)
        self._total_timeout.setValue(settings.limits.total_timeout_s)
        self._retries.setValue(settings.limits.retries)
        self._model_path.setText(settings.model_path)

    @override
    def _retranslate(self) -> None:
        self.set_words(
            (self.tr("How long a server may take"), self.tr("Local model")),
            (
                self.tr("Language"),
                self.tr("Theme"),
                self.tr("To connect"),
                self.tr("Between two pieces"),
                self.tr("In all"),
                self.tr("Further attempts"),
                self.tr("Model file (GGUF)"),
            ),
        )
        for field in (self._connect_timeout, self._read_timeout, self._total_timeout):
            field.setSuffix(self.tr(" s"))
        self._model_path.setPlaceholderText(self.tr("the installed model"))
        self._model_path.setAccessibleName(self.tr("Model file (GGUF)"))
        self._browse.setText(self.tr("Choose…"))
        self._browse.setAccessibleName(self.tr("Choose a model file"))
        system = self.tr("As the system")
        # the languages' own names are the same in every language
        for index, text in enumerate((system, "한국어", "English")):
            self._language.setItemText(index, text)
        for index, text in enumerate((system, self.tr("Light"), self.tr("Dark"))):
            self._theme.setItemText(index, text)

    @Slot()
    def _on_browse_clicked(self) -> None:
        chosen = self._model_path.text().strip()
        folder = Path(chosen).parent if chosen else Path.home()
        filters = [self.tr("Model files (*.gguf)")]
        question = ask_open_path(self, self.tr("Choose a model file"), folder, filters)
        self._browsing.start(question, name="choose model file")

    @Slot(object)
    def _on_model_chosen(self, path: Path | None) -> None:
        if path is not None:
            self._model_path.setText(str(path))


def _choice(name: str, choices: type[StrEnum]) -> QComboBox:
    combo = QComboBox()
    combo.setObjectName(name)
    for choice in choices:
        combo.addItem("", choice.value)
    return combo


def _seconds(name: str) -> QDoubleSpinBox:
    field = QDoubleSpinBox()
    field.setObjectName(name)
    field.setDecimals(1)
    field.setRange(0.1, _LONGEST_S)
    return field
