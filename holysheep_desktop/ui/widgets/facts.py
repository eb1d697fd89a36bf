"""A small grid of numbers, each with its unit, its meaning, and where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.provenance import Origin
from holysheep_desktop.ui.appearance.theme import GAP, GAP_LABEL, Role, TypeSize, set_type, tabular
from holysheep_desktop.ui.controls import explain, plain_label
from holysheep_desktop.ui.widgets.help_mark import HelpMark, Term
from holysheep_desktop.ui.widgets.shown_text import one_line

_CELL_WIDTH = 140


class Source(Enum):
    """Where a number comes from."""

    MEASURED_HERE = auto()
    REPORTED = auto()
    COUNTED = auto()
    """Counted by this program in what the endpoint returned."""
    NOT_AVAILABLE = auto()
    PENDING = auto()
    """Still being measured."""

    @classmethod
    def of(cls, origin: Origin) -> Source:
        """The source of a number that a result of this origin holds."""
        return cls.MEASURED_HERE if origin is Origin.MEASURED_HERE else cls.REPORTED


@dataclass(frozen=True, slots=True)
class Fact:
    """One number in words; `value` is empty where there is none."""

    name: str
    value: str
    source: Source
    unit: str = ""
    detail: str = ""
    term: Term | None = None


class Facts(QWidget):
    """Facts side by side, in as many columns as fit; a source that all of them share is named once.

    Compact ones have their value beside the name instead of below it.
    """

    def __init__(self, object_name: str, parent: QWidget | None = None, *, is_compact: bool = False) -> None:
        super().__init__(parent)
        self._is_compact = is_compact
        self.setObjectName(object_name)
        self._cells: list[QWidget] = []
        self._facts: tuple[Fact, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSizeConstraint(QGridLayout.SizeConstraint.SetNoConstraint)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(GAP)
        self._n_columns = 0

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Replace all facts."""
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.hide()
            cell.deleteLater()
        sources = {fact.source for fact in facts if fact.value}
        is_shared = len(sources) == 1 and len(facts) > 1
        self._facts = tuple(facts)
        self._cells = [self._cell(fact, has_source=not is_shared) for fact in facts]
        if is_shared:
            self._cells.append(self._source_cell(sources.pop()))
        self._n_columns = 0
        self._arrange()

    def texts(self) -> tuple[str, ...]:
        """What a screen reader says of each fact."""
        return tuple(self._spoken(fact) for fact in self._facts)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    @override
    def minimumSizeHint(self) -> QSize:
        # The columns in use must not keep the page from getting narrower.
        return QSize(_CELL_WIDTH, super().minimumSizeHint().height())

    def _arrange(self) -> None:
        n_columns = max(1, min(len(self._cells), self.width() // self._cell_width()))
        if n_columns == self._n_columns:
            return
        self._n_columns = n_columns
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < n_columns else 0)
        for place, cell in enumerate(self._cells):
            self._grid.addWidget(cell, place // n_columns, place % n_columns)
            self._grid.setColumnStretch(place % n_columns, 1)
            cell.show()
        # Other columns make other rows, which whoever lays this widget out must hear of.
        self.updateGeometry()

    def _cell_width(self) -> int:
        if not self._is_compact:
            return _CELL_WIDTH
        return max((cell.sizeHint().width() for cell in self._cells), default=_CELL_WIDTH) + GAP

    def _spoken(self, fact: Fact) -> str:
        value = f"{fact.name}: {fact.value or '—'} {fact.unit}".strip()
        return f"{value}, {self._source_words(fact.source)}"

    def _source_cell(self, source: Source) -> QWidget:
        cell = QWidget(self)
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        words = self._source_words(source)
        for text in (words,) if self._is_compact else (self.tr("Where from"), words):
            label = plain_label("factSource", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED)
            label.setText(text)
            head = QHBoxLayout()
            head.setSpacing(GAP_LABEL)
            head.addWidget(label)
            if column.isEmpty():
                head.addWidget(HelpMark(Term.SOURCES, cell))
            head.addStretch()
            column.addLayout(head)
        return cell

    def _cell(self, fact: Fact, *, has_source: bool) -> QWidget:
        cell = QWidget(self)
        head = QHBoxLayout()
        head.setSpacing(GAP_LABEL)
        name = plain_label("factName", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED)
        name.setText(fact.name)
        head.addWidget(name)
        if fact.term is not None:
            head.addWidget(HelpMark(fact.term, cell))
        if self._is_compact:
            head.addWidget(self._value(fact))
        head.addStretch()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        if not self._is_compact:
            column.addWidget(self._value(fact))
        if has_source:
            source = plain_label("factSource", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED)
            source.setText(self._source_words(fact.source))
            column.addWidget(source)
        explain(cell, fact.detail)
        cell.setAccessibleName(self._spoken(fact))
        return cell

    def _value(self, fact: Fact) -> QWidget:
        has_value = bool(fact.value)
        value = plain_label(
            "factValue", size=TypeSize.HEADING, bold=has_value, ink=None if has_value else Role.TEXT_MUTED
        )
        value.setFont(tabular(value.font()))
        words = one_line(f"{fact.value} {fact.unit}".strip()) if has_value else "—"
        if fact.source is Source.PENDING:
            set_type(value, TypeSize.SECONDARY)
            words = self._source_words(fact.source)
        value.setText(words)
        return value

    def _source_words(self, source: Source) -> str:
        return {
            Source.MEASURED_HERE: self.tr("measured here"),
            Source.REPORTED: self.tr("reported"),
            Source.COUNTED: self.tr("counted in the reply"),
            Source.NOT_AVAILABLE: self.tr("not available"),
            Source.PENDING: self.tr("being measured …"),
        }[source]
