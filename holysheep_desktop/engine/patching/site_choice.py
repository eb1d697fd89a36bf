"""The site that a request opens: checked once, and what is replaced there in either way of patching."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import PatchOptions, SiteChoice, Way
from holysheep_desktop.engine.patching import params
from holysheep_desktop.engine.patching.all_positions import HeadSite, head_replacement
from holysheep_desktop.engine.patching.map_plan import SETS, plan_maps
from holysheep_desktop.engine.patching.natural_directions import random_values
from holysheep_desktop.engine.patching.position_sets import PositionSets
from holysheep_desktop.engine.patching.replacement import Replacement
from holysheep_desktop.engine.patching.request import Dictionaries
from holysheep_desktop.engine.patching.runs import Move
from holysheep_desktop.engine.patching.site_check import HEADS
from holysheep_desktop.engine.patching.sites import value_of
from holysheep_desktop.engine.patching.study import Study
from holysheep_desktop.errors import PatchTargetError


@dataclass(frozen=True, slots=True, eq=False)
class OpenedSite:
    """A site and the study narrowed to its one pair of tokens, for heads everywhere to all pairs."""

    choice: SiteChoice
    study: Study
    sets: Mapping[Component, PositionSets]

    @classmethod
    def of(
        cls, study: Study, options: PatchOptions, choice: SiteChoice, dictionaries: Dictionaries
    ) -> OpenedSite:
        """Raises `PatchTargetError` for a token without partner or behind the answer, and without an SAE."""
        narrowed = study
        if choice.component is not Component.HEAD_ALL_POSITIONS:
            narrowed = replace(study, moves=_moves_at(study, choice.position))
        sets: Mapping[Component, PositionSets] = {}
        if choice.component in SETS:
            layers = (choice.layer,)  # the site's own, also where controls of a map would need all
            wish = replace(options, sweep=True, components=(choice.component,), layers=layers, controls=0)
            sets = plan_maps(narrowed, wish, layers, dictionaries).sets
            if any(choice.layer not in one.layers for one in sets.values()):
                raise PatchTargetError(f"{params.SITE}.layer", f"no SAE reads layer {choice.layer}")
        return cls(choice, narrowed, sets)

    def replacement(self, way: Way) -> Replacement:
        """The other run's value in the place of this run's."""
        choice, move = self.choice, self.study.moves[way]
        if choice.component is Component.HEAD_ALL_POSITIONS:
            return head_replacement(move, HeadSite(choice.layer, choice.head or 0))
        base, source = move.indices()
        if choice.component in self.sets:
            sets = self.sets[choice.component]
            values = sets.values(move, choice.layer, base, source)
            return Replacement(sets.value(choice.layer), choice.layer, base, values)
        values = value_of(move.source, choice.component, choice.layer, source)
        return Replacement(choice.component, choice.layer, base, values, choice.head)

    def random_replacement(self, way: Way, random: np.random.Generator) -> Replacement:
        """The control of `replacement`: as large a change that means nothing, or random other members."""
        choice, move = self.choice, self.study.moves[way]
        base, source = move.indices()
        if choice.component in self.sets:
            sets = self.sets[choice.component]
            values = sets.random_values(move, choice.layer, base, source, random)
            return Replacement(sets.value(choice.layer), choice.layer, base, values)
        component = Component.HEAD if choice.component in HEADS else choice.component
        values = random_values(move, component, choice.layer, base, source, random)
        return Replacement(component, choice.layer, base, values, choice.head)


def _moves_at(study: Study, position: int) -> dict[Way, Move]:
    pair = next((pair for pair in study.prompts.alignment.pairs if pair[0] == position), None)
    if pair is None:
        raise PatchTargetError(
            f"{params.SITE}.position", f"token {position} has no partner, or stands behind the answer"
        )
    i, j = pair
    noising, denoising = study.moves[Way.NOISING], study.moves[Way.DENOISING]
    return {
        Way.NOISING: replace(noising, pairs=((i, j),)),
        Way.DENOISING: replace(denoising, pairs=((j, i),)),
    }
