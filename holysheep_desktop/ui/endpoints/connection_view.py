"""“Test connection”: the steps with a verdict and a cure each."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.connections.connection_test import (
    ConnectionStep,
    ConnectionTester,
    StepRemark,
    StepResult,
    StepVerdict,
)
from holysheep_desktop.core.endpoints import Endpoint
from holysheep_desktop.ui.appearance.theme import GAP, GAP_LABEL, Role, TypeSize, set_ink
from holysheep_desktop.ui.controls import plain_label, push_button
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.words.errors import describe

_INKS = {
    StepVerdict.PASSED: Role.GOOD,
    StepVerdict.WARNED: Role.WARN,
    StepVerdict.FAILED: Role.BAD,
    StepVerdict.SKIPPED: Role.TEXT_MUTED,
}
_MARKS = {
    StepVerdict.PASSED: "✓",
    StepVerdict.WARNED: "!",
    StepVerdict.FAILED: "✗",
    StepVerdict.SKIPPED: "–",
}


class ConnectionView(Translated, QWidget):
    """Signals: test_requested(); answer it with `start`."""

    test_requested = Signal()

    def __init__(self, tester: ConnectionTester | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("connectionView")
        self._tester = tester
        self._results: dict[ConnectionStep, StepResult] = {}
        self._job = Job(self)
        self._button = push_button("testConnection")
        self._note = plain_label("testNote", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        self._rows = {step: _labels(step) for step in ConnectionStep}
        self._build()
        self._button.clicked.connect(self._on_clicked)
        self._job.started.connect(self._show)
        self._job.finished.connect(self._show)
        self._retranslate()

    def start(self, endpoint: Endpoint) -> None:
        """Try this endpoint as it stands in the form."""
        assert self._tester is not None
        self._results = {}
        self._job.start(self._tested(self._tester, endpoint), name="test connection")

    def clear(self) -> None:
        """Forget what was found: another endpoint is shown, or it was changed."""
        self._job.cancel()
        self._results = {}
        self._show()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self._button)
        head.addWidget(self._note, stretch=1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP_LABEL)
        grid.setColumnStretch(2, 1)
        for row, labels in enumerate(self._rows.values()):
            for column, label in enumerate(labels):
                grid.addWidget(label, row, column)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(head)
        column.addLayout(grid)
        self.setVisible(self._tester is not None)

    async def _tested(self, tester: ConnectionTester, endpoint: Endpoint) -> None:
        async for result in tester.test(endpoint):
            self._results[result.step] = result
            self._show()

    @override
    def _retranslate(self) -> None:
        self._note.setText(self.tr("The last step asks for one token, which a server may charge for."))
        names = {
            ConnectionStep.NAME: self.tr("Address"),
            ConnectionStep.TLS: self.tr("Encryption"),
            ConnectionStep.KEY: self.tr("Key"),
            ConnectionStep.MODELS: self.tr("Models"),
            ConnectionStep.SAE: self.tr("SAE"),
            ConnectionStep.ANALYSIS: self.tr("Analysis"),
        }
        for step, (_, name, _) in self._rows.items():
            name.setText(names[step])
        self._show()

    @Slot()
    def _show(self) -> None:
        is_running = self._job.is_running
        self._button.setText(self.tr("Stop") if is_running else self.tr("Test connection"))
        self._button.setAccessibleName(self._button.text())
        waiting = next((step for step in ConnectionStep if step not in self._results), None)
        for step, (mark, name, words) in self._rows.items():
            result = self._results.get(step)
            has_row = bool(self._results) or is_running
            for label in (mark, name, words):
                label.setVisible(has_row)
            ink = _INKS[result.verdict] if result else Role.TEXT_MUTED
            mark.setText(_MARKS[result.verdict] if result else "")
            set_ink(mark, ink)
            words.setText(self._words(result) if result else self._waiting(is_running and step is waiting))
            set_ink(words, Role.TEXT if result and result.verdict is not StepVerdict.SKIPPED else ink)
            words.setAccessibleDescription(name.text())

    def _waiting(self, is_next: bool) -> str:
        return self.tr("trying…") if is_next else ""

    def _words(self, result: StepResult) -> str:
        if result.error is not None:
            notice = describe(result.error)
            return f"{notice.title} {notice.advice}"
        verdicts = {
            StepVerdict.PASSED: self.tr("good"),
            StepVerdict.WARNED: self.tr("works in part"),
            StepVerdict.FAILED: self.tr("failed"),
            StepVerdict.SKIPPED: self.tr("not tried"),
        }
        said = self._remark(result)
        return " · ".join(part for part in (verdicts[result.verdict], said or self._detail(result)) if part)

    def _detail(self, result: StepResult) -> str:
        if result.step is ConnectionStep.MODELS and result.detail.isdigit():
            return self.tr("models: {n}").format(n=result.detail)
        return result.detail

    def _remark(self, result: StepResult) -> str:
        return {
            StepRemark.NONE: "",
            StepRemark.THROUGH_PROXY: self.tr("through the proxy {proxy}").format(proxy=result.detail),
            StepRemark.NOT_ENCRYPTED: self.tr("Not encrypted: use its https address if it has one."),
            StepRemark.ON_THIS_MACHINE: self.tr("on this computer, so nothing to encrypt"),
            StepRemark.NO_KEY_NEEDED: self.tr("needs none"),
            StepRemark.NO_MODEL_LIST: self.tr("It lists no models: type a model's name by hand."),
            StepRemark.NO_MODELS: self.tr("Its list of models is empty: type a model's name by hand."),
            StepRemark.NO_SAE_MODEL: self.tr(
                "No model says that it gives SAE features. Answers work; for features use the local model."
            ),
            StepRemark.NO_FEATURES: self.tr(
                "It answered, but without SAE features: this model or server does not give any."
            ),
            StepRemark.EARLIER_STEP: self.tr("an earlier step must work first"),
        }[result.remark]

    @Slot()
    def _on_clicked(self) -> None:
        if self._job.is_running:
            self._job.cancel()
        else:
            self.test_requested.emit()


def _labels(step: ConnectionStep) -> tuple[QLabel, QLabel, QLabel]:
    mark = plain_label(f"{step}Mark", bold=True)
    mark.setFixedWidth(2 * GAP)
    name = plain_label(f"{step}Name", ink=Role.TEXT_MUTED)
    return mark, name, plain_label(f"{step}Words", wraps=True)
