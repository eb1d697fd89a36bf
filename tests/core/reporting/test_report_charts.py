"""Charts as pictures: every value once, lengths and shares as they are, text that stays text."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from storage.report_samples import full_report

from holysheep_desktop.core.models import Component
from holysheep_desktop.core.reporting.charts import ChartRow, bar_picture, heat_picture
from holysheep_desktop.core.reporting.picture import Picture, Rect, Text, Tone, fitted, svg_of
from holysheep_desktop.core.reporting.token_heat import token_heat_picture
from holysheep_desktop.core.results import EffectMap, PatchAnalysis

N_LAYERS = 6
ROWS = tuple((0.0, -0.25 * layer, None) for layer in range(N_LAYERS))
TALL = EffectMap(Component.MLP_OUT, tuple(range(N_LAYERS)), (0, 1, 2), ROWS, ROWS)
HEADS = EffectMap(Component.HEAD, (3, 4), (0, 1, 2), ROWS, None, (0, 1, 2))
ALL_POSITIONS = EffectMap(Component.HEAD_ALL_POSITIONS, (0, 1), (), ((0.5, -1.0), (0.0, None)), None, (0, 1))


def patching() -> PatchAnalysis:
    found = full_report().record.main.result.patching
    assert found is not None
    return found


def cells(picture: Picture) -> dict[str, Rect]:
    return {shape.words: shape for shape in picture.shapes if isinstance(shape, Rect) and shape.words}


def heat(effects: EffectMap) -> Picture:
    return heat_picture("map", effects, patching(), ("noising", "denoising"))


@pytest.mark.parametrize(("effects", "n_cells"), [(TALL, 36), (HEADS, 18), (ALL_POSITIONS, 4)])
def test_that_every_cell_is_drawn_once_for_each_way(effects: EffectMap, n_cells: int) -> None:
    shapes = [shape for shape in heat(effects).shapes if isinstance(shape, Rect) and shape.words]

    assert len(shapes) == n_cells


def test_that_a_cell_has_its_share_of_the_largest_effect_its_sign_and_its_number() -> None:
    found = cells(heat(TALL))

    assert found["L5, 1: -1.2500"].opacity == 1.0
    assert found["L2, 1: -0.5000"].opacity == pytest.approx(0.4)
    assert found["L2, 1: -0.5000"].tone is Tone.DOWN
    assert found["L0, 2: —"].is_hatched


def test_that_a_head_at_all_positions_has_its_own_column() -> None:
    found = cells(heat(ALL_POSITIONS))

    assert found["L0.H1: -1.0000"].x > found["L0.H0: 0.5000"].x
    assert found["L0.H0: 0.5000"].tone is Tone.UP


def test_that_layers_go_upwards() -> None:
    found = cells(heat(TALL))

    assert found["L5, 0: 0.0000"].y < found["L0, 0: 0.0000"].y


def test_that_the_length_of_a_bar_is_proportional_to_its_value() -> None:
    rows = [ChartRow("a", (4.0,)), ChartRow("b", (1.0,))]

    long, short = (s for s in bar_picture("t", rows, ("",), "axis").shapes if isinstance(s, Rect))

    assert long.width == pytest.approx(4 * short.width)
    assert long.x == short.x


def test_that_negative_bars_end_where_positive_ones_begin() -> None:
    rows = [ChartRow("a", (-2.0, None)), ChartRow("b", (2.0, 1.0))]

    left, right, hatched, _ = (
        s for s in bar_picture("t", rows, ("x", "y"), "").shapes if isinstance(s, Rect)
    )

    assert left.x + left.width == pytest.approx(right.x)
    assert (left.tone, right.tone) == (Tone.DOWN, Tone.UP)
    assert hatched.is_hatched


def test_that_a_chart_without_rows_or_with_zeros_only_is_still_a_picture() -> None:
    assert bar_picture("t", [], ("",), "").height > 0
    assert bar_picture("t", [ChartRow("a", (0.0,))], ("",), "").shapes


def test_that_svg_is_well_formed_and_says_what_it_shows() -> None:
    picture = Picture(
        "<b> & “x”", 10, 10, (Text(1, 2, "</text><script>"), Rect(0, 0, 1, 1, Tone.UP, words="<i>"))
    )

    root = ElementTree.fromstring(svg_of(picture, "text{}"))

    assert root.get("aria-label") == "<b> & “x”"
    assert root.findtext("{http://www.w3.org/2000/svg}text") == "</text><script>"


def test_that_a_long_label_is_cut_and_shows_what_cannot_be_seen() -> None:
    assert fitted("가" * 100, 120.0).endswith("…")
    assert "⟨U+202E⟩" in fitted("a\u202eb", 500.0)


def test_that_features_against_tokens_share_one_scale_and_every_cell_says_its_value() -> None:
    rows = (ChartRow("7  dogs", (4.0, 1.0)), ChartRow("9", (0.0, None)))

    found = cells(token_heat_picture("map", rows, ("dog", "cat")))

    assert found["7  dogs · dog: 4"].opacity == 1.0
    assert found["7  dogs · cat: 1"].opacity == pytest.approx(0.25)
    assert found["9 · cat: 0"].opacity == 0.0
    assert found["9 · dog: 0"].y > found["7  dogs · dog: 4"].y
    assert found["7  dogs · cat: 1"].x > found["7  dogs · dog: 4"].x
    assert len(found) == 4
