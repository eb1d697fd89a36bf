"""Effect maps as CSV: every cell on a line, in full precision, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

from holysheep_desktop.core.effect_maps import cells_of
from holysheep_desktop.core.map_csv import map_csv
from holysheep_desktop.core.models import Component
from holysheep_desktop.core.results import EffectMap, EffectScale, PatchAnalysis
from holysheep_desktop.core.tokens import Token


def written(effects: EffectMap, analysis: PatchAnalysis) -> list[dict[str, str]]:
    text = map_csv(effects.component, cells_of(effects, analysis, 3), analysis, EffectScale.NORMALISED)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_that_a_cell_has_its_tokens_and_its_numbers_in_full() -> None:
    analysis = PatchAnalysis(
        None,
        None,
        tokens=(Token(1, "=SUM", 0, 4), Token(2, " b", 4, 6)),
        comparison_tokens=(Token(3, "x", 0, 1), Token(2, " b", 1, 3)),
        alignment=((0, 0), (1, 1)),
    )
    effects = EffectMap(Component.ATTN_OUT, (0,), (0, 1), noising=((1 / 3, None),))

    first, second = written(effects, analysis)

    assert (first["token"], first["partner"], first["noising"]) == ("'=SUM", "x", "0.3333333333333333")
    assert (second["position"], second["noising"], second["state"]) == ("1", "", "missing")


def test_that_a_head_that_was_patched_everywhere_has_no_position() -> None:
    effects = EffectMap(Component.HEAD_ALL_POSITIONS, (2,), (), ((0.5, 0.25),), ((1.0, 2.0),), (0, 1))

    rows = written(effects, PatchAnalysis(None, None))

    assert [(row["layer"], row["head"], row["position"], row["noising"]) for row in rows] == [
        ("2", "0", "", "0.5"),
        ("2", "1", "", "0.25"),
    ]
