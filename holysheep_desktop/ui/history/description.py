"""What the user says about a run: a name, tags and a note; kept as soon as the typing pauses."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from holysheep_desktop.core.history import RunKey, RunRow
from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.ui.appearance.theme import GAP, Role
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.languages import Translated

_PAUSE_MS = 500
_NAME_LIMIT, _TAGS_LIMIT, _TAG_LIMIT, _NOTE_LIMIT = 200, 1_000, 60, 20_000
_NOTE_LINES = 3


@dataclass(frozen=True, slots=True)
class Description:
    """What was written about a run."""

    key: RunKey
    name: str
    note: str
    tags: tuple[str, ...]


class DescriptionForm(Translated, QWidget):
    """Signals: described(Description) when the typing has paused, or another run is to be shown."""

    described = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runDescription")
        self._row: RunRow | None = None
        self._name, self._tags, self._note = QLineEdit(), QLineEdit(), QPlainTextEdit()
        names = ("runNameLabel", "runTagsLabel", "runNoteLabel")
        self._labels = [plain_label(name, ink=Role.TEXT_MUTED) for name in names]
        self._pause = QTimer(self)
        self._build()
        self._connect()
        self._retranslate()

    def show_run(self, row: RunRow) -> None:
        """Show another run, after keeping what was typed about the one before."""
        is_same = self._row is not None and self._row.key == row.key
        if is_same and self._pause.isActive():
            return
        self.keep()
        self._row = row
        self._fill(self._name, row.name)
        self._fill(self._tags, ", ".join(row.tags))
        if self._note.toPlainText() != row.note:
            self._note.blockSignals(True)
            self._note.setPlainText(row.note)
            self._note.blockSignals(False)

    def set_editable(self, is_editable: bool) -> None:
        """Whether anything can be written at all."""
        for field in (self._name, self._tags, self._note):
            field.setReadOnly(not is_editable)

    def focus_name(self) -> None:
        """Put the cursor into the name."""
        self._name.setFocus()
        self._name.selectAll()

    @Slot()
    def keep(self) -> None:
        """Keep what was typed now."""
        if not self._pause.isActive() or self._row is None:
            return
        self._pause.stop()
        note = self._note.toPlainText()[:_NOTE_LIMIT]
        name = plain_text(self._name.text().strip(), _NAME_LIMIT)
        self.described.emit(Description(self._row.key, name, note, tags_of(self._tags.text())))

    def _build(self) -> None:
        self._name.setObjectName("runName")
        self._name.setMaxLength(_NAME_LIMIT)
        self._tags.setObjectName("runTags")
        self._tags.setMaxLength(_TAGS_LIMIT)
        self._note.setObjectName("runNote")
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(self._note.fontMetrics().lineSpacing() * _NOTE_LINES + 2 * GAP)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(GAP)
        form.setVerticalSpacing(GAP)
        for label, field in zip(self._labels, (self._name, self._tags, self._note), strict=True):
            label.setBuddy(field)
            form.addRow(label, field)

    def _connect(self) -> None:
        self._name.textEdited.connect(self._on_edited)
        self._tags.textEdited.connect(self._on_edited)
        self._note.textChanged.connect(self._on_edited)
        self._name.editingFinished.connect(self.keep)
        self._tags.editingFinished.connect(self.keep)
        self._pause.timeout.connect(self._on_paused)

    @override
    def _retranslate(self) -> None:
        texts = (self.tr("Name"), self.tr("Tags"), self.tr("Note"))
        for label, field, text in zip(self._labels, (self._name, self._tags, self._note), texts, strict=True):
            label.setText(text)
            field.setAccessibleName(text)
        self._tags.setPlaceholderText(self.tr("separated by commas"))
        self._name.setPlaceholderText(self.tr("the prompt stands for it"))

    @staticmethod
    def _fill(field: QLineEdit, text: str) -> None:
        if field.text() != text:
            field.setText(text)

    @Slot()
    def _on_edited(self) -> None:
        self._pause.start()

    @Slot()
    def _on_paused(self) -> None:
        self._pause.start()  # `keep` writes only what still waits
        self.keep()


def tags_of(text: str) -> tuple[str, ...]:
    """The tags in a line, each once.

    >>> tags_of("논문, #paper , paper,")
    ('논문', 'paper')
    """
    tags = (plain_text(tag.strip().removeprefix("#").strip(), _TAG_LIMIT) for tag in text.split(","))
    return tuple(dict.fromkeys(tag for tag in tags if tag))
