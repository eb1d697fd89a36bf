"""The details tab "Map": draws every layer and position of a component for the finding that is shown."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from holysheep_desktop.core.effect_maps import MapCell, with_map
from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import PatchAnalysis
from holysheep_desktop.core.stores import ExportFiles
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.notices.strip import NoticeStrip
from holysheep_desktop.ui.patching.map.bar import MapBar
from holysheep_desktop.ui.patching.map.drawer import Ending, MapDrawer
from holysheep_desktop.ui.patching.map.drawing import Drawing, model_named, offered_components
from holysheep_desktop.ui.patching.map.empty import EmptyMap
from holysheep_desktop.ui.patching.map.exporting import MapExports, drawing_csv, file_name
from holysheep_desktop.ui.patching.map.front_page import FrontPage
from holysheep_desktop.ui.patching.map.picture import MapPicture
from holysheep_desktop.ui.patching.map.site_panel import SitePanel
from holysheep_desktop.ui.session import Session

USUAL_COMPONENT = Component.RESID_POST


class MapPage(FrontPage):
    """Signals: analysis_changed(PatchAnalysis) when it holds more of a map; run_state_changed(bool);
    progressed(Progress)."""

    analysis_changed = Signal(object)
    run_state_changed = Signal(bool)
    progressed = Signal(object)

    def __init__(
        self, session: Session, theme: Theme, exports: ExportFiles | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._drawing: Drawing | None = None
        self._ending = Ending.DONE
        self._drawer = MapDrawer(session, self)
        self._exports = MapExports(exports, self)
        self.bar = MapBar(can_save=self._exports.can_save)
        self.notices = NoticeStrip(self)
        self.picture = MapPicture(theme)
        self.empty = EmptyMap(theme)
        self.empty.hide()
        self.site = SitePanel(session)
        self.setObjectName("mapPage")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        for widget in (self.bar, self.notices, self.picture, self.empty, self.site):
            column.addWidget(widget, stretch=1 if widget in {self.picture, self.empty} else 0)
        column.addStretch()
        self._connect()

    def _connect(self) -> None:
        self._session.models_changed.connect(self._on_models_changed)
        self._drawer.started.connect(self._on_started)
        self._drawer.progressed.connect(self.bar.show_progress)
        self._drawer.progressed.connect(self.progressed)
        self._drawer.drawn.connect(self._on_drawn)
        self._drawer.failed.connect(self.notices.show_error)
        self._drawer.ended.connect(self._on_ended)
        self.bar.component_chosen.connect(self._on_component_chosen)
        self.bar.draw_requested.connect(self.draw)
        self.empty.example_requested.connect(self._on_first_map_requested)
        self.bar.stop_requested.connect(self.stop)
        self.bar.table_toggled.connect(self.picture.show_table)
        self.bar.menu.image_copied.connect(self._on_image_copied)
        self.bar.menu.data_copied.connect(self._on_data_copied)
        self.bar.menu.image_saved.connect(self._on_image_saved)
        self.bar.menu.data_saved.connect(self._on_data_saved)
        self.picture.cell_opened.connect(self._on_cell_opened)
        self.picture.menu_requested.connect(self.bar.open_menu)
        self.notices.action_requested.connect(self.draw)
        self._exports.saved.connect(self._on_saved)
        self._exports.failed.connect(self.notices.show_error)
        self.site.run_state_changed.connect(self.run_state_changed)

    def open_cell(self, cell: MapCell) -> None:
        """Open a site, as a click on its cell does."""
        self.picture.maps.choose(cell)
        self.picture.cell_opened.emit(cell)

    @property
    def is_running(self) -> bool:
        """Whether a map is being drawn or a site opened."""
        return self._drawer.is_running or self.site.is_running

    def show_analysis(self, request: AnalysisRequest, analysis: PatchAnalysis) -> None:
        """Offer maps for another finding, and show what it has of them."""
        self._drawer.stop()
        self.site.close_site()
        self.notices.clear()
        self._ending = Ending.DONE
        self._drawing = Drawing.of(request, analysis, USUAL_COMPONENT, None)
        self._offer()

    @Slot()
    def draw(self) -> None:
        """Ask for the map, or for the layers that it lacks; again from the start where it lacks none."""
        if self._drawing is not None and not self._drawer.is_running:
            self.notices.clear()
            self._drawer.draw(self._drawing)

    @Slot()
    def stop(self) -> None:
        """Stop at once; what is drawn stays."""
        self._drawer.stop()
        self.site.stop()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange and not self._drawer.is_running:
            self._show_idle()
        super().changeEvent(event)

    def _offer(self) -> None:
        drawing = self._drawing
        if drawing is None:
            return
        drawn = [one.component for one in drawing.analysis.maps if len(one.layers) > 1]
        offered = dict.fromkeys((*self._named(), *drawn))
        self.bar.offer(tuple(offered), drawn[-1] if drawn else USUAL_COMPONENT)
        self._choose(self.bar.component or USUAL_COMPONENT)

    def _named(self) -> tuple[Component, ...]:
        assert self._drawing is not None
        return offered_components(model_named(self._session.models, self._drawing.request.model))

    def _choose(self, component: Component) -> None:
        assert self._drawing is not None
        model = model_named(self._session.models, self._drawing.request.model)
        n_layers = model.capabilities.n_layers if model else None
        self._drawing = Drawing.of(self._drawing.request, self._drawing.analysis, component, n_layers)
        self.picture.show_drawing(self._drawing)
        self._show_idle()

    def _show_idle(self) -> None:
        if self._drawing is not None:
            can_draw = self._drawing.component in self._named() and self._drawing.has_difference
            self.bar.show_idle(self._drawing, self._ending, can_draw=can_draw)
            self.empty.setVisible(can_draw and self._drawing.effects is None)

    @Slot()
    def _on_models_changed(self) -> None:
        if not self._drawer.is_running:
            self._offer()

    @Slot(object)
    def _on_component_chosen(self, component: Component) -> None:
        self._ending = Ending.DONE
        self.site.close_site()
        self._choose(component)

    @Slot()
    def _on_first_map_requested(self) -> None:
        self.bar.focus_button()  # the one that was pressed is about to be hidden
        self.draw()

    @Slot()
    def _on_started(self) -> None:
        self.bar.show_running()
        self.empty.hide()
        self.run_state_changed.emit(True)

    @Slot(object)
    def _on_drawn(self, drawing: Drawing) -> None:
        if not self._drawer.is_of(self._drawing):
            return
        self._drawing = drawing
        self.picture.show_drawing(drawing)
        self.bar.show_map()

    @Slot(object)
    def _on_ended(self, ending: Ending) -> None:
        """Make what was drawn a part of the finding, however it ended."""
        drawing = self._drawing
        effects = drawing.effects if drawing else None
        if self._drawer.is_of(drawing):
            self._ending = ending
        if drawing is not None and effects is not None:
            self._drawing = replace(drawing, analysis=with_map(drawing.analysis, effects))
            self.picture.show_drawing(self._drawing)
            self.analysis_changed.emit(self._drawing.analysis)
        self._show_idle()
        self.run_state_changed.emit(self.is_running)

    @Slot(object)
    def _on_cell_opened(self, cell: MapCell) -> None:
        if self._drawing is not None:
            self.site.open_site(self._drawing, cell)

    @Slot()
    def _on_image_copied(self) -> None:
        self._exports.copy_image(self.picture.image())

    @Slot()
    def _on_data_copied(self) -> None:
        if self._drawing is not None:
            self._exports.copy_data(drawing_csv(self._drawing))

    @Slot()
    def _on_image_saved(self) -> None:
        if self._drawing is not None:
            self._exports.save_image(self.picture.image(), file_name(self._drawing))

    @Slot()
    def _on_data_saved(self) -> None:
        if self._drawing is not None:
            self._exports.save_data(drawing_csv(self._drawing), file_name(self._drawing))

    @Slot(object)
    def _on_saved(self, path: object) -> None:
        self.notices.show_note(self.tr("Saved: {path}").format(path=path))
