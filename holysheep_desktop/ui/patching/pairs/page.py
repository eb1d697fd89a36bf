"""Several pairs: the table of pairs above, the mean map and the map of one pair below."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.history import RunState
from holysheep_desktop.core.pairs.pair_file import dump_pairs, parse_pairs
from holysheep_desktop.core.report import Record, RecordKind
from holysheep_desktop.core.source import Progress
from holysheep_desktop.core.stores import ExportFiles
from holysheep_desktop.errors import PromptListError
from holysheep_desktop.ui.appearance.theme import GAP, GAP_GROUP, Role, Theme, TypeSize
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.notices.notice import Action
from holysheep_desktop.ui.notices.strip import NoticeStrip
from holysheep_desktop.ui.patching.pairs.asking import (
    PairSettings,
    is_about,
    pair_of,
    pair_request,
    settings_of,
)
from holysheep_desktop.ui.patching.pairs.finding import PairsFinding
from holysheep_desktop.ui.patching.pairs.intake import PairIntake
from holysheep_desktop.ui.patching.pairs.question import PairsQuestion
from holysheep_desktop.ui.patching.pairs.rows import PairRow, PairTable
from holysheep_desktop.ui.patching.pairs.runner import PairRunner
from holysheep_desktop.ui.patching.pairs.view import PairView
from holysheep_desktop.ui.patching.pairs.words import PairWords
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.inputs import upright_scroll

_LONGEST_DRAFT = 60_000
"""Characters of pairs that the settings file remembers; a longer table is a file's business."""
_TABLE_HEIGHT, _FINDING_HEIGHT = 200, 400


