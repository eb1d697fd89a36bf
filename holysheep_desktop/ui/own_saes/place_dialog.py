"""Where an SAE reads, asked because its files do not say it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from holysheep_desktop.core.models import HookPoint
from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.core.sae_import import SaePlace, guessed_hook_point, guessed_layer
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, Role, TypeSize
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.boxes import ChoiceBox, NumberBox
from holysheep_desktop.ui.widgets.inputs import inset

MOST_LAYERS = 1000
_WIDTH = 440
_NAME_LIMIT = 120


class PlaceDialog(Translated, QDialog):
    """Layer and hook point, filled in as far as the path says them."""

    def __init__(self, path: Path, n_layers: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("saePlace")
        self._path = path
        self._title = plain_label("saePlaceTitle", size=TypeSize.HEADING, bold=True, wraps=True)
        self._why = plain_label("saePlaceWhy", ink=Role.TEXT_MUTED, wraps=True)
        self._layer_label, self._hook_label = QLabel(), QLabel()
        self._layer = inset(NumberBox())
        self._layer.setObjectName("saePlaceLayer")
        self._layer.setRange(0, (n_layers or MOST_LAYERS) - 1)
        self._layer.setValue(guessed_layer(path) or 0)
        self._hook = ChoiceBox()
        self._hook.setObjectName("saePlaceHook")
        for hook_point in HookPoint:
            self._hook.addItem("", hook_point.value)
        self._hook.setCurrentIndex(self._hook.findData(guessed_hook_point(path).value))
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._build()
        self._retranslate()

    def place(self) -> SaePlace:
        """What was said."""
        return SaePlace(self._layer.value(), HookPoint(str(self._hook.currentData())))

    def _build(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(GAP_GROUP)
        form.setVerticalSpacing(GAP)
        for label, field in ((self._layer_label, self._layer), (self._hook_label, self._hook)):
            label.setBuddy(field)
            form.addRow(label, field)
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setProperty("primary", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP_GROUP)
        column.setSpacing(GAP)
        column.addWidget(self._title)
        column.addWidget(self._why)
        column.addLayout(form)
        column.addSpacing(GAP)
        column.addWidget(self._buttons)
        self.setFixedWidth(_WIDTH)

    @override
    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Add SAE"))
        name = plain_text("/".join(self._path.parts[1:][-4:]), _NAME_LIMIT)
        self._title.setText(self.tr("Where does this SAE read? {name}").format(name=name))
        self._why.setText(
            self.tr("Its files do not say it. A wrong layer or place gives features that mean nothing.")
        )
        self._layer_label.setText(self.tr("Layer"))
        self._layer.setAccessibleName(self.tr("Layer"))
        self._hook_label.setText(self.tr("Hook point"))
        self._hook.setAccessibleName(self.tr("Hook point"))
        words = {
            HookPoint.RESID_PRE: self.tr("residual stream before the layer"),
            HookPoint.RESID_MID: self.tr("residual stream after attention"),
            HookPoint.RESID_POST: self.tr("residual stream after the layer"),
            HookPoint.ATTN_OUT: self.tr("attention output"),
            HookPoint.MLP_OUT: self.tr("MLP output"),
        }
        for index, hook_point in enumerate(HookPoint):
            self._hook.setItemText(index, f"{hook_point.value} · {words[hook_point]}")
        add = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        add.setText(self.tr("Add"))
        add.setAccessibleName(self.tr("Add this SAE"))
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
