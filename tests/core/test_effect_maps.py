from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from holysheep_desktop.core.effect_maps import (
    EVERY_POSITION,
    CellKind,
    MapCell,
    cells_of,
    layer_rows,
    map_of,
    map_of_rows,
    missing_layers,
    padded,
    role_of,
    row_names,
    strongest_cell,
    with_map,
)
from holysheep_desktop.core.interpretation import CausalRole
from holysheep_desktop.core.map_csv import guarded, map_csv
from holysheep_desktop.core.models import Component
from holysheep_desktop.core.results import EffectMap, EffectScale, MapRows, PatchAnalysis
from holysheep_desktop.core.tokens import Token

TOKENS = tuple(Token(i, text, i, i + 1) for i, text in enumerate(("<bos>", "=HYPERLINK(1)", " b", '"c,')))
STREAM = EffectMap(
    Component.RESID_POST,
    (0, 1, 2),
    (0, 1, 2, 3),
    noising=((0.0, 0.9, None, 0.1), (0.0, 0.4, None, -0.2), (0.0, 0.0, None, 1.0)),
    denoising=((0.0, 0.8, None, 0.2), (0.0, 0.3, None, 0.1), (0.0, 0.0, None, 0.6)),
)
HEADS = EffectMap(
    Component.HEAD, (3, 4), (0, 1), ((0.0, 1.0), (2.0, 3.0), (4.0, 5.0), (6.0, 7.0)), None, (0, 1)
)
ANALYSIS = PatchAnalysis(
    0.5, None, tokens=TOKENS, comparison_tokens=TOKENS[:3], alignment=((0, 0), (1, 1), (3, 2)), maps=(STREAM,)
)


@pytest.mark.parametrize("effects", [STREAM, HEADS])
def test_that_a_map_cut_into_layers_and_joined_in_any_order_is_the_same_map(effects: EffectMap) -> None:
    assert map_of_rows(reversed(layer_rows(effects))) == effects


def test_that_later_rows_of_a_layer_replace_earlier_ones() -> None:
    old, new = (MapRows(Component.MLP_OUT, 5, (0,), ((value,),)) for value in (0.1, 0.2))

    assert map_of_rows([old, new]) == EffectMap(Component.MLP_OUT, (5,), (0,), ((0.2,),))


def test_that_rows_of_other_positions_are_not_mixed_in() -> None:
    old = MapRows(Component.MLP_OUT, 4, (0, 1), ((0.1, 0.3),))
    new = MapRows(Component.MLP_OUT, 5, (0,), ((0.2,),))

    assert map_of_rows([old, new]) == EffectMap(Component.MLP_OUT, (5,), (0,), ((0.2,),))


def test_that_no_rows_are_no_map() -> None:
    assert map_of_rows([]) is None


def test_that_an_analysis_keeps_the_layers_that_only_its_old_map_has() -> None:
    new = EffectMap(Component.RESID_POST, (0, 5), (0, 1, 2, 3), ((9.0,) * 4,) * 2, ((8.0,) * 4,) * 2)

    joined = map_of(with_map(ANALYSIS, new), Component.RESID_POST)

    assert joined is not None
    assert joined.layers == (0, 1, 2, 5)
    assert joined.noising == ((9.0,) * 4, *(STREAM.noising or ())[1:], (9.0,) * 4)


def test_that_maps_of_other_components_stay() -> None:
    assert with_map(ANALYSIS, HEADS).maps == (STREAM, HEADS)


def test_that_heads_have_a_row_each_by_name() -> None:
    assert row_names(HEADS) == ("L3.H0", "L3.H1", "L4.H0", "L4.H1")


def test_that_zeros_before_the_first_difference_are_real_and_those_after_the_last_layer_impossible() -> None:
    kinds = [[cell.kind.value for cell in row] for row in cells_of(STREAM, ANALYSIS, 3)]

    assert kinds[0] == ["measured", "measured", "unpaired", "measured"]
    assert kinds[2] == ["impossible", "impossible", "unpaired", "measured"]


def test_that_the_stream_before_the_last_block_can_still_reach_the_answer() -> None:
    before = EffectMap(Component.RESID_PRE, (2,), (0, 1), ((0.1, 0.2),))

    assert {cell.kind for cell in cells_of(before, ANALYSIS, 3)[0]} == {CellKind.MEASURED}


def test_that_without_an_alignment_a_cell_without_numbers_is_missing() -> None:
    analysis = PatchAnalysis(None, None, tokens=TOKENS)

    assert cells_of(STREAM, analysis, None)[0][2].kind is CellKind.MISSING


def test_that_the_strongest_cell_has_the_largest_effect_of_either_way() -> None:
    cells = cells_of(STREAM, ANALYSIS, None)

    assert strongest_cell(cells, Component.RESID_POST, None) == MapCell(2, 3, 1.0, 0.6, CellKind.MEASURED)


def test_that_the_stream_that_the_answer_is_read_from_is_not_the_strongest_cell() -> None:
    cells = cells_of(STREAM, ANALYSIS, 3)

    assert strongest_cell(cells, Component.RESID_POST, 3) == MapCell(0, 1, 0.9, 0.8, CellKind.MEASURED)