class PairsPage(Translated, QWidget):
    """Signals as those of a tab: run_state_changed(bool), progressed(Progress), found(),
    action_requested(Action), run_begun(RecordKind, AnalysisRequest), run_ended(RunState, exception | None).
    """

    run_state_changed = Signal(bool)
    progressed = Signal(object)
    found = Signal()
    action_requested = Signal(object)
    run_begun = Signal(object, object)
    run_ended = Signal(object, object)

    def __init__(
        self, session: Session, theme: Theme, exports: ExportFiles | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._asked = PairSettings()
        self._error: BaseException | None = None
        self._words = PairWords(self)
        self.question = PairsQuestion(session)
        self.notices = NoticeStrip(self)
        self._state = plain_label("pairsState", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        self.table = PairTable(self)
        self.view = PairView(self.table)
        self.finding = PairsFinding(theme, exports)
        self._runner = PairRunner(session, self.table, self)
        self._intake = PairIntake(self.question, self.view, self.table, self.notices, self)
        self.setObjectName("pairsPage")
        _lay_out(self, self.question, (self.notices, self._state), (self.view, self.finding))
        _name_apart(self)
        self._connect()
        self._retranslate()

    def _connect(self) -> None:
        self.question.run_requested.connect(self.run)
        self.question.stop_requested.connect(self.stop)
        self.view.pair_chosen.connect(self._on_pair_chosen)
        self.table.pairs_changed.connect(self._on_pairs_changed)
        self.finding.failed.connect(self.notices.show_error)
        self.finding.empty.example_requested.connect(self._intake.take_sample_to_run)
        self._intake.run_wished.connect(self.run)
        self.finding.saved.connect(self._on_saved)
        self.notices.action_requested.connect(self._on_action_requested)
        self._runner.started.connect(self._on_started)
        self._runner.progressed.connect(self._on_progressed)
        self._runner.pair_done.connect(self._on_pair_done)
        self._runner.failed.connect(self._on_failed)
        self._runner.ended.connect(self._on_ended)
        self._session.source_changed.connect(self.stop)

    @property
    def is_running(self) -> bool:
        """Whether pairs are being asked."""
        return self._runner.is_running

    @property
    def state(self) -> str:
        """What is said above the table."""
        return self._state.text()

    @Slot()
    def run(self) -> None:
        """Ask the pairs that are not done; all of them again where none is left or the settings changed."""
        model, settings = self._session.model, self.question.settings
        if self.is_running or model is None:
            return
        self.notices.clear()
        rows = self.table.rows
        if not any(row.is_usable for row in rows):
            self.notices.show_note(*self._words.no_pair())
            return
        if settings != self._asked or not any(row.is_wanted for row in rows):
            self.table.show_rows([PairRow(row.pair) for row in rows])
        self._asked, self._error = settings, None
        self._runner.start(model, settings)

    @Slot()
    def stop(self) -> None:
        """Stop at once; what is done stays."""
        self._runner.stop()

    def record(self) -> Record | None:
        """The runs of all pairs that are done."""
        runs = tuple(row.run for row in self.table.rows if row.run is not None)
        return Record(RecordKind.PAIRS, runs) if runs else None

    def show_record(self, record: Record) -> None:
        """Show the pairs of a record, without asking anything."""
        self._runner.stop()
        self._asked = settings_of(record.main.request)
        self.question.show_settings(self._asked)
        self.table.show_rows([PairRow(pair_of(run), run) for run in record.runs])

    def draft(self) -> dict[str, str]:
        """What is typed and chosen."""
        text = dump_pairs(row.pair for row in self.table.rows)
        return {**self.question.draft(), "pairs": text if len(text) <= _LONGEST_DRAFT else ""}

    def restore_draft(self, draft: Mapping[str, str]) -> None:
        """Take back what `draft` gave; pairs that cannot be read are left out, what was found stays."""
        self.question.restore_draft(draft)
        try:
            pairs = parse_pairs(draft.get("pairs", ""))
        except PromptListError:
            pairs = ()
        runs = [row.run for row in self.table.rows if row.run is not None]
        found = {pair: next((run for run in runs if is_about(run, pair)), None) for pair in pairs}
        self.table.show_rows([PairRow(pair, found[pair]) for pair in pairs])

    @override
    def _retranslate(self) -> None:
        self.view.setAccessibleName(self.tr("Pairs of prompts"))
        self.table.retranslate()
        if not self.is_running:
            self._show_state()

    def _show_state(self) -> None:
        rows = self.table.rows
        self._state.setText(self._words.state(rows, is_stopped=self._runner.is_stopped))
        self._state.setVisible(bool(self._state.text()))
        self.question.offer_clear(is_offered=bool(rows) and not self.table.is_locked)

    @Slot(object)
    def _on_action_requested(self, action: Action) -> None:
        if action is Action.UNDO:
            self._intake.put_back()
        else:
            self.action_requested.emit(action)

    @Slot(int)
    def _on_pair_chosen(self, place: int) -> None:
        run = self.table.rows[place].run
        if run is not None:
            self.finding.show_pair(run, place)

    @Slot()
    def _on_pairs_changed(self) -> None:
        self._show_state()
        self._show_mean()

    def _show_mean(self) -> None:
        runs = [row.run for row in self.table.rows if row.run is not None]
        pairs = [row.pair for row in self.table.rows if row.run is not None]
        self.finding.show_runs(runs, pairs, self._asked)
        self.found.emit()

    @Slot()
    def _on_started(self) -> None:
        self.table.lock(is_locked=True)
        self.question.show_locked(is_locked=True)
        self.question.offer_clear(is_offered=False)
        self.question.show_running()
        model = self._session.model
        if model is not None:
            first = next(row.pair for row in self.table.rows if row.is_wanted)
            self.run_begun.emit(RecordKind.PAIRS, pair_request(model, first, self._asked, None))
        self.run_state_changed.emit(True)

    @Slot(object, object)
    def _on_progressed(self, progress: Progress, left_s: float | None) -> None:
        self.question.show_progress(progress)
        self.progressed.emit(progress)
        self._state.setText(self._words.progress(progress.done, progress.total, left_s))

    @Slot(int)
    def _on_pair_done(self, _place: int) -> None:
        self._show_mean()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._error = error
        self.notices.show_error(error)

    @Slot(bool)
    def _on_ended(self, is_stopped: bool) -> None:
        self.table.lock(is_locked=False)
        self.question.show_locked(is_locked=False)
        self.question.show_idle(self.tr("Stopped.") if is_stopped else "")
        self._show_state()
        # What was done before a stop is a finding; only a run without any is a run that was called off.
        state = RunState.CANCELLED if is_stopped and self.record() is None else RunState.OK
        self.run_ended.emit(state if self._error is None else RunState.ERROR, self._error)
        self.run_state_changed.emit(False)

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        self.notices.show_note(self.tr("Saved: {path}").format(path=path))


def _lay_out(
    page: QWidget, question: QWidget, lines: tuple[QWidget, QWidget], parts: tuple[QWidget, QWidget]
) -> None:
    """The question left; right of it lines of words, and below them the table over the finding."""
    upright = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
    for part in parts:
        upright.addWidget(part)
    upright.setSizes([_TABLE_HEIGHT, _FINDING_HEIGHT])
    upright.setStretchFactor(1, 1)
    right = QWidget()
    column = QVBoxLayout(right)
    column.setContentsMargins(GAP_GROUP, GAP_GROUP, GAP_GROUP, GAP)
    column.setSpacing(GAP)
    for line in lines:
        column.addWidget(line)
    # A map and a table ask for more height than a small window has below its notices.
    column.addWidget(upright_scroll("pairsScroll", upright), stretch=1)
    splitter = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
    splitter.addWidget(question)
    splitter.addWidget(right)
    splitter.setStretchFactor(1, 1)
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(splitter)


def _name_apart(page: QWidget) -> None:
    """The parts that one pair has too get names of their own here: a name means one widget in a tab."""
    for part in page.findChildren(QObject):
        name = part.objectName()
        if name and not name.startswith(("qt_", "pair", "mean")):
            part.setObjectName(f"pairs_{name}")
