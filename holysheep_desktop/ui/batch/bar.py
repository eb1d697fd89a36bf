"""Above the queue: which batch, how far it is, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.batches.batch import Batch, BatchSummary, ItemState
from holysheep_desktop.core.batches.job import FollowedJob
from holysheep_desktop.core.batches.runner import BatchProgress, RunPhase
from holysheep_desktop.ui.appearance.theme import GAP, Role, TypeSize
from holysheep_desktop.ui.batch.job_words import JobWords
from holysheep_desktop.ui.batch.words import BatchWords
from holysheep_desktop.ui.controls import explain, plain_label, push_button, selectable
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.boxes import ChoiceBox
from holysheep_desktop.ui.widgets.inputs import tool_button

_COUNTDOWN_MS = 1000


class BatchBar(Translated, QWidget):
    """Signals: chosen(str) with the id of a batch; one for each button; tick() once a second while the
    endpoint's pause is counted down.
    """

    chosen = Signal(str)
    go_on_requested = Signal()
    pause_requested = Signal()
    retry_requested = Signal()
    open_requested = Signal()
    rename_requested = Signal()
    delete_requested = Signal()
    queue_export_requested = Signal()
    matrix_export_requested = Signal()
    tick = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = BatchWords(self)
        self._summaries: tuple[BatchSummary, ...] = ()
        self._shown: tuple[Batch, BatchProgress | None] | None = None
        self._headline = selectable(plain_label("batchHeadline", size=TypeSize.FINDING, wraps=True))
        self._facts = selectable(
            plain_label("batchFacts", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        )
        self._list = ChoiceBox()
        self._rename, self._delete = tool_button("batchRename"), tool_button("batchDelete")
        self._job_words = JobWords(self)
        self._go_on = push_button("batchGoOn", is_primary=True)
        self._pause, self._retry = push_button("batchPause"), push_button("batchRetry")
        self._open, self._export = push_button("batchOpenRun"), QToolButton()
        self._menu = QMenu(self)
        self._queue_action, self._matrix_action = self._menu.addAction(""), self._menu.addAction("")
        self._countdown = QTimer(self)
        self._countdown.setInterval(_COUNTDOWN_MS)
        self._build()
        self._connect()
        self._retranslate()

    def _build(self) -> None:
        self._list.setObjectName("batchList")
        self._list.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._list.setMinimumWidth(160)
        self._export.setObjectName("batchExport")
        self._export.setProperty("framed", True)
        self._export.setMenu(self._menu)
        self._export.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        upper, lower = QHBoxLayout(), QHBoxLayout()
        for row, widgets in (
            (upper, (self._list, self._rename, self._delete)),
            (lower, (self._go_on, self._pause, self._retry, self._open, self._export)),
        ):
            row.setSpacing(GAP)
            for widget in widgets:
                row.addWidget(widget)
        upper.setStretchFactor(self._list, 1)
        lower.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(upper)
        column.addWidget(self._headline)
        column.addWidget(self._facts)
        column.addLayout(lower)

    def _connect(self) -> None:
        self._list.activated.connect(self._on_activated)
        self._list.currentTextChanged.connect(self._on_text_changed)
        self._rename.clicked.connect(self.rename_requested)
        self._delete.clicked.connect(self.delete_requested)
        self._go_on.clicked.connect(self.go_on_requested)
        self._pause.clicked.connect(self.pause_requested)
        self._retry.clicked.connect(self.retry_requested)
        self._open.clicked.connect(self.open_requested)
        self._queue_action.triggered.connect(self.queue_export_requested)
        self._matrix_action.triggered.connect(self.matrix_export_requested)
        self._countdown.timeout.connect(self.tick)

    def show_list(self, summaries: Sequence[BatchSummary], shown_id: str) -> None:
        """Offer these batches; the one that is shown is chosen."""
        self._summaries = tuple(summaries)
        self._list.clear()
        for summary in summaries:
            self._list.addItem(self._words.listed(summary), summary.id)
        self.choose(shown_id)

    def choose(self, shown_id: str) -> None:
        """Choose a batch in the list, without telling anybody."""
        self._list.setCurrentIndex(self._list.findData(shown_id))

    def show_batch(self, batch: Batch, progress: BatchProgress | None, *, is_any_running: bool) -> None:
        """Say how a batch is; `progress` where it is the one that runs."""
        self._shown = (batch, progress)
        self._show_counts(batch)
        self._headline.setText(self._words.headline(batch, progress))
        self._facts.setText(self._words.facts(batch))
        states = {item.state for item in batch.items}
        runs = progress is not None
        is_paused = runs and progress.phase in {RunPhase.PAUSED, RunPhase.PAUSING, RunPhase.HELD}
        may_begin = not is_any_running and ItemState.WAITING in states
        self._go_on.setVisible(is_paused or may_begin)
        self._pause.setVisible(runs and not is_paused)
        self._retry.setVisible(not is_any_running and ItemState.FAILED in states)
        self._rename.setEnabled(True)
        self._delete.setEnabled(not runs)
        self._matrix_action.setEnabled(_has_matrix(batch))
        is_held = runs and progress.phase is RunPhase.HELD
        if is_held != self._countdown.isActive():
            (self._countdown.start if is_held else self._countdown.stop)()

    def show_job(self, followed: FollowedJob, *, is_silent: bool) -> None:
        """Say how a job is that runs elsewhere: it can be looked at and exported."""
        self._countdown.stop()
        for button in (self._go_on, self._pause, self._retry):
            button.setVisible(False)
        for button in (self._rename, self._delete):
            button.setEnabled(False)
        listed = self._words.listed(followed.batch.summary)
        self._list.setCurrentIndex(-1)
        self._list.setPlaceholderText(listed)
        self._on_text_changed(listed)
        self._headline.setText(self._job_words.headline(followed, is_silent=is_silent))
        settings = self._words.settings(followed.batch.settings)
        self._facts.setText(f"{self._job_words.place(followed)} · {settings}")
        self._matrix_action.setEnabled(_has_matrix(followed.batch))

    def _show_counts(self, batch: Batch) -> None:
        """The list says how far the batch that is shown is, also while it runs."""
        states = [item.state for item in batch.items]
        place = self._list.findData(batch.summary.id)
        now = replace(
            batch.summary, n_done=states.count(ItemState.DONE), n_failed=states.count(ItemState.FAILED)
        )
        if place >= 0:
            known = self._summaries[place]
            self._list.setItemText(place, self._words.listed(replace(now, name=known.name)))

    def show_choice(self, *, has_run: bool) -> None:
        """Offer to open the chosen row's run, where it has one."""
        self._open.setEnabled(has_run)

    @override
    def _retranslate(self) -> None:
        self._list.setAccessibleName(self.tr("Batches"))
        for index, summary in enumerate(self._summaries):
            self._list.setItemText(index, self._words.listed(summary))
        if self._shown is not None:
            batch, progress = self._shown
            self._show_counts(batch)
            self._headline.setText(self._words.headline(batch, progress))
            self._facts.setText(self._words.facts(batch))
        for button, text in (
            (self._rename, self.tr("Rename…")),
            (self._delete, self.tr("Delete")),
            (self._go_on, self.tr("Go on")),
            (self._pause, self.tr("Pause")),
            (self._retry, self.tr("Retry failed")),
            (self._open, self.tr("Open run")),
            (self._export, self.tr("Export")),
        ):
            button.setText(text)
            button.setAccessibleName(text)
        self._queue_action.setText(self.tr("Save the table…"))
        self._matrix_action.setText(self.tr("Save the matrix…"))
        for place, summary in enumerate(self._summaries):
            self._list.setItemText(place, self._words.listed(summary))

    @Slot(int)
    def _on_activated(self, place: int) -> None:
        self.chosen.emit(str(self._list.itemData(place)))

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        explain(self._list, text)  # the box may be narrower than the name


def _has_matrix(batch: Batch) -> bool:
    asks_features = batch.settings.features is not None
    return asks_features and any(item.finding is not None for item in batch.items)
