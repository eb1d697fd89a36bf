"""The user's own label of a feature: written here, kept by the endpoint, and exchanged as files."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.labelling.own_labels import LABEL_LIMIT, is_own, own_text
from holysheep_desktop.core.results import Label
from holysheep_desktop.core.stores import LabelFiles
from holysheep_desktop.errors import BadRequestError, NotFoundError
from holysheep_desktop.ui.appearance.theme import GAP_LABEL, Role, TypeSize
from holysheep_desktop.ui.controls import plain_label, push_button
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.sae.label_desk import LabelDesk
from holysheep_desktop.ui.sae.typed_labels import TypedLabels
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.inputs import tool_button
from holysheep_desktop.ui.words.errors import describe


class LabelEdit(Translated, QWidget):
    """One field for the label of the feature that is shown; an empty one takes the own label away.

    What was typed and is not kept yet, or cannot be, is there again when its feature is shown again.

    Signals: label_kept() after it was written or taken away; labels_imported() after a file was read.
    """

    label_kept = Signal()
    labels_imported = Signal()

    def __init__(self, session: Session, files: LabelFiles | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._sae_id: str | None = None
        self._feature: int | None = None
        self._kept = ""
        self._typed = TypedLabels()
        self._job = Job(self)
        self._field = QLineEdit(self)
        self._keep = push_button("keepLabel")
        self._more = tool_button("labelsMenu", "⋯")
        self._export, self._import_new, self._import_all = (QAction(self) for _ in range(3))
        self._state = plain_label("labelState", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        self._desk = LabelDesk(session, files, self) if files is not None else None
        self._build()
        self._connect()
        self._retranslate()

    def _build(self) -> None:
        self._field.setObjectName("ownLabel")
        self._field.setMaxLength(LABEL_LIMIT)
        menu = QMenu(self._more)
        menu.setObjectName("labelsMenuEntries")
        for action, name in (
            (self._export, "exportLabels"),
            (self._import_new, "importNewLabels"),
            (self._import_all, "importAllLabels"),
        ):
            action.setObjectName(name)
            menu.addAction(action)
        self._more.setMenu(menu)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setVisible(self._desk is not None)
        self._state.hide()
        row = QHBoxLayout()
        row.setSpacing(GAP_LABEL)
        row.addWidget(self._field, stretch=1)
        row.addWidget(self._keep)
        row.addWidget(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_LABEL)
        column.addLayout(row)
        column.addWidget(self._state)

    def _connect(self) -> None:
        self._field.textChanged.connect(self._on_text_changed)
        self._field.returnPressed.connect(self._on_keep_clicked)
        self._keep.clicked.connect(self._on_keep_clicked)
        self._job.succeeded.connect(self._on_kept)
        self._job.failed.connect(self._on_failed)
        self._session.source_changed.connect(self._job.cancel)
        self._session.model_changed.connect(self._on_model_changed)
        if self._desk is not None:
            self._export.triggered.connect(self._on_export)
            self._import_new.triggered.connect(self._on_import_new)
            self._import_all.triggered.connect(self._on_import_all)
            self._desk.said.connect(self._say)
            self._desk.failed.connect(self._on_failed)
            self._desk.imported.connect(self.labels_imported)

    @property
    def state_words(self) -> str:
        """What is said below the field."""
        return self._state.text()

    def show_label(self, sae_id: str, feature: int, label: Label | None) -> None:
        """Edit the own label of this feature; an automatic one is not the user's to edit."""
        if (sae_id, feature) != (self._sae_id, self._feature):
            self._job.cancel()
            self._say("")
        self._sae_id, self._feature = sae_id, feature
        self._kept = label.text if label is not None and is_own(label) else ""
        shown = self._typed.text(sae_id, feature, self._kept)
        if shown != self._field.text():
            self._field.setText(shown)
            self._field.setCursorPosition(0)
        self._on_text_changed(shown)
        self._show_abilities()

    def _show_abilities(self) -> None:
        keeps_none = self._keeps_none()
        for part in (self._keep, self._import_new, self._import_all):
            part.setVisible(not keeps_none)
        if keeps_none and not self.state_words:
            self._say(self._keeps_none_words())

    def _keeps_none(self) -> bool:
        model = self._session.model
        return model is not None and model.capabilities.keeps_labels is False

    def _keeps_none_words(self) -> str:
        words = self.tr("This endpoint keeps no labels of yours.")
        if self._desk is None or self._sha256() is None:
            return words
        more = self.tr(
            "What you type stays here until the program ends, also when you ask another endpoint; ⋯ writes "
            "it to a file."
        )
        return f"{words} {more}"

    def _sha256(self) -> str | None:
        """The weights of the SAE, which name the file of its labels."""
        model = self._session.model
        sae = model.sae(self._sae_id) if model is not None and self._sae_id is not None else None
        return None if sae is None else sae.sha256

    @override
    def _retranslate(self) -> None:
        self._field.setPlaceholderText(self.tr("Your own label"))
        self._field.setAccessibleName(self.tr("Your own label of this feature"))
        self._keep.setText(self.tr("Keep"))
        self._more.setAccessibleName(self.tr("Own labels as files"))
        self._more.setToolTip(self.tr("Own labels as files"))
        self._export.setText(self.tr("Export your labels of this SAE …"))
        self._import_new.setText(self.tr("Import labels; where both have one, yours stays …"))
        self._import_all.setText(self.tr("Import labels; where both have one, the file's wins …"))
        self._on_model_changed()

    @Slot()
    def _on_model_changed(self) -> None:
        self._say("")
        if self._feature is not None:
            self._show_abilities()

    @Slot(str)
    def _say(self, words: str) -> None:
        self._state.setText(words)
        self._state.setVisible(bool(words))

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        is_changed = False
        if self._sae_id is not None and self._feature is not None:
            is_changed = self._typed.note(self._sae_id, self._feature, text, self._kept)
        self._keep.setEnabled(is_changed)

    @Slot()
    def _on_keep_clicked(self) -> None:
        if self._keep.isEnabled():
            self._write("")

    @Slot(str, str)
    def take(self, text: str, source: str) -> None:
        """Keep a label that somebody else proposed, as the user's own."""
        self._field.setText(text)
        self._write(source)

    def _write(self, source: str) -> None:
        if self._sae_id is None or self._feature is None or self._keeps_none():
            return
        self._say("")
        text = own_text(self._field.text())
        work = self._session.source.write_label(self._sae_id, self._feature, text, source)
        self._job.start(work, name="keep label")

    @Slot(object)
    def _on_kept(self, _nothing: object) -> None:
        self._kept = own_text(self._field.text())
        self._on_text_changed(self._field.text())
        self.label_kept.emit()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        if isinstance(error, NotFoundError):
            self._say(self._keeps_none_words())
        elif isinstance(error, BadRequestError) and error.code == "other_weights":
            self._say(self.tr("This file belongs to an SAE with other weights; nothing was changed."))
        else:
            notice = describe(error)
            self._say(f"{notice.title} {notice.advice}".strip())

    @Slot()
    def _on_export(self) -> None:
        if self._desk is not None and self._sae_id is not None:
            self._desk.save(self._sae_id, self._typed.labels(self._sae_id, self._sha256()))

    @Slot()
    def _on_import_new(self) -> None:
        if self._desk is not None and self._sae_id is not None:
            self._desk.take(self._sae_id, replaces=False)

    @Slot()
    def _on_import_all(self) -> None:
        if self._desk is not None and self._sae_id is not None:
            self._desk.take(self._sae_id, replaces=True)