def test_that_what_only_the_last_mlp_still_reads_is_not_the_strongest_cell_either() -> None:
    middle = EffectMap(Component.RESID_MID, (1, 2), (3,), ((0.4,), (1.0,)), ((0.3,), (1.0,)))
    cells = cells_of(middle, ANALYSIS, 3)

    assert strongest_cell(cells, Component.RESID_MID, 3) == MapCell(1, 3, 0.4, 0.3, CellKind.MEASURED)


def test_that_a_padded_map_has_empty_rows_for_the_layers_that_it_lacks() -> None:
    whole = padded(HEADS, 5)

    assert whole.layers == (0, 1, 2, 3, 4)
    assert whole.noising == (((None, None),) * 6 + (HEADS.noising or ()))
    assert whole.denoising is None


def test_that_a_map_of_zeros_has_no_strongest_cell() -> None:
    zeros = EffectMap(Component.MLP_OUT, (0,), (0, 1), ((0.0, 0.0),))

    assert strongest_cell(cells_of(zeros, ANALYSIS, 3), Component.MLP_OUT, 3) is None


@pytest.mark.parametrize(
    ("noising", "denoising", "role"),
    [
        (0.8, 0.9, CausalRole.NECESSARY_AND_SUFFICIENT),
        (0.8, 0.7, CausalRole.NECESSARY),
        (0.2, 0.71, CausalRole.SUFFICIENT),
        (0.7, 0.7, CausalRole.NEITHER),
        (1.5, 0.9, CausalRole.NECESSARY_AND_SUFFICIENT),
        (-1.5, 1.2, CausalRole.SUFFICIENT),
        (0.8, None, None),
    ],
)
def test_that_a_site_is_read_by_the_thresholds_of_scores(
    noising: float, denoising: float | None, role: CausalRole | None
) -> None:
    cell = MapCell(0, 0, noising, denoising, CellKind.MEASURED)

    assert role_of(cell, EffectScale.NORMALISED) is role
    assert role_of(cell, EffectScale.RAW) is None


def test_that_the_missing_layers_are_those_without_rows() -> None:
    assert missing_layers(STREAM, 5) == (3, 4)
    assert missing_layers(None, 2) == (0, 1)


def test_that_the_csv_reads_back_with_every_number_as_it_was() -> None:
    text = map_csv(STREAM.component, cells_of(STREAM, ANALYSIS, 3), ANALYSIS, EffectScale.NORMALISED)
    rows = list(csv.DictReader(io.StringIO(text, newline="")))

    assert len(rows) == 12
    first = rows[3]
    assert (first["layer"], first["position"], first["token"], first["partner"]) == ("0", "3", '"c,', " b")
    assert (float(first["noising"]), float(first["denoising"])) == (0.1, 0.2)
    assert (rows[2]["noising"], rows[2]["state"], rows[2]["partner"]) == ("", "unpaired", "")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", " ="])
def test_that_no_token_runs_as_a_formula(start: str) -> None:
    assert guarded(f"{start}1+1").startswith("'")


def test_that_the_csv_guards_tokens_and_leaves_negative_numbers_alone() -> None:
    text = map_csv(STREAM.component, cells_of(STREAM, ANALYSIS, 3), ANALYSIS, EffectScale.RAW)
    rows = list(csv.DictReader(io.StringIO(text, newline="")))

    assert rows[1]["token"] == "'=HYPERLINK(1)"
    assert rows[7]["noising"] == "-0.2"


TABLE = EffectMap(
    Component.HEAD_ALL_POSITIONS, (1, 2), (), ((0.1, 0.9), (0.3, None)), ((0.2, 0.5), (0.4, None)), (0, 1)
)


def test_that_a_map_of_whole_heads_is_a_row_per_layer_and_a_column_per_head() -> None:
    assert map_of_rows(reversed(layer_rows(TABLE))) == TABLE
    assert row_names(TABLE) == ("L1", "L2")
    cells = cells_of(TABLE, ANALYSIS, 3)
    assert cells[0][1] == MapCell(1, EVERY_POSITION, 0.9, 0.5, CellKind.MEASURED, 1)
    assert cells[1][1].kind is CellKind.MISSING
    assert strongest_cell(cells, TABLE.component, 3) == cells[0][1]


def test_that_a_padded_map_of_whole_heads_keeps_its_columns() -> None:
    whole = padded(TABLE, 3)

    assert whole.layers == (0, 1, 2)
    assert whole.noising == ((None, None), *(TABLE.noising or ()))


def test_that_tokens_behind_the_answer_cannot_reach_it() -> None:
    early = replace(ANALYSIS, answer_position=(1, 1), alignment=((0, 0), (1, 1), (2, 2), (3, 3)))

    kinds = [cell.kind for cell in cells_of(STREAM, early, 4)[0]]
    assert kinds == [CellKind.MEASURED] * 2 + [CellKind.IMPOSSIBLE] * 2
    assert cells_of(STREAM, early, 3)[2][1].kind is CellKind.MEASURED


def test_that_a_finished_layer_without_features_has_no_dictionary_and_an_unfinished_one_is_missing() -> None:
    features = EffectMap(Component.SAE_FEATURE, (1,), (0, 1), ((None, None),), None)
    analysis = PatchAnalysis(None, None, tokens=TOKENS[:2], maps=(features,))

    kinds = [row[1].kind for row in cells_of(padded(features, 3), analysis, None)]
    assert kinds == [CellKind.MISSING, CellKind.NO_DICTIONARY, CellKind.MISSING]
