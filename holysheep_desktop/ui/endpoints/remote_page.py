"""How to start an engine for bigger models on another machine: commands to copy, made of a few choices."""

from __future__ import annotations

import secrets

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication, QTextOption
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from holysheep_desktop.core.connections.remote_engine import (
    DEVICES,
    DTYPES,
    PORT,
    PORTS,
    RemoteEngine,
    parse_machine,
    parse_saes,
)
from holysheep_desktop.errors import InputError
from holysheep_desktop.ui.appearance.theme import GAP, Role, TypeSize, set_invalid
from holysheep_desktop.ui.controls import plain_label, push_button
from holysheep_desktop.ui.endpoints.form_page import FormPage
from holysheep_desktop.ui.widgets.boxes import ChoiceBox, NumberBox
from holysheep_desktop.ui.widgets.inputs import inset

_EXAMPLE_MACHINE, _EXAMPLE_MODEL = "user@gpu-server", "gpt2"
_EXAMPLE_SAE = "gpt2-small-res-jb/blocks.8.hook_resid_pre"
_SAES_HEIGHT, _LINE_HEIGHT, _LONG_HEIGHT = 52, 34, 78
_STEPS = ("install", "serve", "tunnel", "address", "token")
_TOKEN_BYTES = 24


class RemotePage(FormPage):
    """Changes no settings: what it shows is run elsewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("remotePage", parent)
        self._token = secrets.token_urlsafe(_TOKEN_BYTES)
        self._about = plain_label("remoteAbout", ink=Role.TEXT_MUTED, wraps=True)
        self._machine, self._model = QLineEdit(_EXAMPLE_MACHINE), QLineEdit(_EXAMPLE_MODEL)
        self._machine.setObjectName("remoteMachine")
        self._model.setObjectName("remoteModel")
        self._saes = QPlainTextEdit(_EXAMPLE_SAE)
        self._saes.setObjectName("remoteSaes")
        self._saes.setFixedHeight(_SAES_HEIGHT)
        self._saes.setTabChangesFocus(True)
        self._device, self._dtype = ChoiceBox(), ChoiceBox()
        self._device.setObjectName("remoteDevice")
        self._dtype.setObjectName("remoteDtype")
        self._port = inset(NumberBox())
        self._port.setObjectName("remotePort")
        self._port.setRange(*PORTS)
        self._port.setValue(PORT)
        self._shown = {step: self._command(step) for step in _STEPS}
        self._copies = {step: push_button(f"remoteCopy_{step}") for step in _STEPS}
        self._note = plain_label("remoteNote", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        self._build()
        self._retranslate()
        self._connect()

    def _command(self, step: str) -> QPlainTextEdit:
        field = QPlainTextEdit(readOnly=True)
        field.setObjectName(f"remote_{step}")
        field.setTabChangesFocus(True)
        field.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        is_long = step == "serve"
        field.setFixedHeight(_LONG_HEIGHT if is_long else _LINE_HEIGHT)
        if not is_long:
            field.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return field

    def _build(self) -> None:
        self.add_wide(self._about)
        for field in (self._machine, self._model, self._saes, self._where()):
            self.add_field(field)
        self.add_heading()
        for step in _STEPS:
            self.add_field(_row(f"remoteRow_{step}", self._shown[step], self._copies[step]))
        self.add_wide(self._note)

    def _where(self) -> QWidget:
        return _row("remoteWhere", self._device, self._dtype, self._port)

    def _connect(self) -> None:
        for edit in (self._machine, self._model):
            edit.textChanged.connect(self._show)
        self._saes.textChanged.connect(self._show)
        self._device.currentIndexChanged.connect(self._show)
        self._dtype.currentIndexChanged.connect(self._show)
        self._port.valueChanged.connect(self._show)
        for button in self._copies.values():
            button.clicked.connect(self._on_copy_clicked)

    @override
    def _retranslate(self) -> None:
        steps = (
            self.tr("1. There, once"),
            self.tr("2. There"),
            self.tr("3. Here"),
            self.tr("4. New server"),
            self.tr("5. Its key"),
        )
        for shown, words in zip(self._shown.values(), steps, strict=True):
            shown.setAccessibleName(words)
        self.set_words(
            (self.tr("What to run"),),
            (
                self.tr("Machine"),
                self.tr("Model"),
                self.tr("SAEs"),
                self.tr("Device, numbers, port"),
                *steps,
            ),
        )
        self._about.setText(
            self.tr(
                "Another machine can run any model that TransformerLens knows, with any SAE of SAELens. This "
                "program then asks it like every other server."
            )
        )
        self._note.setText(
            self.tr(
                "Steps 1 and 2 are run in a copy of this program's folder; a wheel's name may stand for the "
                "dot."
            )
            + " "
            + self.tr(
                "Model: a name of the Hugging Face Hub or a folder there; empty means Gemma 3 270M. SAEs: "
                "one a line, as release/sae_id or a folder. SSH carries the questions, so neither they nor "
                "the key travel in the open. The key is made anew whenever this page opens."
            )
        )
        self._fill(self._device, DEVICES, self.tr("fastest device"))
        self._fill(self._dtype, DTYPES, self.tr("exact numbers if they fit"))
        self._device.setAccessibleName(self.tr("Device"))
        self._dtype.setAccessibleName(self.tr("Numbers"))
        self._port.setAccessibleName(self.tr("Port"))
        for step, button in self._copies.items():
            button.setText(self.tr("Copy"))
            button.setAccessibleName(self.tr("Copy step {n}").format(n=_STEPS.index(step) + 1))
        self._show()

    def _fill(self, combo: QComboBox, values: tuple[str, ...], usual: str) -> None:
        if combo.count() == 0:
            for value in values:
                combo.addItem(value, value)
        combo.setItemText(0, usual)

    @Slot()
    def _show(self) -> None:
        try:
            machine = parse_machine(self._machine.text())
        except InputError:
            machine = None
        set_invalid(self._machine, machine is None)
        engine = RemoteEngine(
            machine or _EXAMPLE_MACHINE, self._model.text().strip(), parse_saes(self._saes.toPlainText()),
            str(self._device.currentData()), str(self._dtype.currentData()), self._port.value(), self._token,
        )  # fmt: skip
        texts = (engine.install, engine.serve, engine.tunnel, engine.address, engine.token)
        for step, text in zip(_STEPS, texts, strict=True):
            self._shown[step].setPlainText(text)
        self._copies["tunnel"].setEnabled(machine is not None)

    @Slot()
    def _on_copy_clicked(self) -> None:
        step = next(step for step, button in self._copies.items() if button is self.sender())
        QGuiApplication.clipboard().setText(self._shown[step].toPlainText())


def _row(name: str, *widgets: QWidget) -> QWidget:
    row = QWidget()
    row.setObjectName(name)
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(GAP)
    for nth, widget in enumerate(widgets):
        layout.addWidget(widget, stretch=1 if nth == 0 else 0)
    return row
