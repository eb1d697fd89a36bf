"""A tab on the screen with a fake source behind it, driven as a person would."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from fakes.source import SAE_MODEL, FakeSource
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from ui.children import child

from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.charts.row_plot import RowPlot
from holysheep_desktop.ui.session import Session
from holysheep_desktop.ui.widgets.analysis_tab import AnalysisTab

TabType = TypeVar("TabType", bound=AnalysisTab)
Found = TypeVar("Found", bound=QWidget)
LAYER_12 = "gemma-3-270m/layer-12/8k"


def type_into(widget: QWidget, text: str, qtbot: QtBot) -> None:
    """Keys for ASCII; anything else comes from an input method, as it does from a keyboard."""
    for character in text:
        if character.isascii():
            qtbot.keyClicks(widget, character)
        else:
            event = QInputMethodEvent()
            event.setCommitString(character)
            QApplication.sendEvent(widget, event)


class Bench(Generic[TabType]):
    """One tab, shown, with the model that has SAEs chosen."""

    def __init__(
        self, make: Callable[[Session, Theme], TabType], qtbot: QtBot, theme: Theme, source: FakeSource
    ) -> None:
        self.source = source
        self.qtbot = qtbot
        self.session = Session(self._connect, Endpoint(EndpointKind.LOCAL))
        self.session.show_models(source.available)
        if SAE_MODEL in source.available:
            self.session.choose_model(SAE_MODEL.id)
            self.session.choose_sae(LAYER_12)
        self.tab = make(self.session, theme)
        self.window = QWidget()
        theme.dress(self.window)
        qtbot.addWidget(self.window)
        row = QHBoxLayout(self.window)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.tab)
        self.window.resize(1280, 720)
        with qtbot.waitExposed(self.window):
            self.window.show()

    def _connect(self, _endpoint: Endpoint) -> FakeSource:
        return self.source

    def find(self, kind: type[Found], name: str) -> Found:
        return child(self.tab, kind, name)

    def click(self, name: str) -> None:
        self.qtbot.mouseClick(self.find(QPushButton, name), Qt.MouseButton.LeftButton)

    def wait_until_done(self) -> None:
        self.qtbot.waitUntil(self._is_idle)

    def run(self) -> None:
        """Press Run and wait for the finding."""
        self.click("runButton")
        self.wait_until_done()

    def wait_for_calls(self, n: int) -> None:
        def has_arrived() -> bool:
            return self.source.calls.count("analyse") == n

        self.qtbot.waitUntil(has_arrived)

    def click_row(self, plot_name: str, row: int) -> None:
        """Click on a row of a chart, in the viewport, where a mouse does."""
        viewport, place = self._row_in_sight(plot_name, row)
        self.qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)

    def hover_row(self, plot_name: str, row: int) -> None:
        viewport, place = self._row_in_sight(plot_name, row)
        self.qtbot.mouseMove(viewport, place)

    def _row_in_sight(self, plot_name: str, row: int) -> tuple[QWidget, QPoint]:
        plot = self.find(RowPlot, plot_name)
        viewport, canvas = plot.canvas.viewport, plot.canvas

        def is_laid_out() -> bool:
            place = canvas.place_of(row)
            return plot.row_at(place) == row and viewport.rect().contains(place)

        self.qtbot.waitUntil(is_laid_out)
        return viewport, canvas.place_of(row)

    def _is_idle(self) -> bool:
        return not self.tab.is_running()
