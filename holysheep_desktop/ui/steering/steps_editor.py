"""The features that are steered, one row each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.requests import Steering, SteeringMode
from holysheep_desktop.ui.appearance.theme import GAP_LABEL, Role, TypeSize
from holysheep_desktop.ui.controls import plain_label, push_button
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.steering.step_row import StepRow

MOST_STEPS = 16


class StepsEditor(Translated, QWidget):
    """Signals: changed() when a step comes, goes or changes."""

    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("steeringSteps")
        self._session = session
        self._rows: list[StepRow] = []
        self._hint = plain_label("stepsHint", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        self._add = push_button("addStep")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP_LABEL)
        self._column.addWidget(self._hint)
        self._column.addWidget(self._add)
        self._add.clicked.connect(self._on_add_clicked)
        session.sae_changed.connect(self._follow)
        self._retranslate()

    def take_typed(self) -> None:
        """Take numbers that are still being typed."""
        for row in self.rows:
            row.take_typed()

    def steps(self) -> tuple[Steering, ...]:
        """What is to be done, in the order of the rows."""
        return tuple(row.step for row in self._rows)

    @property
    def rows(self) -> Sequence[StepRow]:
        """The rows from top to bottom."""
        return tuple(self._rows)

    def show_steps(self, steps: Sequence[Steering]) -> None:
        """Replace all rows."""
        for row in self._rows:
            self._take_out(row)
        self._rows = []
        for step in steps[:MOST_STEPS]:
            self._append(step)
        self._follow()

    def _append(self, step: Steering) -> None:
        row = StepRow(self._session, step, self)
        row.changed.connect(self.changed)
        row.removed.connect(self._on_removed)
        self._column.insertWidget(len(self._rows), row)
        self._rows.append(row)

    def _take_out(self, row: StepRow) -> None:
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    @override
    def _retranslate(self) -> None:
        self._add.setText(self.tr("Add a feature"))
        self._add.setAccessibleName(self.tr("Add a feature"))
        self._follow()

    @Slot()
    def _follow(self) -> None:
        """A feature can be added where an SAE is known and there is room."""
        sae = self._session.sae
        self._add.setEnabled(sae is not None and len(self._rows) < MOST_STEPS)
        self._hint.setText(
            ""
            if sae is not None
            else self.tr("This endpoint names no SAE, so there is no feature to steer. Use the local model.")
        )
        self._hint.setVisible(bool(self._hint.text()))

    @Slot()
    def _on_add_clicked(self) -> None:
        sae = self._session.sae
        if sae is None:
            return
        last = self._rows[-1].step if self._rows else Steering(sae.sae_id, 0, SteeringMode.ADD)
        self._append(replace(last, sae_id=sae.sae_id, mode=SteeringMode.ADD, strength=0.0))
        self._follow()
        self.changed.emit()

    @Slot()
    def _on_removed(self) -> None:
        row = self.sender()
        if isinstance(row, StepRow):
            self._rows.remove(row)
            self._take_out(row)
            self._follow()
            self.changed.emit()
