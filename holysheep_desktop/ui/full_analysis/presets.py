"""The example prompts as buttons, one row for each language."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget
from typing_extensions import override

from holysheep_desktop.core.presets import Preset, Topic, parse_presets
from holysheep_desktop.resources_path import resource_path
from holysheep_desktop.ui.appearance.theme import GAP, GAP_LABEL, Role, TypeSize
from holysheep_desktop.ui.controls import explain, plain_label, push_button
from holysheep_desktop.ui.languages import Translated

translate = QCoreApplication.translate
LANGUAGE_NAMES = {"ko": "한국어", "ja": "日本語", "en": "English"}
"""Each in its own words, so never translated."""


@cache
def presets() -> tuple[Preset, ...]:
    """The presets that come with the program."""
    path = resource_path("sample_prompts") / "presets.toml"
    return parse_presets(path.read_text(encoding="utf-8"))


def topic_words(topic: Topic) -> str:
    """What a preset is about."""
    return {
        Topic.FILM: translate("PresetRows", "Film review"),
        Topic.CODE: translate("PresetRows", "Code"),
        Topic.CAPITAL: translate("PresetRows", "Capital"),
    }[topic]


class PresetRows(Translated, QWidget):
    """Signals: preset_chosen(Preset)."""

    preset_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("presetRows")
        self._buttons: dict[QPushButton, Preset] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP_LABEL)
        languages = tuple(dict.fromkeys(preset.language for preset in presets()))
        for row, language in enumerate(languages):
            name = plain_label("presetLanguage", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED)
            name.setText(LANGUAGE_NAMES.get(language, language))
            grid.addWidget(name, row, 0)
        for preset in presets():
            button = push_button(f"preset_{preset.language}_{preset.topic.value}")
            button.clicked.connect(self._on_clicked)
            row = languages.index(preset.language)
            grid.addWidget(button, row, 1 + list(Topic).index(preset.topic))
            self._buttons[button] = preset
        for column in range(len(Topic)):
            grid.setColumnStretch(1 + column, 1)
        self._retranslate()

    @override
    def _retranslate(self) -> None:
        for button, preset in self._buttons.items():
            language = LANGUAGE_NAMES.get(preset.language, preset.language)
            words = topic_words(preset.topic)
            button.setText(words)
            button.setAccessibleName(f"{words}, {language}")
            explain(button, f"{preset.prompt}\n↔\n{preset.comparison}")

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.preset_chosen.emit(self._buttons[button])
