"""The pages of a patching finding: lens, bars with what chance reaches, an opened site, and words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.toy_findings import SAE_LAYERS
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QPushButton, QTabWidget
from ui.patching.test_patching_tab import ANALYSIS, OTHERS, TOKENS, recorded
from ui.tab_bench import Bench

from holysheep_desktop.core.effect_maps import CellKind
from holysheep_desktop.core.models import Component, Metric
from holysheep_desktop.core.requests import SiteChoice
from holysheep_desktop.core.results import (
    Baseline,
    ControlResult,
    EffectDirection,
    EffectScale,
    LensReading,
    NeuronEffect,
    PatchAnalysis,
    RunsLensRow,
    SelfTest,
    TokenLogprob,
)
from holysheep_desktop.ui.charts.effect_chart import EffectChart
from holysheep_desktop.ui.charts.line_chart import LineChart
from holysheep_desktop.ui.charts.row_plot import RowPlot
from holysheep_desktop.ui.patching.checks_view import ChecksView
from holysheep_desktop.ui.patching.lens_page import LensPage
from holysheep_desktop.ui.patching.map.heat_maps import HeatMaps
from holysheep_desktop.ui.patching.map.page import MapPage
from holysheep_desktop.ui.patching.map.site_answers import SiteAnswers
from holysheep_desktop.ui.patching.tab import PatchingTab
from holysheep_desktop.ui.widgets.tables import RowView

PatchBench = Bench[PatchingTab]


def show(bench: PatchBench, **changes: object) -> None:
    analysis = replace(ANALYSIS, **changes)  # type: ignore[arg-type]
    bench.tab.show_record(recorded(analysis))


def reading(original: float, comparison: float) -> LensReading:
    return LensReading((TokenLogprob(" Paris", -0.6931472, 1),), original, comparison)


def lens(*differences: tuple[float, float]) -> tuple[RunsLensRow, ...]:
    """One row for each pair of logit differences: original run, comparison run."""
    return tuple(
        RunsLensRow(layer, reading(-1.0, -1.0 - first), reading(-1.0, -1.0 - second))
        for layer, (first, second) in enumerate(differences)
    )


def rows_of(bench: PatchBench, name: str) -> list[tuple[str, ...]]:
    model = bench.find(RowView, name).model()
    columns = range(model.columnCount())
    return [tuple(str(model.index(r, c).data()) for c in columns) for r in range(model.rowCount())]


def draw_map(bench: PatchBench, component: Component) -> None:
    """Run the first example, and have a component of it drawn."""
    bench.click("exampleButton0")
    bench.wait_until_done()
    bench.find(QTabWidget, "patchDetails").setCurrentIndex(1)
    box = bench.find(QComboBox, "mapComponent")
    box.setCurrentIndex(box.findData(component))
    box.activated.emit(box.currentIndex())
    bench.click("drawMap")
    bench.wait_until_done()


def test_that_the_lens_shows_both_runs_layer_by_layer(bench: PatchBench) -> None:
    show(bench, lens=lens((0.5, 0.25), (3.0, -4.0)))

    # exp(-0.693) = 50%
    assert rows_of(bench, "lensTable") == [
        ("0", "0.50", "Paris 50%", "0.25", "Paris 50%"),
        ("1", "3.00", "Paris 50%", "−4.00", "Paris 50%"),
    ]
    assert [list(line.values) for line in bench.find(LineChart, "lensChart").lines] == [
        [0.5, 3.0],
        [0.25, -4.0],
    ]


def test_that_the_lens_says_where_each_run_settles_and_where_they_part(bench: PatchBench) -> None:
    show(bench, lens=lens((-1.0, 1.0), (0.5, 1.0), (4.0, -4.0), (5.0, -5.0)))

    assert bench.find(LensPage, "lensPage").sentence == (
        "The original run prefers “Paris” to “Tokyo” from layer 1 on. "
        "The comparison run prefers “Tokyo” to “Paris” from layer 2 on. The two runs part at layer 2."
    )


def test_that_a_run_that_ends_with_the_other_answer_is_not_said_to_prefer_its_own(bench: PatchBench) -> None:
    show(bench, lens=lens((1.0, 1.0), (2.0, 1.0)))

    sentence = bench.find(LensPage, "lensPage").sentence
    assert "The comparison run ends with “Paris” before “Tokyo”." in sentence


def test_that_choosing_a_layer_in_the_lens_marks_it_in_the_chart(bench: PatchBench) -> None:
    show(bench, lens=lens((0.0, 0.0), (1.0, -1.0)))

    bench.find(RowView, "lensTable").selectRow(1)

    assert bench.find(LineChart, "lensChart").marked == 1


def test_that_a_run_asks_for_the_lens_of_both_runs(bench: PatchBench) -> None:
    bench.click("exampleButton0")
    bench.wait_until_done()

    assert bench.source.requests[0].logit_lens
    assert len(rows_of(bench, "lensTable")) == 18


def test_that_the_bars_of_neurons_carry_what_chance_reaches(bench: PatchBench) -> None:
    show(bench, controls=(ControlResult("neuron", 20, 0.05),))

    rows = bench.find(RowPlot, "neuronTablePlot").rows
    assert [(row.values, row.chance) for row in rows] == [((0.3,), 0.05), ((0.01,), 0.05), ((None,), None)]


def test_that_too_few_controls_draw_no_line(bench: PatchBench) -> None:
    show(bench, controls=(ControlResult("neuron", 19, 0.05),))

    assert [row.chance for row in bench.find(RowPlot, "neuronTablePlot").rows] == [None] * 3


def test_that_every_feature_has_the_line_of_its_own_controls(bench: PatchBench) -> None:
    show(bench)

    assert [row.chance for row in bench.find(RowPlot, "featureEffectTablePlot").rows] == [0.1, 0.1]


def test_that_the_chart_by_position_has_the_line_of_its_component_s_controls(bench: PatchBench) -> None:
    show(bench, controls=(ControlResult("map:layer_output", 20, 0.07), ControlResult("neuron", 20, 0.5)))

    chart = bench.find(EffectChart, "patchChart")
    assert {row.chance for row in chart.plot.rows} == {0.07}
    assert "95% of random controls reach at most 0.070" in chart.reading


def test_that_raw_effects_are_not_read_as_shares_of_the_other_run(bench: PatchBench) -> None:
    show(bench, scale=EffectScale.RAW, impact_score=None)

    assert "became the other run" not in bench.find(EffectChart, "patchChart").reading


@pytest.mark.parametrize(("agreement", "is_warned"), [(0.69, True), (0.7, False), (None, False)])
def test_that_orders_that_disagree_are_warned_of(
    bench: PatchBench, agreement: float | None, is_warned: bool
) -> None:
    show(bench, attribution_agreement=agreement)

    assert ("order the neurons or features differently" in bench.tab.finding.remarks) == is_warned


def test_that_choosing_a_bar_chooses_the_row_of_the_table(bench: PatchBench) -> None:
    show(bench, neurons=(NeuronEffect("L12.N1", 0.2), NeuronEffect("L12.N2", 0.1)))
    bench.find(QTabWidget, "patchDetails").setCurrentIndex(5)

    bench.qtbot.keyClick(bench.find(RowPlot, "neuronTablePlot"), Qt.Key.Key_End)

    assert bench.find(RowView, "neuronTable").currentIndex().row() == 1


def test_that_a_chart_with_the_keys_has_a_frame(bench: PatchBench) -> None:
    show(bench)
    plot = bench.find(RowPlot, "patchChartPlot")

    def edge() -> QColor:
        return plot.grab().toImage().pixelColor(0, plot.height() // 2)

    before = edge()
    plot.setFocus()
    bench.qtbot.waitUntil(lambda: plot.hasFocus())

    assert edge() != before


def test_that_a_rank_is_told_as_a_rank(bench: PatchBench) -> None:
    show(
        bench,
        metric=Metric.ANSWER_RANK,
        scale=EffectScale.RAW,
        impact_score=None,
        baseline=Baseline(1.0, 4000.0),
        raw_effect=1233.0,
    )

    assert bench.tab.finding.headline == "Patching layer 12 moves “Paris” from rank 1 to rank 1,234."
    assert "A rank has no scale" in bench.tab.finding.remarks


def test_that_prompts_with_the_same_tokens_are_said_to_be_the_same(bench: PatchBench) -> None:
    show(bench, comparison_tokens=TOKENS, scale=EffectScale.RAW, impact_score=None)

    assert bench.tab.finding.headline == (
        "Both prompts read as the same tokens, so both runs are the same run."
    )


def test_that_too_small_a_difference_is_said_with_the_raw_number(bench: PatchBench) -> None:
    show(bench, comparison_tokens=OTHERS, scale=EffectScale.RAW, impact_score=None, raw_effect=0.125)

    assert bench.tab.finding.headline.endswith("Patching layer 12 changes the metric by 0.125.")


def test_that_a_map_brings_its_own_checks_to_the_finding(bench: PatchBench) -> None:
    draw_map(bench, Component.ATTN_OUT)

    # twenty controls of 0.000 to 0.019 by the toy model
    sentences = bench.find(ChecksView, "checksView").sentences()
    assert "Map “Attention output”: 95% of 20 random controls have an effect of at most 0.0190." in sentences


def test_that_a_map_of_heads_has_heads_for_columns(bench: PatchBench) -> None:
    draw_map(bench, Component.HEAD_ALL_POSITIONS)

    maps = bench.find(HeatMaps, "heatMaps")
    assert maps.data.tokens == ("H0", "H1", "H2", "H3")
    assert bench.find(MapPage, "mapPage").bar.state.startswith("18 layers × 4 heads.")
    maps.cell_opened.emit(maps.data.cells[2][1])
    bench.wait_until_done()
    options = bench.source.requests[-1].patching
    assert options is not None
    last = len(options.alignment or bench.source.requests[-1].prompt.split())
    assert options.site == SiteChoice(Component.HEAD, 2, last, 1)


def opened(bench: PatchBench) -> MapPage:
    """The example with its map drawn and a site in the middle open."""
    bench.click("exampleButton0")
    bench.wait_until_done()
    bench.find(QTabWidget, "patchDetails").setCurrentIndex(1)
    bench.click("drawMap")
    bench.wait_until_done()
    page = bench.find(MapPage, "mapPage")
    page.open_cell(page.picture.cells[12][4])
    return page


def test_that_an_opened_site_tells_what_both_patched_runs_would_say(bench: PatchBench) -> None:
    opened(bench)
    bench.wait_until_done()

    texts = bench.find(SiteAnswers, "siteAnswers").texts()
    assert len(texts) == 4
    assert len(set(texts)) == 4
    assert all(texts)


def test_that_a_site_can_be_stopped_and_says_so(bench: PatchBench) -> None:
    bench.click("exampleButton0")
    bench.wait_until_done()
    bench.find(QTabWidget, "patchDetails").setCurrentIndex(1)
    bench.click("drawMap")
    bench.wait_until_done()
    page = bench.find(MapPage, "mapPage")
    bench.source.hold()
    page.open_cell(page.picture.cells[12][4])
    stop = bench.find(QPushButton, "siteStop")
    assert stop.isVisible()

    bench.click("siteStop")
    bench.wait_until_done()

    assert page.site.state == "Stopped."
    assert not stop.isVisible()
    bench.source.release()


def test_that_the_verdict_on_a_site_weighs_it_against_chance(bench: PatchBench) -> None:
    page = opened(bench)
    bench.wait_until_done()

    # the toy's controls of a site reach 0.05
    cell = page.picture.cells[12][4]
    words = "above chance" if cell.size > 0.05 else "may be chance"
    assert words in page.site.reading


def test_that_no_direction_is_claimed_without_a_patching_analysis(bench: PatchBench) -> None:
    bench.tab.show_record(recorded(PatchAnalysis(None, EffectDirection.NONE, tokens=TOKENS)))

    assert "gives no impact score" in bench.tab.finding.headline


def test_that_a_failed_map_test_is_named_after_its_map(bench: PatchBench) -> None:
    show(bench, self_tests=(SelfTest("map_agrees:mlp_out", 0.5, 1e-3, passed=False),))

    sentences = bench.find(ChecksView, "checksView").sentences()
    assert "MLP output: a cell of the map agrees with a full run: difference 0" in sentences


def test_that_layers_without_an_sae_are_said_to_have_none(bench: PatchBench) -> None:
    draw_map(bench, Component.SAE_FEATURE)

    page = bench.find(MapPage, "mapPage")
    kinds = {row[0].layer: row[0].kind for row in page.picture.cells}
    assert {layer for layer, kind in kinds.items() if kind is CellKind.MEASURED} == set(SAE_LAYERS)
    assert "no SAE reads that layer" in page.picture.legend
    assert "not drawn" not in page.picture.legend
