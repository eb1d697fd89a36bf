"""Below the table of pairs: the mean map of those that are done, and the map of the chosen one."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.effect_maps import MapCell
from holysheep_desktop.core.models import Component
from holysheep_desktop.core.pairs.pair_file import PromptPair
from holysheep_desktop.core.report import Run
from holysheep_desktop.core.results import PatchAnalysis
from holysheep_desktop.core.stores import ExportFiles
from holysheep_desktop.ui.appearance.theme import GAP_LABEL, Theme
from holysheep_desktop.ui.controls import plain_label, push_button
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.patching.map.drawing import Drawing
from holysheep_desktop.ui.patching.map.exporting import MapExports
from holysheep_desktop.ui.patching.map.picture import MapPicture
from holysheep_desktop.ui.patching.pairs.asking import PairSettings, has_answers, is_right
from holysheep_desktop.ui.patching.pairs.mean_map import MeanMap
from holysheep_desktop.ui.widgets.empty_state import EmptyState
from holysheep_desktop.ui.widgets.inputs import detail_tabs
from holysheep_desktop.ui.widgets.shown_text import one_line

if TYPE_CHECKING:
    from holysheep_desktop.core.pairs.pair_statistics import PairStatistics

_MEAN, _ONE = range(2)


class WrappingPage(QWidget):
    """Asks for the height that its sentences take when they wrap, which would else be taken from the map."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(content)

    @override
    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        if not self.isVisible():
            return least
        wrapped = self._column.totalMinimumHeightForWidth(self.width())
        return QSize(least.width(), max(least.height(), wrapped))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.updateGeometry()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class PairsFinding(Translated, QWidget):
    """Signals: failed(error), saved(Path), pair_opened(Run, MapCell | None) to look at one pair closely."""

    pair_opened = Signal(object, object)
    failed = Signal(object)
    saved = Signal(object)

    def __init__(self, theme: Theme, exports: ExportFiles | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: tuple[Run, ...] = ()
        self._judged = (0, 0)
        self._component = Component.RESID_POST
        self._chosen: tuple[Run, int] | None = None
        self._exports = MapExports(exports, self)
        self.mean = MeanMap(theme, can_save=self._exports.can_save)
        self.picture = MapPicture(theme)
        self._one_title = plain_label("pairTitle", wraps=True)
        self._open = push_button("pairOpen")
        self.empty = EmptyState(theme, "pairs", 1, "p-values")
        self._tabs = detail_tabs("pairsTabs")
        self._stack = QStackedWidget()
        self._counting = Job(self)
        self.setObjectName("pairsFinding")
        self._build()
        self._connect()
        self._retranslate()

    def _build(self) -> None:
        one = QWidget()
        inner = QVBoxLayout(one)
        inner.setContentsMargins(0, GAP_LABEL, 0, 0)
        head = QHBoxLayout()
        head.addWidget(self._one_title, stretch=1)
        head.addWidget(self._open)
        inner.addLayout(head)
        inner.addWidget(self.picture, stretch=1)
        for page in (self.mean, one):
            self._tabs.addTab(WrappingPage(page), "")
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def _connect(self) -> None:
        self._counting.succeeded.connect(self._on_counted)
        self._counting.failed.connect(self.failed)
        self.picture.cell_opened.connect(self._on_cell_opened)
        self._open.clicked.connect(self._on_open_clicked)
        self._exports.saved.connect(self.saved)
        self._exports.failed.connect(self.failed)
        menu = self.mean.menu
        menu.image_copied.connect(self._on_image_copied)
        menu.data_copied.connect(self._on_data_copied)
        menu.image_saved.connect(self._on_image_saved)
        menu.data_saved.connect(self._on_data_saved)

    @property
    def pair_title(self) -> str:
        """Which pair's map is shown."""
        return self._one_title.text()

    def show_runs(self, runs: Sequence[Run], pairs: Sequence[PromptPair], settings: PairSettings) -> None:
        """Show the mean of these; the statistics are worked out beside the window's own thread."""
        self._runs, self._component = tuple(runs), settings.component
        if not runs:
            self._counting.cancel()
            self._chosen = None
            self._stack.setCurrentIndex(0)
            return
        analyses = [run.result.patching for run in runs if run.result.patching is not None]
        judged = [
            is_right(run.result.patching)
            for run, pair in zip(runs, pairs, strict=True)
            if run.result.patching is not None and has_answers(pair)
        ]
        self._judged = (judged.count(True), len(judged) - judged.count(None))
        self._counting.start(_statistics(analyses, self._component), name="pair statistics")

    def show_pair(self, run: Run, place: int) -> None:
        """Show the map of one pair, in front."""
        self._chosen = (run, place)
        self._show_chosen()
        self._tabs.setCurrentIndex(_ONE)

    def _show_chosen(self) -> None:
        self._tabs.setTabVisible(_ONE, self._chosen is not None)
        if self._chosen is None:
            return
        run, place = self._chosen
        self._tabs.setTabText(_ONE, self.tr("Pair {n}").format(n=place + 1))
        options = run.request.patching
        if run.result.patching is None or options is None:
            return
        self._one_title.setText(f"{one_line(run.request.prompt)}  ↔  {one_line(options.comparison_prompt)}")
        component = options.components[0] if options.components else self._component
        effects = [one for one in run.result.patching.maps if one.component is component]
        n_layers = max(effects[0].layers) + 1 if effects else None
        self.picture.show_drawing(Drawing.of(run.request, run.result.patching, component, n_layers))

    @override
    def _retranslate(self) -> None:
        self._tabs.setTabText(_MEAN, self.tr("Mean map"))
        self._open.setText(self.tr("Open this pair"))
        self._open.setAccessibleName(self.tr("Look at this pair alone"))
        self.empty.set_texts(
            self.tr("Does it hold for more than one pair?"),
            self.tr(
                "The mean map over all pairs appears here while they are patched, and a click on a pair "
                "shows its own."
            ),
            (self.tr("Run the sample pairs"),),
        )
        self._show_chosen()

    @Slot(object)
    def _on_counted(self, statistics: PairStatistics | None) -> None:
        self._stack.setCurrentIndex(int(statistics is not None))
        if statistics is not None:
            self.mean.show_statistics(statistics, *self._judged)
            self._show_chosen()

    @Slot(object)
    def _on_cell_opened(self, cell: MapCell) -> None:
        if self._chosen is not None:
            self.pair_opened.emit(self._chosen[0], cell)

    @Slot()
    def _on_open_clicked(self) -> None:
        if self._chosen is not None:
            self.pair_opened.emit(self._chosen[0], None)

    @Slot()
    def _on_image_copied(self) -> None:
        self._exports.copy_image(self.mean.image())

    @Slot()
    def _on_data_copied(self) -> None:
        self._exports.copy_data(self.mean.csv())

    @Slot()
    def _on_image_saved(self) -> None:
        self._exports.save_image(self.mean.image(), self._file_name())

    @Slot()
    def _on_data_saved(self) -> None:
        self._exports.save_data(self.mean.csv(), self._file_name())

    def _file_name(self) -> str:
        return f"holysheep-pairs-{self._component.value}"


async def _statistics(analyses: Sequence[PatchAnalysis], component: Component) -> PairStatistics | None:
    # numpy takes 0.1 s to load, which the start of the program should not wait for
    from holysheep_desktop.core.pairs.pair_statistics import pair_statistics

    return await asyncio.to_thread(pair_statistics, analyses, component)
