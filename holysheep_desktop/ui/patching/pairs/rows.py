"""The table of pairs: what is typed, and how each pair's run went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from typing_extensions import override

from holysheep_desktop.core.pairs.pair_file import MAX_PAIRS, PromptPair
from holysheep_desktop.core.report import Run
from holysheep_desktop.errors import PromptListError, PromptListReason
from holysheep_desktop.ui.patching.pairs.words import PairWords
from holysheep_desktop.ui.widgets.shown_text import one_line, tooltip
from holysheep_desktop.ui.words.errors import describe

_Index = QModelIndex | QPersistentModelIndex


class PairColumn(IntEnum):
    """The first four are typed."""

    ORIGINAL = 0
    COMPARISON = 1
    ORIGINAL_ANSWER = 2
    COMPARISON_ANSWER = 3
    STATE = 4
    STRONGEST = 5


_TYPED = {
    PairColumn.ORIGINAL: "original",
    PairColumn.COMPARISON: "comparison",
    PairColumn.ORIGINAL_ANSWER: "original_answer",
    PairColumn.COMPARISON_ANSWER: "comparison_answer",
}


@dataclass(frozen=True, slots=True)
class PairRow:
    """One pair; `run` once it is done, `error` where it failed."""

    pair: PromptPair
    run: Run | None = None
    error: BaseException | None = None
    is_running: bool = False

    @property
    def is_usable(self) -> bool:
        """Whether both prompts are there."""
        return bool(self.pair.original.strip() and self.pair.comparison.strip())

    @property
    def is_wanted(self) -> bool:
        """Whether it is still to be asked."""
        return self.is_usable and self.run is None


class PairTable(QAbstractTableModel):
    """An empty row at the end takes the next pair. Signals: pairs_changed when what is typed changes."""

    pairs_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[PairRow] = []
        self._words = PairWords(self)
        self._is_locked = False

    @property
    def rows(self) -> tuple[PairRow, ...]:
        """All pairs, without the empty row at the end."""
        return tuple(self._rows)

    def show_rows(self, rows: Sequence[PairRow]) -> None:
        """Replace everything."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()
        self.pairs_changed.emit()

    def add_pairs(self, pairs: Sequence[PromptPair]) -> None:
        """Put pairs below those that are there; raises PromptListError where they get too many."""
        if len(self._rows) + len(pairs) > MAX_PAIRS:
            raise PromptListError(PromptListReason.TOO_MANY, limit=MAX_PAIRS)
        self.show_rows([*self._rows, *(PairRow(pair) for pair in pairs)])

    def remove(self, places: Sequence[int]) -> None:
        """Take rows out."""
        gone = set(places)
        self.show_rows([row for place, row in enumerate(self._rows) if place not in gone])

    @property
    def is_locked(self) -> bool:
        """Whether pairs are being asked, so that none may change."""
        return self._is_locked

    def lock(self, *, is_locked: bool) -> None:
        """Nothing is typed into pairs that are being asked."""
        self._is_locked = is_locked

    def set_row(self, place: int, row: PairRow) -> None:
        """Replace what is known of one pair."""
        self._rows[place] = row
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(PairColumn) - 1))

    def row_at(self, index: _Index) -> PairRow | None:
        """The pair that an index shows; None for the empty row."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def retranslate(self) -> None:
        """Say everything in another language."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(PairColumn) - 1)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(PairColumn) - 1))

    @override
    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows) + 1

    @override
    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(PairColumn)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        can_type = index.column() in _TYPED and not self._is_locked
        return flags | Qt.ItemFlag.ItemIsEditable if can_type else flags

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index)
        if not index.isValid() or (row is None and role != Qt.ItemDataRole.EditRole):
            return None
        typed = _TYPED.get(PairColumn(index.column()))
        if role == Qt.ItemDataRole.EditRole:
            return getattr(row.pair, typed) if row is not None and typed is not None else ""
        assert row is not None
        text = getattr(row.pair, typed) if typed is not None else self._words.outcome(row, index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(text)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(describe(row.error).title if row.error is not None and typed is None else text)
        return None

    @override
    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        typed = _TYPED.get(PairColumn(index.column()))
        if role != Qt.ItemDataRole.EditRole or typed is None or self._is_locked:
            return False
        place, text = index.row(), str(value)
        if place == len(self._rows):
            if not text or place == MAX_PAIRS:
                return False
            self.beginInsertRows(QModelIndex(), place + 1, place + 1)
            self._rows.append(PairRow(PromptPair("", "")))
            self.endInsertRows()
        if getattr(self._rows[place].pair, typed) != text:
            self.set_row(place, PairRow(replace(self._rows[place].pair, **{typed: text})))
            self.pairs_changed.emit()
        return True

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1) if section < len(self._rows) else "+"
        return self._words.column(section)
