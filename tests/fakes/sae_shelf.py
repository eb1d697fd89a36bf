"""The toy source with a shelf: it takes SAEs, removes them and computes dashboards when the test lets it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace

from fakes.source import CHAT_MODEL, SAE_MODEL, FakeSource

from holysheep_desktop.core.models import HookPoint, ModelInfo, SaeInfo, SaeMetrics
from holysheep_desktop.core.sae_import import OWN_PREFIX, SaeImport, suggested_name
from holysheep_desktop.core.source import Progress, Report, report_nothing
from holysheep_desktop.errors import SaePlaceUnknownError

STEPS = 4


@dataclass
class Shelf:
    """What was wished for, and what is there."""

    wishes: list[SaeImport] = field(default_factory=list)
    saes: dict[str, SaeInfo] = field(default_factory=dict)
    stopped: list[str] = field(default_factory=list)


class ShelfSource(FakeSource):
    """`may_finish` lets a computation end after its second step; until then it waits."""

    def __init__(self, *own: SaeInfo) -> None:
        super().__init__((SAE_MODEL, CHAT_MODEL))
        self.shelf = Shelf(saes={sae.sae_id: sae for sae in own})
        self.may_finish = asyncio.Event()

    async def models(self) -> tuple[ModelInfo, ...]:
        first, *rest = await super().models()
        saes = (*first.capabilities.saes, *self.shelf.saes.values())
        return (replace(first, capabilities=replace(first.capabilities, saes=saes)), *rest)

    async def add_sae(self, wish: SaeImport) -> SaeInfo:
        await self._arrive("add_sae")
        self.shelf.wishes.append(wish)
        is_npz = wish.path.suffix == ".npz"
        if is_npz and wish.layer is None:
            raise SaePlaceUnknownError(wish.path)
        sae_id = OWN_PREFIX + suggested_name(wish.path)
        place = (wish.layer or 5, wish.hook_point or HookPoint.RESID_POST)
        sae = SaeInfo(sae_id, place[0], place[1].value, 16_384, "ab" * 32, is_own=True, has_dashboard=False)
        self.shelf.saes[sae_id] = sae
        return sae

    async def remove_sae(self, sae_id: str) -> None:
        await self._arrive("remove_sae")
        del self.shelf.saes[sae_id]

    async def compute_dashboard(self, sae_id: str, report: Report = report_nothing) -> SaeInfo:
        await self._arrive("compute_dashboard")
        try:
            for done in range(STEPS):
                report(Progress("dashboard", done, STEPS))
                if done == 1:
                    await self.may_finish.wait()
        except asyncio.CancelledError:
            self.shelf.stopped.append(sae_id)
            raise
        metrics = SaeMetrics(41.5, 0.8, 0.95, 0.01, sample_tokens=120_000)
        self.shelf.saes[sae_id] = replace(self.shelf.saes[sae_id], has_dashboard=True, metrics=metrics)
        return self.shelf.saes[sae_id]
