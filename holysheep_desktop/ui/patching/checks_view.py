"""The self-tests and the random controls of a result, in words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.effect_maps import layers_of_control
from holysheep_desktop.core.interpretation import MIN_CONTROLS
from holysheep_desktop.core.models import Component
from holysheep_desktop.core.results import ControlResult, PatchAnalysis, SelfTest
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, Role, TypeSize, tabular
from holysheep_desktop.ui.controls import explain, plain_label
from holysheep_desktop.ui.patching.effects import MAP_CLAIM
from holysheep_desktop.ui.patching.map.words import MapWords
from holysheep_desktop.ui.widgets.help_mark import HelpMark, Term
from holysheep_desktop.ui.widgets.reading_scroll import ReadingScroll
from holysheep_desktop.ui.widgets.shown_text import one_line


class ChecksView(ReadingScroll):
    """Each self-test with passed or failed, and what the random controls did."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("checksView")
        self._analysis: PatchAnalysis | None = None
        self._words = MapWords(self)

    def show_checks(self, analysis: PatchAnalysis) -> None:
        """Replace everything."""
        self._analysis = analysis
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, GAP, GAP, GAP)
        column.setSpacing(GAP)
        column.addLayout(self._heading(self.tr("Self-tests"), Term.SELF_TEST))
        column.addLayout(self._tests(analysis.self_tests))
        column.addSpacing(GAP)
        column.addLayout(self._heading(self.tr("Random controls"), Term.CONTROLS))
        for sentence in self._controls(analysis):
            label = plain_label("controlSentence", wraps=True)
            label.setText(sentence)
            column.addWidget(label)
        column.addStretch()
        self.setWidget(page)

    def sentences(self) -> tuple[str, ...]:
        """All that is said, from top to bottom."""
        page = self.widget()
        return tuple(label.text() for label in page.findChildren(QLabel)) if page else ()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange and self._analysis is not None:
            self.show_checks(self._analysis)
        super().changeEvent(event)

    def _heading(self, text: str, term: Term) -> QHBoxLayout:
        heading = plain_label("checksHeading", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED)
        heading.setText(text)
        row = QHBoxLayout()
        row.addWidget(heading)
        row.addWidget(HelpMark(term))
        row.addStretch()
        return row

    def _tests(self, tests: tuple[SelfTest, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP_GROUP)
        grid.setColumnStretch(1, 1)
        if not tests:
            missing = plain_label("selfTest", ink=Role.TEXT_MUTED)
            missing.setText(self.tr("The endpoint gives no self-tests."))
            grid.addWidget(missing, 0, 0, 1, 3)
        for row, test in enumerate(tests):
            state = plain_label("selfTestState", bold=True, ink=Role.GOOD if test.passed else Role.BAD)
            state.setText(self.tr("✓ passed") if test.passed else self.tr("✗ failed"))
            name = plain_label("selfTest", wraps=True)
            name.setText(self._name(test.name))
            value = plain_label("selfTestValue", ink=Role.TEXT_MUTED)
            value.setText(
                self.tr("{value} (tolerance {tolerance})").format(
                    value=f"{test.value:.3g}", tolerance=f"{test.tolerance:.3g}"
                )
            )
            value.setFont(tabular(value.font()))
            explain(name, test.name)
            grid.addWidget(state, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(name, row, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 2, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        return grid

    def _map_claim(self, claim: str) -> str:
        component = claim.removeprefix(MAP_CLAIM)
        if not claim.startswith(MAP_CLAIM) or component not in set(Component):
            return one_line(claim)
        return self.tr("Map “{map}”").format(map=self._words.component(Component(component)))

    def _name(self, name: str) -> str:
        all_positions = self.tr("Replacing everything gives the comparison run: 1")
        once = self.tr("The change was made exactly once")
        return {
            "self_patch": self.tr("Patching a run with itself changes nothing: 0"),
            "all_positions_patch": all_positions,
            "full_patch": all_positions,
            "all_positions_patch_raw": self.tr("Replacing everything gives the comparison run: difference 0"),
            "resumed_comparison_run": self.tr("The comparison run, resumed from this layer, is the same: 0"),
            "hook_fired_once": once,
            "hook_fired": once,
            "full_run_agrees": self.tr("The shortened computation agrees with a full run: difference 0"),
            "site_agrees": self.tr("The site agrees with a full run: difference 0"),
            "tokens_as_ids": self.tr("No token was cut anew on the way: 0 changed"),
        }.get(name) or self._map_test(name)

    def _map_test(self, name: str) -> str:
        test, _, component = name.partition(":")
        if test != "map_agrees" or component not in set(Component):
            return one_line(name)
        sentence = self.tr("{map}: a cell of the map agrees with a full run: difference 0")
        return sentence.format(map=self._words.component(Component(component)))

    def _controls(self, analysis: PatchAnalysis) -> tuple[str, ...]:
        if not analysis.controls:
            return (self.tr("No controls were run, so chance cannot be ruled out."),)
        return tuple(
            f"{self._control(control)} {self._reach(layers_of_control(analysis, control))}".strip()
            for control in analysis.controls
        )

    def _reach(self, layers: tuple[int, ...]) -> str:
        if not layers:
            return ""
        sentence = self.tr("They were drawn from layer {layers} alone, not from the whole map.")
        return sentence.format(layers=", ".join(map(str, layers)))

    def _control(self, control: ControlResult) -> str:
        claim = {
            "neuron": self.tr("Neurons"),
            "sae_feature": self.tr("SAE features"),
            "head": self.tr("Attention heads"),
            "site": self.tr("This site"),
        }.get(control.claim)
        shown = claim or self._map_claim(control.claim)
        if control.n < MIN_CONTROLS or control.percentile_95 is None:
            sentence = self.tr("{claim}: {n} controls are too few; at least {least} are needed.")
            return sentence.format(claim=shown, n=control.n, least=MIN_CONTROLS)
        sentence = self.tr("{claim}: 95% of {n} random controls have an effect of at most {limit}.")
        return sentence.format(claim=shown, n=control.n, limit=f"{control.percentile_95:.4f}")
