"""Which runs are listed: words, kind, model, tag, time, pinned, or the trash."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from PySide6.QtCore import QDate, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from holysheep_desktop.core.history import HistoryFacts, RunFilter
from holysheep_desktop.core.report import RecordKind
from holysheep_desktop.ui.appearance.theme import GAP, GAP_LABEL, Role
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.history.words import HistoryWords
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.widgets.boxes import ChoiceBox
from holysheep_desktop.ui.widgets.inputs import inset
from holysheep_desktop.ui.widgets.shown_text import one_line

_PAUSE_MS = 150
"""A word is looked up when the typing pauses, not with every letter."""
_NARROWEST = 72
_LONGEST_ENTRY = 40


class Period(StrEnum):
    """When the runs were begun."""

    ANY = "any"
    TODAY = "today"
    WEEK = "week"
    MONTH = "month"
    DATES = "dates"


_DAYS = {Period.TODAY: 1, Period.WEEK: 7, Period.MONTH: 30}


class Filters(Translated, QWidget):
    """Signals: changed() when other runs are wanted."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runFilters")
        self._words = HistoryWords(self)
        self._search = QLineEdit()
        self._kind, self._model, self._tag, self._period = (_choice() for _ in range(4))
        self._since, self._until = inset(QDateEdit()), inset(QDateEdit())
        self._dash = plain_label("dateDash", ink=Role.TEXT_MUTED)
        self._pinned, self._trash = QCheckBox(), QCheckBox()
        self._pause = QTimer(self)
        self._build()
        self._connect()
        self._retranslate()
        self._show_dates()

    @property
    def wanted(self) -> RunFilter:
        """What is chosen."""
        since, until = self._times()
        kind = self._kind.currentData()
        return RunFilter(
            words=self._search.text(),
            kind=RecordKind(kind) if kind else None,
            model=self._model.currentData(),
            tag=self._tag.currentData(),
            since=since,
            until=until,
            only_pinned=self._pinned.isChecked(),
            in_trash=self._trash.isChecked(),
        )

    @property
    def leaves_all(self) -> bool:
        """Whether nothing is left out but the trash."""
        return self.wanted == RunFilter()

    def show_facts(self, facts: HistoryFacts) -> None:
        """Offer the models and tags that there are; a choice that is gone is dropped."""
        self._fill(self._model, self.tr("All models"), facts.models)
        self._fill(self._tag, self.tr("All tags"), facts.tags)
        self._tag.setVisible(bool(facts.tags))

    def focus_search(self) -> None:
        """Put the cursor into the search."""
        self._search.setFocus()
        self._search.selectAll()

    @Slot()
    def clear(self) -> None:
        """List everything outside the trash."""
        self._search.clear()
        for box in (self._kind, self._model, self._tag, self._period):
            box.setCurrentIndex(0)
        self._pinned.setChecked(False)
        self._trash.setChecked(False)

    def _build(self) -> None:
        names = (
            "runSearch",
            "kindFilter",
            "modelFilter",
            "tagFilter",
            "periodFilter",
            "sinceDate",
            "untilDate",
        )
        fields = (self._search, self._kind, self._model, self._tag, self._period, self._since, self._until)
        for field, name in zip(fields, names, strict=True):
            field.setObjectName(name)
        self._pinned.setObjectName("onlyPinned")
        self._trash.setObjectName("inTrash")
        self._search.setClearButtonEnabled(True)
        self._dash.setText("–")
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        today = QDate.currentDate()
        for box, date in ((self._since, today.addDays(-7)), (self._until, today)):
            box.setCalendarPopup(True)
            box.setDisplayFormat("yyyy-MM-dd")
            box.setDate(date)
        for text, value in (("", None), *((kind.value, kind.value) for kind in RecordKind)):
            self._kind.addItem(text, value)
        for period in Period:
            self._period.addItem("", period.value)
        self._model.addItem("", None)
        self._tag.addItem("", None)
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(GAP)
        first.addWidget(self._search, stretch=1)
        first.addWidget(self._pinned)
        first.addWidget(self._trash)
        for box in (self._kind, self._model, self._tag, self._period):
            second.addWidget(box, stretch=1)
        for widget in (self._since, self._dash, self._until):
            second.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_LABEL * 2)
        column.addLayout(first)
        column.addLayout(second)

    def _connect(self) -> None:
        self._search.textChanged.connect(self._on_text_changed)
        self._search.returnPressed.connect(self._on_choice)
        self._pause.timeout.connect(self.changed)
        for box in (self._kind, self._model, self._tag):
            box.currentIndexChanged.connect(self._on_choice)
        self._period.currentIndexChanged.connect(self._on_period_changed)
        for date in (self._since, self._until):
            date.dateChanged.connect(self._on_choice)
        for mark in (self._pinned, self._trash):
            mark.toggled.connect(self._on_choice)

    @override
    def _retranslate(self) -> None:
        self._search.setPlaceholderText(self.tr("Search prompts, answers, labels, notes"))
        self._search.setAccessibleName(self.tr("Search the history"))
        self._kind.setItemText(0, self.tr("All kinds"))
        for place, kind in enumerate(RecordKind, start=1):
            self._kind.setItemText(place, self._words.kind(kind))
        self._model.setItemText(0, self.tr("All models"))
        self._tag.setItemText(0, self.tr("All tags"))
        periods = {
            Period.ANY: self.tr("Any time"),
            Period.TODAY: self.tr("Today"),
            Period.WEEK: self.tr("Last 7 days"),
            Period.MONTH: self.tr("Last 30 days"),
            Period.DATES: self.tr("From – to"),
        }
        for place, period in enumerate(Period):
            self._period.setItemText(place, periods[period])
        self._pinned.setText(self.tr("Pinned"))
        self._pinned.setAccessibleName(self.tr("Show only pinned runs"))
        self._trash.setText(self.tr("Trash"))
        self._trash.setAccessibleName(self.tr("Show what is in the trash"))
        self._kind.setAccessibleName(self.tr("Kind"))
        self._model.setAccessibleName(self.tr("Model"))
        self._tag.setAccessibleName(self.tr("Tag"))
        self._period.setAccessibleName(self.tr("Time"))
        self._since.setAccessibleName(self.tr("From"))
        self._until.setAccessibleName(self.tr("To"))

    def _times(self) -> tuple[datetime | None, datetime | None]:
        """Whole days of this computer's zone."""
        period = Period(self._period.currentData())
        if period is Period.ANY:
            return None, None
        if period is Period.DATES:
            last = _start_of(self._until.date()) + timedelta(days=1)
            return _start_of(self._since.date()).astimezone(), last.astimezone()
        first = _start_of(QDate.currentDate()) - timedelta(days=_DAYS[period] - 1)
        return first.astimezone(), None

    @staticmethod
    def _fill(box: QComboBox, everything: str, values: tuple[str, ...]) -> None:
        if [box.itemData(place) for place in range(1, box.count())] == list(values):
            return
        chosen = box.currentData()
        box.blockSignals(True)
        box.clear()
        box.addItem(everything, None)
        for value in values:
            box.addItem(one_line(value)[:_LONGEST_ENTRY], value)
        box.setCurrentIndex(max(0, box.findData(chosen)) if chosen is not None else 0)
        box.blockSignals(False)

    def _show_dates(self) -> None:
        has_dates = self._period.currentData() == Period.DATES.value
        for widget in (self._since, self._dash, self._until):
            widget.setVisible(has_dates)

    @Slot(str)
    def _on_text_changed(self, _text: str) -> None:
        self._pause.start()

    @Slot()
    def _on_choice(self) -> None:
        self._pause.stop()
        self.changed.emit()

    @Slot()
    def _on_period_changed(self) -> None:
        self._show_dates()
        self._on_choice()


def _choice() -> QComboBox:
    box = ChoiceBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumWidth(_NARROWEST)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box


def _start_of(day: QDate) -> datetime:
    return datetime(day.year(), day.month(), day.day())  # noqa: DTZ001 - local; the caller adds the zone
