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
from holysheep_desktop.engine.patching.maps import (
    Found,
    MapPlan,
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
            finished = [one for part in maps for one in layer_rows(part, self.study.metric.scale)]
            for one in finished:
                rows[one.component].append(one)
            self._tell(tuple(finished) if self.is_sweep else ())
        joined = (map_of_rows(rows[component]) for component in self.plan.components)
        return tuple(effects for effects in joined if effects is not None)

    def _bands(self) -> Iterator[tuple[EffectMap, ...]]:
        if self.plan.method is Method.ATTRIBUTION:
            yield self._maps(self.plan, {way: self._attributed(way) for way in self.ways})
            return
        bands = [replace(self.plan, layers=layers) for layers in self._layers()]
        self._work = max(1, sum(self._sweep(band, way).work for band in bands for way in self.ways))
        for band in bands:
            found = {way: exact_differences(self._sweep(band, way), band) for way in self.ways}
            yield self._maps(band, found)

    def _layers(self) -> Iterator[tuple[int, ...]]:
        move = self.study.moves[Way.NOISING]
        lengths = sum(move.base.length - i for i, _ in move.pairs if i >= move.first)
        at_once = max(1, min(LAYERS_IN_BAND, ROWS_IN_BAND // max(1, self._copies * lengths)))
        layers = self.plan.layers
        for end in range(len(layers), 0, -at_once):
            yield layers[max(0, end - at_once) : end]

    @property
    def _copies(self) -> int:
        n_heads = self.study.model.config.n_heads
        return sum(n_heads if c is Component.HEAD else 1 for c in self.plan.components)

    def _sweep(self, band: MapPlan, way: Way) -> Sweep:
        study = self.study
        return map_sweep(
            study.model, study.moves[way], band, study.logit_difference, study.should_stop, self._count
        )

    def _attributed(self, way: Way) -> Found:
        gradient = self.study.gradient(way, self.plan.layers, tuple(Site))
        return attributed_differences(self.study.moves[way], self.plan, gradient)

    def _maps(self, plan: MapPlan, found: dict[Way, Found]) -> tuple[EffectMap, ...]:
        study = self.study
        paired = [i for i, _ in study.alignment.pairs]
        return effect_maps(
            plan, found, study.metric, paired, study.original.length, study.model.config.n_heads
        )

    def _count(self, rows: int) -> None:
        self._done += rows
        self._tell(())

    def _tell(self, rows: tuple[MapRows, ...]) -> None:
        cells = len(self.plan.layers) * len(self.study.alignment.pairs) * self._copies * len(self.ways)
        share = self._done / self._work if self._work else 1.0
        stage = "sweep" if self.is_sweep else "patching"
        self.report(Progress(stage, round(share * cells), cells, rows=rows))
