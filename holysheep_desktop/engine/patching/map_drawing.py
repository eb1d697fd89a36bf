"""Effect maps drawn a band of layers at a time, so that what is finished can be shown, and kept after a stop.

The copies of a band's layers go through the model together. The last layers come first: few blocks are left
for them. A layer is reported once every way of it is patched; what is reported is what the result holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from holysheep_desktop.core.effect_maps import layer_rows, map_of_rows
from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import Method, Way
from holysheep_desktop.core.results import EffectMap, MapRows
from holysheep_desktop.core.source import Progress, Report
from holysheep_desktop.engine.patching.all_positions import head_work
from holysheep_desktop.engine.patching.map_plan import MapPlan
from holysheep_desktop.engine.patching.maps import (
    Found,
    attributed_differences,
    effect_maps,
    exact_differences,
    map_sweep,
)
from holysheep_desktop.engine.patching.study import Study
from holysheep_desktop.engine.patching.sweep import Sweep
from holysheep_desktop.engine.transformer.hooks import Site

ROWS_IN_BAND = 1024
"""Rows that go through a block together: enough for every core to work at its full speed."""
LAYERS_IN_BAND = 6
"""At most so many, so that a short prompt's map fills in too."""
VOCABULARY_ROWS_IN_BAND = 4096
"""The same as `ROWS_IN_BAND` for a metric that reads every logit: each band unpacks the unembedding once."""


@dataclass(slots=True, eq=False)
class MapDrawing:
    """Draws the maps of a plan; counts cells, a share of the work being that share of the cells."""

    study: Study
    plan: MapPlan
    ways: tuple[Way, ...]
    report: Report
    is_sweep: bool
    _work: int = 0
    _done: int = field(default=0, init=False)

    def draw(self) -> tuple[EffectMap, ...]:
        """One map per component of the plan; raises `CancelledWorkError`."""
        rows: dict[Component, list[MapRows]] = {component: [] for component in self.plan.components}
        for maps in self._bands():
            finished = [one for part in maps for one in layer_rows(part, self.study.map_metric.scale)]
            for one in finished:
                rows[one.component].append(one)
            self._tell(tuple(finished) if self.is_sweep else ())
        joined = (map_of_rows(rows[component]) for component in self.plan.components)
        return tuple(effects for effects in joined if effects is not None)

    def _bands(self) -> Iterator[tuple[EffectMap, ...]]:
        if self.plan.method is Method.ATTRIBUTION:
            yield effect_maps(self.study, self.plan, {way: self._attributed(way) for way in self.ways})
            return
        bands = [replace(self.plan, layers=layers) for layers in self._layers()]
        self._work = max(1, sum(self._rows_of(band, way) for band in bands for way in self.ways))
        for band in bands:
            found = {way: exact_differences(self.study, self._sweep(band, way), band) for way in self.ways}
            yield effect_maps(self.study, band, found)

    def _layers(self) -> Iterator[tuple[int, ...]]:
        move = self.study.moves[Way.NOISING]
        lengths = sum(move.base.length - i for i, _ in move.pairs if i >= move.first)
        rows = VOCABULARY_ROWS_IN_BAND if self.study.reads_vocabulary else ROWS_IN_BAND
        at_once = max(1, min(LAYERS_IN_BAND, rows // max(1, self._copies * lengths)))
        layers = self.plan.layers
        for end in range(len(layers), 0, -at_once):
            yield layers[max(0, end - at_once) : end]

    @property
    def _copies(self) -> int:
        n_heads = self.study.model.config.n_heads
        return sum(n_heads if c is Component.HEAD else 1 for c in self.plan.by_position)

    def _rows_of(self, band: MapPlan, way: Way) -> int:
        whole_heads = head_work(self.study, way, band.layers) if band.has_whole_heads else 0
        return self._sweep(band, way).work + whole_heads

    def _sweep(self, band: MapPlan, way: Way) -> Sweep:
        return map_sweep(self.study, way, band, self._count)

    def _attributed(self, way: Way) -> Found:
        gradient = self.study.gradient(way, self.plan.layers, tuple(Site))
        return attributed_differences(self.study.moves[way], self.plan, gradient)

    @property
    def _cells_of_a_layer(self) -> int:
        whole_heads = self.study.model.config.n_heads if self.plan.has_whole_heads else 0
        return len(self.study.prompts.alignment.pairs) * self._copies + whole_heads

    def _count(self, rows: int) -> None:
        self._done += rows
        self._tell(())

    def _tell(self, rows: tuple[MapRows, ...]) -> None:
        cells = len(self.plan.layers) * self._cells_of_a_layer * len(self.ways)
        share = self._done / self._work if self._work else 1.0
        stage = "sweep" if self.is_sweep else "patching"
        self.report(Progress(stage, round(share * cells), cells, rows=rows))
