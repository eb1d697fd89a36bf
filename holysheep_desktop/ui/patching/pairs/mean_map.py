"""The mean map of several pairs, as a picture or a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.effect_maps import CellKind, MapCell
from holysheep_desktop.ui.appearance.theme import GAP, GAP_LABEL, Role, Theme, TypeSize
from holysheep_desktop.ui.controls import plain_label, selectable
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.patching.map.heat_maps import HeatMaps
from holysheep_desktop.ui.patching.map.heat_paint import HeatData
from holysheep_desktop.ui.patching.map.menu import MapMenu
from holysheep_desktop.ui.patching.map.words import MapWords
from holysheep_desktop.ui.patching.pairs.mean_table import MeanTable, mean_csv
from holysheep_desktop.ui.patching.pairs.mean_words import MeanCell, MeanWords
from holysheep_desktop.ui.widgets.help_mark import HelpMark, Term
from holysheep_desktop.ui.widgets.inputs import tool_button
from holysheep_desktop.ui.widgets.tables import RowView

if TYPE_CHECKING:
    from holysheep_desktop.core.pairs.pair_statistics import CellStatistic, PairStatistics

_SMALLEST_SCALE = 0.1
_LEAST_HEIGHT = 160


class MeanMap(Translated, QWidget):
    """What is to be copied or saved comes as the signals of `menu`."""

    def __init__(self, theme: Theme, *, can_save: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._statistics: PairStatistics | None = None
        self._judged = (0, 0)
        self._cells: tuple[tuple[MeanCell, ...], ...] = ()
        self._words, self._map_words = MeanWords(self), MapWords(self)
        self._sentence = selectable(plain_label("meanSentence", bold=True, wraps=True))
        self._sample = selectable(
            plain_label("meanSample", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        )
        self._reading = plain_label("meanReading", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        self._show_table = tool_button("meanAsTable")
        self._show_table.setCheckable(True)
        self._export = tool_button("meanExport")
        self.menu = MapMenu(can_save=can_save, parent=self)
        self.maps = HeatMaps(theme)
        self.maps.setObjectName("meanHeatMaps")
        self.maps.setMinimumHeight(_LEAST_HEIGHT)
        self._table = MeanTable(self)
        self._view = RowView(self._table, "meanCells")
        self._stack = QStackedWidget()
        self.setObjectName("meanMap")
        self._build()
        self._connect()
        self._retranslate()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self._sentence, stretch=1)
        head.addWidget(HelpMark(Term.P_VALUES))
        head.addWidget(self._show_table)
        head.addWidget(self._export)
        self._stack.addWidget(self.maps)
        self._stack.addWidget(self._view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GAP_LABEL, 0, 0)
        column.setSpacing(GAP_LABEL)
        column.addLayout(head)
        column.addWidget(self._sample)
        column.addWidget(self._stack, stretch=1)
        column.addWidget(self._reading)

    def _connect(self) -> None:
        self.maps.cell_pointed.connect(self._on_cell_pointed)
        self.maps.menu_requested.connect(self._on_menu_requested)
        self._show_table.toggled.connect(self._on_table_toggled)
        self._export.clicked.connect(self._on_export_clicked)

    @property
    def sentence(self) -> str:
        """What is said of the strongest place."""
        return self._sentence.text()

    @property
    def sample(self) -> str:
        """What the numbers rest on."""
        return self._sample.text()

    @property
    def reading(self) -> str:
        """The cell that is pointed at."""
        return self._reading.text()

    @property
    def cells(self) -> tuple[tuple[MeanCell, ...], ...]:
        """What is shown, [row][column]."""
        return self._cells

    def show_statistics(self, statistics: PairStatistics, n_right: int, n_judged: int) -> None:
        """Replace everything; `n_right` of the `n_judged` pairs with answers were right."""
        self._statistics, self._judged = statistics, (n_right, n_judged)
        self._show()

    def image(self) -> QImage:
        """The picture, for the clipboard or a file."""
        return self.maps.picture()

    def csv(self) -> str:
        """The numbers."""
        assert self._statistics is not None, "the menu is offered with a map only"
        return mean_csv(self._statistics.component.value, self._cells)

    def _show(self) -> None:
        statistics = self._statistics
        if statistics is None:
            return
        self._cells = self._words.cells(statistics)
        self._table.show_rows([cell for row in self._cells for cell in row])
        self._view.setColumnHidden(1, all(cell.head is None for row in self._cells for cell in row))
        ways = (statistics.noising is not None, statistics.denoising is not None)
        largest = max((cell.size for row in self._cells for cell in row), default=0.0)
        self.maps.show_data(
            HeatData(
                cells=tuple(tuple(_map_cell(cell) for cell in row) for row in self._cells),
                row_names=tuple(_row_name(row[0]) for row in self._cells if row),
                tokens=self._words.places(statistics),
                titles=self._map_words.titles(ways),
                limit=max(_SMALLEST_SCALE, largest),
            )
        )
        self._sentence.setText(self._words.sentence(statistics, self._cells))
        self._sample.setText(self._words.sample(statistics, *self._judged))
        self._on_cell_pointed(self.maps.cursor_cell)

    @override
    def _retranslate(self) -> None:
        self._show_table.setText(self.tr("Table"))
        self._show_table.setAccessibleName(self.tr("Show the mean map as a table"))
        self._export.setText(self.tr("Copy or save"))
        self._export.setAccessibleName(self.tr("Copy or save the mean map"))
        self.maps.setAccessibleName(self.tr("Mean effects: layers upwards, kinds of tokens to the right"))
        self._view.setAccessibleName(self.tr("Mean effects of every site"))
        self._table.retranslate()
        self._show()

    @Slot(object)
    def _on_cell_pointed(self, cell: MapCell | None) -> None:
        pointed = None
        if cell is not None:
            of_row = (
                row for row in self._cells if row and (row[0].layer, row[0].head) == (cell.layer, cell.head)
            )
            pointed = next((row[cell.position] for row in of_row), None)
        words = self._words.read_out(pointed)
        self._reading.setText(words)
        said = [words] if pointed else []
        self.maps.setAccessibleDescription(" ".join((*said, self._sentence.text())))

    @Slot(bool)
    def _on_table_toggled(self, is_table: bool) -> None:
        self._stack.setCurrentIndex(int(is_table))

    @Slot()
    def _on_export_clicked(self) -> None:
        self.menu.popup(self._export.mapToGlobal(self._export.rect().bottomLeft()))

    @Slot(QPoint)
    def _on_menu_requested(self, place: QPoint) -> None:
        self.menu.popup(place)


def _map_cell(cell: MeanCell) -> MapCell:
    def mean(one: CellStatistic | None) -> float | None:
        return None if one is None else one.mean

    kind = CellKind.MISSING if cell.noising is None and cell.denoising is None else CellKind.MEASURED
    return MapCell(cell.layer, cell.column, mean(cell.noising), mean(cell.denoising), kind, cell.head)


def _row_name(cell: MeanCell) -> str:
    return f"L{cell.layer}" if cell.head is None else f"L{cell.layer}.H{cell.head}"
