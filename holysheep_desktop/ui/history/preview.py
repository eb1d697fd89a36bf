"""The selected run: what was asked, what was found in short, and what the user says about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.endpoints import EndpointKind
from holysheep_desktop.core.history import RunContent, RunRow, RunState
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult, FeatureActivation
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, GAP_LABEL, Role, TypeSize
from holysheep_desktop.ui.controls import line, plain_label, push_button, selectable
from holysheep_desktop.ui.history.description import DescriptionForm
from holysheep_desktop.ui.history.words import HistoryWords
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.label_words import label_words
from holysheep_desktop.ui.widgets.reading_scroll import ReadingScroll
from holysheep_desktop.ui.widgets.shown_text import many_lines, one_line, short_number

_MOST_FEATURES = 8
_TEXT_LIMIT = 1_500
_SEPARATOR = " · "


class RunPreview(Translated, QWidget):
    """Signals: open_requested(), pin_requested(bool), trash_requested(), restore_requested()."""

    open_requested = Signal()
    pin_requested = Signal(bool)
    trash_requested = Signal()
    restore_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runPreview")
        self._words = HistoryWords(self)
        self._row: RunRow | None = None
        self._content: RunContent | None = None
        self._title = selectable(plain_label("runTitle", size=TypeSize.HEADING, bold=True, wraps=True))
        self._facts = selectable(
            plain_label("runFacts", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        )
        self._state = plain_label("runState", ink=Role.WARN, wraps=True)
        self._open = push_button("openRun", is_primary=True)
        self._pin, self._trash = push_button("pinRun"), push_button("trashRun")
        self.description = DescriptionForm()
        self._blocks: list[tuple[QLabel, QLabel]] = []
        self._build()
        self._open.clicked.connect(self._on_open_clicked)
        self._pin.clicked.connect(self._on_pin_clicked)
        self._trash.clicked.connect(self._on_trash_clicked)
        self._retranslate()

    def show_run(self, row: RunRow, *, is_editable: bool) -> None:
        """Show a run; its content follows. The same run keeps what is shown of it."""
        if self._row is None or self._row.key != row.key or self._row.state is not row.state:
            self._content = None
        self._row = row
        self.description.show_run(row)
        self.description.set_editable(is_editable)
        self._pin.setEnabled(is_editable)
        self._trash.setEnabled(is_editable)
        self._retranslate()

    def show_content(self, content: RunContent) -> None:
        """Show what is kept of the run."""
        self._content = content
        self._retranslate()

    def forget(self) -> None:
        """Nothing is selected any more."""
        self.description.keep()
        self._row = self._content = None

    def _build(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        for button in (self._open, self._pin, self._trash):
            buttons.addWidget(button)
        buttons.addStretch()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP_GROUP)
        column.setSpacing(GAP)
        for widget in (self._title, self._facts, self._state):
            column.addWidget(widget)
        column.addLayout(buttons)
        column.addSpacing(GAP_LABEL)
        column.addWidget(self.description)
        column.addSpacing(GAP_LABEL)
        column.addWidget(line("previewRule"))
        for number in range(_N_BLOCKS):
            heading = plain_label(f"previewHeading{number}", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED)
            text = selectable(plain_label(f"previewText{number}", wraps=True))
            self._blocks.append((heading, text))
            column.addSpacing(GAP_LABEL)
            column.addWidget(heading)
            column.addWidget(text)
        column.addStretch()
        scroll = ReadingScroll()
        scroll.setObjectName("previewScroll")
        scroll.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    @override
    def _retranslate(self) -> None:
        row = self._row
        if row is None:
            return
        self._title.setText(one_line(self._words.title(row)))
        self._facts.setText(_SEPARATOR.join(self._fact_texts(row)))
        explanation = self._words.explanation(row.state)
        self._state.setText(explanation)
        self._state.setVisible(bool(explanation))
        has_finding = row.state is RunState.OK
        self._open.setText(self.tr("Open") if has_finding else self.tr("Open the question"))
        self._open.setVisible(row.state is not RunState.RUNNING)
        self._pin.setText(self.tr("Take the pin away") if row.is_pinned else self.tr("Pin"))
        self._trash.setText(self.tr("Put back") if row.is_trashed else self.tr("Move to trash"))
        for button in (self._open, self._pin, self._trash):
            button.setAccessibleName(button.text())
        self._show_blocks(list(self._found()) if self._content else [])

    def _fact_texts(self, row: RunRow) -> Iterator[str]:
        yield self._words.kind(row.kind)
        yield one_line(row.model)
        yield self._words.time(row.started_at)
        if row.state is not RunState.OK:
            yield self._words.state(row.state)
        if row.finished_at is not None:
            seconds = (row.finished_at - row.started_at).total_seconds()
            yield self.tr("{n} s").format(n=short_number(seconds))
        is_local = row.endpoint in {"", EndpointKind.LOCAL}  # a batch writes the kind, a tab the address
        yield self.tr("local model") if is_local else one_line(row.endpoint)
        yield self._words.size(row.n_bytes)

    def _show_blocks(self, found: list[tuple[str, str]]) -> None:
        for number, (heading, text) in enumerate(self._blocks):
            is_used = number < len(found)
            heading.setVisible(is_used)
            text.setVisible(is_used)
            if is_used:
                heading.setText(found[number][0])
                text.setText(many_lines(_shortened(found[number][1])))

    def _found(self) -> Iterator[tuple[str, str]]:
        assert self._content is not None
        request, report = self._content.request, self._content.report
        if report is None:
            yield from self._question((request,))
            return
        runs = report.record.runs
        yield from self._question(tuple(run.request for run in runs))
        answers = _different(run.result.answer.text for run in runs if run.result.answer is not None)
        if answers:
            yield self.tr("Answer") if len(answers) == 1 else self.tr("Answers"), "\n\n".join(answers)
        yield from self._numbers(report.record.main.result)

    def _question(self, requests: Sequence[AnalysisRequest]) -> Iterator[tuple[str, str]]:
        prompts = _different(request.prompt for request in requests)
        yield self.tr("Prompt"), "\n\n".join(prompts)
        others = _different(one.patching.comparison_prompt for one in requests if one.patching is not None)
        if new := [prompt for prompt in others if prompt not in prompts]:
            yield self.tr("Comparison prompt"), "\n\n".join(new)

    def _numbers(self, result: AnalysisResult) -> Iterator[tuple[str, str]]:
        patching, features = result.patching, result.features
        if patching is not None:
            score = patching.impact_score
            words = self.tr("no valid score") if score is None else short_number(score)
            yield self.tr("Impact score"), words
        if features is not None and features.features:
            strongest = features.features[:_MOST_FEATURES]
            yield self.tr("Strongest features"), "\n".join(_line(entry) for entry in strongest)

    @Slot()
    def _on_open_clicked(self) -> None:
        self.open_requested.emit()

    @Slot()
    def _on_pin_clicked(self) -> None:
        if self._row is not None:
            self.pin_requested.emit(not self._row.is_pinned)

    @Slot()
    def _on_trash_clicked(self) -> None:
        if self._row is not None and self._row.is_trashed:
            self.restore_requested.emit()
        else:
            self.trash_requested.emit()


_N_BLOCKS = 5
"""Prompt, comparison prompt, answers, impact score, features."""


def _different(texts: Iterable[str]) -> list[str]:
    """Texts without their margins, each once, and none that is empty."""
    return list(dict.fromkeys(text for text in map(str.strip, texts) if text))


def _line(entry: FeatureActivation) -> str:
    label = one_line(label_words(entry.label))
    return f"#{entry.feature}  {short_number(entry.activation)}  {label}".rstrip()


def _shortened(text: str) -> str:
    return text if len(text) <= _TEXT_LIMIT else text[:_TEXT_LIMIT] + "…"
