"""The local endpoint in the settings: the file of its model."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from holysheep_desktop.ui.appearance.theme import GAP, Role
from holysheep_desktop.ui.controls import plain_label, push_button
from holysheep_desktop.ui.endpoints.form_page import FormPage
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.notices.dialogs import ask_open_path


class LocalForm(FormPage):
    """Shows and gives back the path of the model file; empty means the installed one."""

    def __init__(self, model_path: str, parent: QWidget | None = None) -> None:
        super().__init__("localForm", parent, margin=0)
        self._about = plain_label("localAbout", ink=Role.TEXT_MUTED, wraps=True)
        self._model_path = QLineEdit(model_path)
        self._model_path.setObjectName("modelPath")
        self._browse = push_button("modelBrowse")
        self._browsing = Job(self)
        row = QWidget()
        row.setObjectName("modelRow")
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self._model_path, stretch=1)
        layout.addWidget(self._browse)
        self.add_wide(self._about)
        self.add_field(row)
        self._browse.clicked.connect(self._on_browse_clicked)
        self._browsing.succeeded.connect(self._on_model_chosen)
        self._retranslate()

    @property
    def model_path(self) -> str:
        """As it stands in the field."""
        return self._model_path.text().strip()

    @override
    def _retranslate(self) -> None:
        self.set_words((), (self.tr("Model file (GGUF)"),))
        self._about.setText(
            self.tr("Gemma 3 270M runs on this computer, in its own process. It needs no key and no network.")
        )
        self._model_path.setPlaceholderText(self.tr("the installed model"))
        self._model_path.setAccessibleName(self.tr("Model file (GGUF)"))
        self._browse.setText(self.tr("Choose…"))
        self._browse.setAccessibleName(self.tr("Choose a model file"))

    @Slot()
    def _on_browse_clicked(self) -> None:
        folder = Path(self.model_path).parent if self.model_path else Path.home()
        filters = [self.tr("Model files (*.gguf)")]
        question = ask_open_path(self, self.tr("Choose a model file"), folder, filters)
        self._browsing.start(question, name="choose model file")

    @Slot(object)
    def _on_model_chosen(self, path: Path | None) -> None:
        if path is not None:
            self._model_path.setText(str(path))
