"""The two maps with their scroll bar, read-out and legend, or the same numbers as a table."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QScrollBar, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.effect_maps import (
    MapCell,
    answer_position,
    cells_of,
    padded,
    row_names,
    strongest_cell,
)
from holysheep_desktop.core.reporting.charts import heat_picture
from holysheep_desktop.core.reporting.picture import Picture
from holysheep_desktop.core.results import EffectMap, PatchAnalysis
from holysheep_desktop.ui.appearance.theme import GAP_LABEL, Role, Theme, TypeSize
from holysheep_desktop.ui.controls import plain_label, selectable
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.patching.effects import chance_limit
from holysheep_desktop.ui.patching.map.drawing import Drawing
from holysheep_desktop.ui.patching.map.heat_maps import HeatMaps
from holysheep_desktop.ui.patching.map.heat_paint import HeatData
from holysheep_desktop.ui.patching.map.table import CellRow, CellTable, cell_rows
from holysheep_desktop.ui.patching.map.words import MapWords, token_text
from holysheep_desktop.ui.widgets.shown_text import chip_text
from holysheep_desktop.ui.widgets.tables import RowView

_SMALLEST_SCALE = 0.1
"""Effects of a few hundredths should look small, not fill the ramp."""


class MapPicture(Translated, QWidget):
    """Signals: cell_opened(MapCell), menu_requested(QPoint)."""

    cell_opened = Signal(object)
    menu_requested = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing: Drawing | None = None
        self._cells: tuple[tuple[MapCell, ...], ...] = ()
        self._words = MapWords(self)
        self.maps = HeatMaps(theme)
        self._scroll = QScrollBar(Qt.Orientation.Horizontal)
        self._table = CellTable(self)
        self._view = RowView(self._table, "mapCells")
        self._stack = QStackedWidget()
        self._sentence = selectable(plain_label("mapSentence", size=TypeSize.BODY, bold=True, wraps=True))
        self._reading = plain_label("mapReading", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        self._legend = plain_label("mapLegend", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        self._build()
        self._connect()
        self._retranslate()

    def _build(self) -> None:
        self._scroll.setObjectName("mapScroll")
        picture = QWidget()
        inner = QVBoxLayout(picture)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(GAP_LABEL)
        inner.addWidget(self.maps, stretch=1)
        inner.addWidget(self._scroll)
        self._stack.addWidget(picture)
        self._stack.addWidget(self._view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_LABEL)
        column.addWidget(self._sentence)
        column.addWidget(self._stack, stretch=1)
        column.addWidget(self._reading)
        column.addWidget(self._legend)

    def _connect(self) -> None:
        self.maps.cell_pointed.connect(self._on_cell_pointed)
        self.maps.cell_opened.connect(self.cell_opened)
        self.maps.menu_requested.connect(self.menu_requested)
        self.maps.window_changed.connect(self._on_window_changed)
        self._scroll.valueChanged.connect(self._on_scrolled)
        self._view.row_activated.connect(self._on_row_activated)

    @property
    def cells(self) -> tuple[tuple[MapCell, ...], ...]:
        """What is drawn so far, [row][column]."""
        return self._cells

    @property
    def sentence(self) -> str:
        """What is said of the strongest site."""
        return self._sentence.text()

    @property
    def reading(self) -> str:
        """What is said of the cell that is pointed at."""
        return self._reading.text()

    @property
    def legend(self) -> str:
        """What the cells without a colour are."""
        return self._legend.text()

    def show_drawing(self, drawing: Drawing) -> None:
        """Show what there is of a map; nothing where there are no rows."""
        self._drawing = drawing
        self._show()

    def show_table(self, is_table: bool) -> None:
        """The table in the place of the picture, or the picture again."""
        self._stack.setCurrentIndex(int(is_table))

    def chart_picture(self) -> Picture:
        """The whole map, whatever the zoom, as a picture to take away; it is shown only with a map."""
        drawing, effects = self._drawing, self._drawing.effects if self._drawing else None
        if drawing is None or effects is None:
            return Picture(self.sentence, 0, 0, ())
        titles = self._words.titles((True, True))
        return heat_picture(self.sentence, effects, drawing.analysis, titles)

    def image(self) -> QImage:
        """The picture, for the clipboard or a file."""
        return self.maps.picture()

    def _show(self) -> None:
        drawing = self._drawing
        effects = drawing.effects if drawing else None
        self.setVisible(effects is not None)
        if drawing is None or effects is None:
            self._cells = ()
            self.maps.show_data(HeatData())
            self._table.show_rows(())
            return
        analysis = drawing.analysis
        self._cells = cells_of(effects, analysis, drawing.n_layers)
        self._table.show_rows(cell_rows(self._cells, analysis))
        self._view.setColumnHidden(1, effects.heads is None)
        for column in (2, 3):
            self._view.setColumnHidden(column, not effects.positions)
        whole = padded(effects, drawing.n_layers)
        shown = cells_of(whole, analysis, drawing.n_layers)
        ways = (effects.noising is not None, effects.denoising is not None)
        largest = max((cell.size for row in self._cells for cell in row), default=0.0)
        chance = chance_limit(drawing.control)
        self.maps.show_data(
            HeatData(
                cells=shown,
                row_names=row_names(whole),
                tokens=_column_names(effects, analysis),
                telling=_telling_columns(effects, analysis),
                titles=self._words.titles(ways),
                limit=max(_SMALLEST_SCALE, largest, chance or 0.0),
                chance=chance,
            )
        )
        strongest = strongest_cell(self._cells, drawing.component, drawing.n_layers)
        self._sentence.setText(self._words.sentence(strongest, analysis, drawing.scale, drawing.control))
        self._legend.setText(self._words.legend(shown, analysis))
        self._legend.setVisible(bool(self._legend.text()))
        self.maps.setAccessibleDescription(self._sentence.text())
        self._on_cell_pointed(self.maps.cursor_cell)

    @override
    def _retranslate(self) -> None:
        self.maps.setAccessibleName(self.tr("Map of effects: layers upwards, tokens to the right"))
        self._scroll.setAccessibleName(self.tr("Tokens in sight"))
        self._view.setAccessibleName(self.tr("Effects of every site"))
        self._table.retranslate()
        if self._drawing is not None:
            self._show()

    @Slot(object)
    def _on_cell_pointed(self, cell: MapCell | None) -> None:
        if self._drawing is None:
            return
        words = self._words.read_out(cell, self._drawing.analysis)
        self._reading.setText(words)
        if cell is not None:
            self.maps.setAccessibleDescription(f"{words} {self._sentence.text()}")

    @Slot()
    def _on_window_changed(self) -> None:
        window = self.maps.window_of_columns
        self._scroll.blockSignals(True)
        self._scroll.setRange(0, window.total - window.count)
        self._scroll.setPageStep(max(1, window.count))
        self._scroll.setValue(window.first)
        self._scroll.blockSignals(False)
        self._scroll.setVisible(not window.is_whole)

    @Slot(int)
    def _on_scrolled(self, first: int) -> None:
        self.maps.scroll_to(first)

    @Slot(object)
    def _on_row_activated(self, row: CellRow) -> None:
        self.maps.choose(row.cell)
        self.cell_opened.emit(row.cell)


def _column_names(effects: EffectMap, analysis: PatchAnalysis) -> tuple[str, ...]:
    """The tokens, or the heads where the map has no positions."""
    if not effects.positions:
        return tuple(f"H{head}" for head in effects.heads or ())
    return tuple(chip_text(token_text(analysis.tokens, place)).text for place in effects.positions)


def _telling_columns(effects: EffectMap, analysis: PatchAnalysis) -> tuple[int, ...]:
    """Where the prompts differ, and where the answer is read: what a reader of the map looks for."""
    partners = dict(analysis.alignment or ())
    last = answer_position(analysis, effects)
    return tuple(
        column
        for column, place in enumerate(effects.positions)
        if place == last
        or token_text(analysis.tokens, place)
        != token_text(analysis.comparison_tokens, partners.get(place, -1))
    )
