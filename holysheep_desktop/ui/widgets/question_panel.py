"""The left column of an analysis tab: what is asked, Run, and how far the run has come."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.source import Progress
from holysheep_desktop.errors import InputError
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, TypeSize
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.draft import decimal, whole_number
from holysheep_desktop.ui.widgets.field import Field
from holysheep_desktop.ui.widgets.inputs import tool_button
from holysheep_desktop.ui.widgets.question_form import QuestionForm
from holysheep_desktop.ui.widgets.run_button import RunButton
from holysheep_desktop.ui.widgets.run_progress import RunProgress
from holysheep_desktop.ui.words.errors import input_sentence

PANEL_WIDTH = 360
FOLDED_WIDTH = 40
_NARROWEST = 280


class QuestionPanel(Translated, QWidget):
    """Fields above, Run below.

    A tab adds its fields to `form` and gives `request` and `show_request`; what is no number it adds to
    `draft` and `restore_draft`.
    Ctrl+Enter and Escape reach it from any of its fields and mean Run and Stop.
    """

    run_requested = Signal()
    stop_requested = Signal()
    folded = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = QuestionForm(self)
        self._title = plain_label("questionTitle", size=TypeSize.HEADING, bold=True)
        self._fold = tool_button("foldQuestion")
        self._run = RunButton(self)
        self._progress = RunProgress(self)
        self._foot = QWidget(self)
        self._head_extras: list[QWidget] = []
        self._numbers: dict[str, QSpinBox | QDoubleSpinBox] = {}
        self._build()
        self._run.run_requested.connect(self.run_requested)
        self._run.stop_requested.connect(self.stop_requested)
        self._fold.clicked.connect(self._on_fold_clicked)
        self._show_folded(is_folded=False)

    def _build(self) -> None:
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(GAP_GROUP, GAP, GAP_GROUP, GAP_GROUP)
        foot.setSpacing(GAP)
        foot.addWidget(self._run)
        foot.addWidget(self._progress)
        head = self._head = QHBoxLayout()
        head.setContentsMargins(GAP_GROUP, GAP, GAP, 0)
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._fold)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GAP, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.form, stretch=1)
        column.addWidget(self._foot)
        column.addStretch()

    def add_to_head(self, widget: QWidget) -> None:
        """Put something beside the title; it stands there while the panel is not folded."""
        self._head.insertWidget(self._head.count() - 1, widget)
        self._head_extras.append(widget)

    def request(self) -> AnalysisRequest:
        """The question as it stands; raises InputError that names a field."""
        raise NotImplementedError

    def show_request(self, request: AnalysisRequest) -> None:
        """Fill the fields as a request says."""
        raise NotImplementedError

    def draft(self) -> dict[str, str]:
        """What is typed, for the settings file."""
        numbers = {name: str(box.value()) for name, box in self._numbers.items()}
        return {**numbers, "folded": str(int(self.is_folded))}

    def restore_draft(self, draft: Mapping[str, str]) -> None:
        """Take back what `draft` gave; what is missing stays as it is."""
        for name, box in self._numbers.items():
            if isinstance(box, QDoubleSpinBox):
                box.setValue(decimal(draft, name, box.value()))
            else:
                box.setValue(whole_number(draft, name, box.value()))
        self.fold(draft.get("folded") == "1")

    def keep_numbers(self, **boxes: QSpinBox | QDoubleSpinBox) -> None:
        """Have the draft keep these boxes under these names."""
        self._numbers = boxes

    @property
    def is_running(self) -> bool:
        """Whether the button says Stop."""
        return self._run.is_running

    @property
    def progress_words(self) -> str:
        """What stands under the button."""
        return self._progress.words

    def field(self, name: str) -> Field:
        """The field of that name in the request."""
        return self.form.field(name)

    def focus_run(self) -> None:
        """Give the keys to Run, where what had them is gone."""
        self._run.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_running(self) -> None:
        """Turn Run into Stop; the fields stay readable and can be changed for the next run."""
        self.form.clear_errors()
        self._run.show_running(True)
        self._progress.show_started()

    def show_progress(self, progress: Progress) -> Progress:
        """Follow the run under the button; the report comes back as it is shown there."""
        self._progress.show_progress(progress)
        return progress

    def show_idle(self, words: str = "") -> None:
        """Turn Stop back into Run; `words` may say how the run ended."""
        self._run.show_running(False)
        self._progress.show_idle(words)

    def show_input_error(self, error: InputError) -> None:
        """Say beside its field what is wrong, or under the button where no field has its name."""
        self.form.clear_errors()
        if not self.form.show_error(error.field, input_sentence(error)):
            self._progress.show_idle(input_sentence(error))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not event.isAutoRepeat() and not self.is_running:
                self.run_requested.emit()
        elif event.key() == Qt.Key.Key_Escape and self.is_running:
            self.stop_requested.emit()
        else:
            super().keyPressEvent(event)

    @override
    def _retranslate(self) -> None:
        self._name_frame()

    @override
    def sizeHint(self) -> QSize:
        return QSize(PANEL_WIDTH, super().sizeHint().height())

    @property
    def is_folded(self) -> bool:
        """Whether only the button that unfolds it is left."""
        return self._is_folded

    def fold(self, is_folded: bool) -> None:
        """Fold the question away, or bring it back."""
        if is_folded != self._is_folded:
            self._show_folded(is_folded)
            self.folded.emit(is_folded)

    def _show_folded(self, is_folded: bool) -> None:
        self._is_folded = is_folded
        for part in (self._title, self.form, self._foot, *self._head_extras):
            part.setVisible(not is_folded)
        self._fold.setArrowType(Qt.ArrowType.RightArrow if is_folded else Qt.ArrowType.LeftArrow)
        self.setMinimumWidth(FOLDED_WIDTH if is_folded else _NARROWEST)
        self.setMaximumWidth(FOLDED_WIDTH if is_folded else 2 * PANEL_WIDTH)
        self._name_frame()

    def _name_frame(self) -> None:
        self._title.setText(self.tr("Question"))
        words = self.tr("Unfold the question") if self._is_folded else self.tr("Fold the question away")
        self._fold.setToolTip(words)
        self._fold.setAccessibleName(words)

    @Slot()
    def _on_fold_clicked(self) -> None:
        self.fold(not self._is_folded)
