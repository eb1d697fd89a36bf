"""The map's own small bar: the component, Draw that turns into Stop, progress, and what to keep."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.models import Component
from holysheep_desktop.core.source import Progress
from holysheep_desktop.ui.appearance.motion import show_share
from holysheep_desktop.ui.appearance.theme import GAP, GAP_LABEL, Role, TypeSize
from holysheep_desktop.ui.controls import plain_label
from holysheep_desktop.ui.languages import Translated
from holysheep_desktop.ui.patching.map.drawer import Ending
from holysheep_desktop.ui.patching.map.drawing import Drawing
from holysheep_desktop.ui.patching.map.menu import MapMenu
from holysheep_desktop.ui.patching.map.words import MapWords
from holysheep_desktop.ui.widgets.buttons import PushButton
from holysheep_desktop.ui.widgets.help_mark import HelpMark, Term
from holysheep_desktop.ui.widgets.inputs import choice_box, tool_button
from holysheep_desktop.ui.words.stages import stage_text

_LEAST_SHARE_FOR_AN_ESTIMATE = 0.05


class DrawButton(PushButton):
    """A double click is one wish: its second press would otherwise hit Stop."""

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()


class MapBar(Translated, QWidget):
    """Signals: component_chosen(Component), draw_requested, stop_requested, table_toggled(bool)."""

    component_chosen = Signal(object)
    draw_requested = Signal()
    stop_requested = Signal()
    table_toggled = Signal(bool)

    def __init__(self, *, can_save: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = MapWords(self)
        self._is_running = False
        self._is_going_on = False
        self._stage = ""
        self._started_at = 0.0
        self._components = choice_box("mapComponent")
        self._button = DrawButton()
        self._button.setObjectName("drawMap")
        self._table = tool_button("mapTable")
        self._table.setCheckable(True)
        self._export = tool_button("mapExport")
        self._progress = QProgressBar()
        self._state = plain_label("mapState", size=TypeSize.SECONDARY, ink=Role.TEXT_MUTED, wraps=True)
        self.menu = MapMenu(can_save=can_save, parent=self)
        self._build()
        self._connect()
        self._retranslate()
        self._progress.setVisible(False)
        for widget in (self._button, self._table, self._export):
            widget.setEnabled(False)

    def _build(self) -> None:
        self._progress.setObjectName("mapProgress")
        self._progress.setTextVisible(False)
        policy = self._progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._progress.setSizePolicy(policy)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self._components)
        row.addWidget(HelpMark(Term.RESIDUAL))
        row.addWidget(self._button)
        row.addWidget(HelpMark(Term.MAP))
        row.addStretch()
        row.addWidget(self._table)
        row.addWidget(self._export)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GAP_LABEL, 0, 0)
        column.setSpacing(GAP_LABEL)
        column.addLayout(row)
        column.addWidget(self._state)
        column.addWidget(self._progress)

    def _connect(self) -> None:
        self._components.activated.connect(self._on_component_activated)
        self._button.clicked.connect(self._on_button_clicked)
        self._table.toggled.connect(self.table_toggled)
        self._export.clicked.connect(self._on_export_clicked)

    @property
    def component(self) -> Component | None:
        """What is chosen; None where nothing is offered."""
        data = self._components.currentData()
        return None if data is None else Component(data)  # Qt gives a StrEnum back as its string

    @property
    def state(self) -> str:
        """What is said beside the button."""
        return self._state.text()

    def offer(self, components: Sequence[Component], preferred: Component) -> None:
        """Offer these; the choice stays where it can, else it is the preferred one."""
        chosen = self.component if self.component in components else preferred
        self._components.clear()
        for component in components:
            self._components.addItem(self._words.component(component), component)
        self._components.setCurrentIndex(max(0, self._components.findData(chosen)))
        self._components.setEnabled(len(components) > 1)

    def show_running(self) -> None:
        """A map is being drawn."""
        self._is_running = True
        self._stage = ""
        self._components.setEnabled(False)
        self._button.setEnabled(True)
        show_share(self._progress, 0, 0)
        self._progress.setVisible(True)
        self._say(self.tr("Asking …"))
        self._name_button()

    def show_progress(self, progress: Progress) -> None:
        """Follow the drawing, with an estimate of what remains once there is something to go by."""
        if progress.stage != self._stage:  # the stages before it went at a pace of their own
            self._stage, self._started_at = progress.stage, time.monotonic()
        show_share(self._progress, progress.done, progress.total)
        self._say(stage_text(progress) + self._remaining(progress))

    def show_idle(self, drawing: Drawing, ending: Ending, *, can_draw: bool) -> None:
        """Nothing is being drawn; say how far the map is, and how the last drawing ended."""
        has_map = bool(drawing.rows)
        self._is_running, self._is_going_on = False, has_map and not drawing.is_complete
        self._components.setEnabled(self._components.count() > 1)
        self._button.setEnabled(can_draw)
        self._table.setEnabled(has_map)
        self._export.setEnabled(has_map)
        self._progress.setVisible(False)
        self._say(self._words.extent(drawing, ending, can_draw=can_draw))
        self._name_button()

    def show_map(self) -> None:
        """There is something to look at and to keep."""
        self._table.setEnabled(True)
        self._export.setEnabled(True)

    def focus_button(self) -> None:
        """Let the keys go to Draw, which is Stop while a map is drawn."""
        self._button.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_menu(self, place: QPoint) -> None:
        """Offer copying and saving at a place of the screen."""
        if self._export.isEnabled():
            self.menu.popup(place)

    def _remaining(self, progress: Progress) -> str:
        if not progress.total or progress.done / progress.total < _LEAST_SHARE_FOR_AN_ESTIMATE:
            return ""
        elapsed_s = time.monotonic() - self._started_at
        remaining_s = elapsed_s * (progress.total - progress.done) / progress.done
        return self.tr(", {seconds} s left").format(seconds=f"{remaining_s:.0f}") if remaining_s >= 1 else ""

    def _say(self, words: str) -> None:
        self._state.setText(words)
        self._progress.setAccessibleDescription(words)

    def _name_button(self) -> None:
        words = self.tr("Stop")
        if not self._is_running:
            words = self.tr("Go on") if self._is_going_on else self.tr("Draw the map")
        self._button.setText(words)
        self._button.setAccessibleName(words)
        # Before the first drawing the empty page asks for it, and a whole map needs no drawing.
        self._button.setProperty("primary", self._is_going_on and not self._is_running)
        self._button.style().unpolish(self._button)
        self._button.style().polish(self._button)

    def _fix_width(self) -> None:
        """One width for all three words, so that Stop stands where Draw stood."""
        metrics = self._button.fontMetrics()
        words = (self.tr("Stop"), self.tr("Go on"), self.tr("Draw the map"))
        self._button.setFixedWidth(max(metrics.horizontalAdvance(one) for one in words) + 5 * GAP)

    @override
    def _retranslate(self) -> None:
        self._components.setAccessibleName(self.tr("Component of the map"))
        for place in range(self._components.count()):
            component = Component(self._components.itemData(place))
            self._components.setItemText(place, self._words.component(component))
        self._table.setText(self.tr("Table"))
        self._table.setAccessibleName(self.tr("Show the map as a table"))
        self._export.setText(self.tr("Copy or save"))
        self._export.setAccessibleName(self.tr("Copy or save the map"))
        self._progress.setAccessibleName(self.tr("Progress of the map"))
        self._fix_width()
        self._name_button()

    @Slot(int)
    def _on_component_activated(self, _place: int) -> None:
        self.component_chosen.emit(self.component)

    @Slot()
    def _on_button_clicked(self) -> None:
        if self._is_running:
            self.stop_requested.emit()
        else:
            self.draw_requested.emit()

    @Slot()
    def _on_export_clicked(self) -> None:
        self.open_menu(self._export.mapToGlobal(self._export.rect().bottomLeft()))
