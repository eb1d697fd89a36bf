"""The prompt token by token: pooling, the heat map, a token's features, and how far to trust the reading."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.source import FakeSource
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QScrollArea, QTableView, QTabWidget
from pytestqt.qtbot import QtBot
from ui.tab_bench import Bench

from holysheep_desktop.core.reporting.picture import Rect
from holysheep_desktop.core.requests import AnalysisRequest, FeatureOptions, Pooling, user_message
from holysheep_desktop.core.results import (
    ActivationCache,
    AnalysisResult,
    FeatureActivation,
    FeatureAnalysis,
    Label,
    TokenActivations,
)
from holysheep_desktop.core.source import Report, report_nothing
from holysheep_desktop.core.tokens import Token
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.charts.bar_chart import BarChart
from holysheep_desktop.ui.loop.event_loop import EventLoop
from holysheep_desktop.ui.sae.feature_panel import FeaturePanel
from holysheep_desktop.ui.sae.heat_map import HeatMap, heat_of
from holysheep_desktop.ui.sae.tab import SaeTab
from holysheep_desktop.ui.sae.token_features import rows_on
from holysheep_desktop.ui.sae.words import SaeWords
from holysheep_desktop.ui.widgets.tables import RowView
from holysheep_desktop.ui.widgets.token_chips import TokenChips

PROMPT = "sort a list of values in Python"
BOS = Token(2, "<bos>", 0, 0, is_special=True)
HEAT, TOKEN = 2, 3


@pytest.fixture
def found(bench: Bench[SaeTab]) -> FeatureAnalysis:
    return run(bench)


def run(bench: Bench[SaeTab]) -> FeatureAnalysis:
    bench.tab.question.prompt.set_prompt(PROMPT)
    bench.run()
    shown = bench.tab.record()
    assert shown is not None
    assert shown.main.result.features is not None
    return shown.main.result.features


def joined_character() -> FeatureAnalysis:
    """“a” and a character of two pieces; features 1 and 2 fire, 3 is not listed but has a label."""
    tokens = (BOS, Token(5, "a", 0, 1), Token(6, "<0xEA>", 1, 2), Token(7, "<0xB0>", 1, 2))
    rows = (
        TokenActivations((), ()),
        TokenActivations((1,), (4.0,)),
        TokenActivations((1, 2), (1.0, 2.0)),
        TokenActivations((2, 3), (3.0, 0.5)),
    )
    listed = (FeatureActivation(1, 4.0), FeatureActivation(2, 3.0, Label("two")))
    return FeatureAnalysis(listed, cache=ActivationCache(tokens, rows), labels={3: Label("three")})


def test_that_the_map_leaves_special_tokens_out_and_joins_pieces_by_their_largest_value() -> None:
    chips, rows = heat_of(joined_character(), "a갰")

    assert [chip.text for chip in chips] == ["a", "갰"]
    assert [(row.feature, row.label, row.values) for row in rows] == [
        (1, "", (4.0, 1.0)),
        (2, "two", (0.0, 3.0)),
    ]


def test_that_a_tokens_features_are_those_of_all_its_pieces_strongest_first() -> None:
    rows = rows_on(joined_character(), (2, 3))

    assert [(row.feature, row.activation, row.label) for row in rows] == [
        (2, 3.0, "two"),
        (1, 1.0, ""),
        (3, 0.5, "three"),
    ]


def test_that_an_endpoint_without_a_cache_has_no_map() -> None:
    assert heat_of(FeatureAnalysis((FeatureActivation(1, 4.0),)), "a") == ((), ())


@pytest.mark.parametrize(("place", "pooling"), list(enumerate(Pooling)))
def test_that_the_chosen_pooling_is_asked_for(bench: Bench[SaeTab], place: int, pooling: Pooling) -> None:
    bench.find(QComboBox, "saePooling").setCurrentIndex(place)

    run(bench)

    features = bench.source.requests[0].features
    assert isinstance(features, FeatureOptions)
    assert features.pooling is pooling


def test_that_a_report_brings_its_pooling_back(bench: Bench[SaeTab]) -> None:
    features = FeatureOptions(12, pooling=Pooling.LAST)
    bench.tab.question.show_request(AnalysisRequest("m", user_message("x"), features=features))

    assert bench.find(QComboBox, "saePooling").currentData() == Pooling.LAST


def cell(bench: Bench[SaeTab], row: int, column: int) -> tuple[QTableView, QPoint]:
    bench.find(QTabWidget, "saeDetails").setCurrentIndex(HEAT)
    view = bench.find(QTableView, "heatTable")
    return view, view.visualRect(view.model().index(row, column)).center()


def test_that_a_click_in_the_map_chooses_feature_and_token(
    bench: Bench[SaeTab], found: FeatureAnalysis
) -> None:
    view, place = cell(bench, 1, 2)

    bench.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    panel = bench.find(FeaturePanel, "featurePanel")
    bench.qtbot.waitUntil(lambda: panel.dashboard is not None)

    chips = bench.find(TokenChips, "saeChips")
    assert bench.tab.finding.feature == found.features[1].feature
    # The third token of the prompt; BOS has no column, but a chip.
    assert chips.currentIndex().row() == 3


def test_that_hovering_a_cell_reads_it_out(bench: Bench[SaeTab], found: FeatureAnalysis) -> None:
    assert found.cache is not None
    view, place = cell(bench, 0, 1)
    feature = found.features[0]
    value = found.cache.of_feature(feature.feature)[2]

    bench.qtbot.mouseMove(view.viewport(), place)

    expected = f"Feature {feature.feature} on “{found.cache.tokens[2].text}”: {value:.4g}"
    bench.qtbot.waitUntil(lambda: bench.find(HeatMap, "saeHeatMap").reading.startswith(expected))


def test_that_the_map_shows_every_token_whole(bench: Bench[SaeTab], found: FeatureAnalysis) -> None:
    view, _ = cell(bench, 0, 0)
    header = view.horizontalHeader()
    texts = [str(view.model().headerData(i, Qt.Orientation.Horizontal)) for i in range(header.count())]

    assert texts == ["sort", "a", "list", "of", "values", "in", "Python"]
    widths = [header.fontMetrics().horizontalAdvance(text) for text in texts]
    assert all(header.sectionSize(i) > width for i, width in enumerate(widths))


def test_that_a_click_on_a_token_lists_its_features_and_one_of_them_can_be_chosen(
    bench: Bench[SaeTab], found: FeatureAnalysis
) -> None:
    assert found.cache is not None
    chips = bench.find(TokenChips, "saeChips")
    place = chips.visualRect(chips.model().index(3, 0)).center()
    bench.qtbot.mouseClick(chips.viewport(), Qt.MouseButton.LeftButton, pos=place)
    view = bench.find(RowView, "tokenFeatures")
    expected = found.cache.activations[3]
    strongest = max(zip(expected.values, expected.features, strict=True))[1]

    assert bench.find(QTabWidget, "saeDetails").currentIndex() == TOKEN
    assert view.model().rowCount() == len(expected.features)
    first = view.visualRect(view.model().index(0, 0)).center()
    bench.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=first)
    assert bench.tab.finding.feature == strongest


def test_that_it_is_said_that_only_the_prompt_is_coloured(
    bench: Bench[SaeTab], found: FeatureAnalysis
) -> None:
    assert "prompt only" in bench.find(QLabel, "chipsTitle").text()


class PoorSource(FakeSource):
    """Reads every prompt with the health that the test sets."""

    variance: float | None = 0.9
    recovered: float | None = 0.95
    pooling: str | None = "max over prompt tokens"

    async def analyse(self, request: AnalysisRequest, report: Report = report_nothing) -> AnalysisResult:
        result = await super().analyse(request, report)
        assert result.features is not None
        reading = replace(
            result.features.reading,
            explained_variance=self.variance,
            ce_loss_recovered=self.recovered,
            pooling=self.pooling,
        )
        return replace(result, features=replace(result.features, reading=reading))


@pytest.fixture
def source() -> PoorSource:
    return PoorSource()


@pytest.fixture
def poor(qtbot: QtBot, qt_loop: EventLoop, theme: Theme, source: PoorSource) -> Bench[SaeTab]:
    return Bench(SaeTab, qtbot, theme, source)


def test_that_a_poor_reconstruction_is_warned_of_with_its_numbers(
    poor: Bench[SaeTab], source: PoorSource
) -> None:
    source.variance, source.recovered = 0.42, 0.5
    run(poor)

    label = poor.find(QLabel, "saeWarning")
    assert label.isVisible()
    assert "explained variance 0.420, below 0.6; loss recovered 0.500, below 0.85" in label.text()
    assert label.text().endswith("read the features with care.")


def test_that_a_loss_recovered_out_of_range_is_no_praise(poor: Bench[SaeTab], source: PoorSource) -> None:
    source.recovered = 7.3
    run(poor)

    assert (
        "cannot be told: the loss recovered is 7.30, out of its range"
        in poor.find(QLabel, "saeWarning").text()
    )


def test_that_a_good_reconstruction_needs_no_warning(poor: Bench[SaeTab]) -> None:
    run(poor)

    assert not poor.find(QLabel, "saeWarning").isVisible()


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("max over prompt tokens", "activation (maximum over the prompt)"),
        ("mean over prompt tokens", "activation (mean over the prompt)"),
        ("last prompt token", "activation (on the last token)"),
        ("softmax", "activation (the endpoint does not say how it is pooled)"),
        (None, "activation (the endpoint does not say how it is pooled)"),
    ],
)
def test_that_the_axis_says_what_the_endpoint_pooled_by(
    poor: Bench[SaeTab], source: PoorSource, said: str | None, title: str
) -> None:
    source.pooling = said
    analysis = run(poor)

    assert SaeWords().axis_title(analysis) == title


def test_that_the_whole_answer_is_in_sight_without_scrolling(
    bench: Bench[SaeTab], found: FeatureAnalysis
) -> None:
    bench.window.resize(1280, 628)
    bar = bench.find(QScrollArea, "findingScroll").verticalScrollBar()

    bench.qtbot.waitUntil(lambda: bar.maximum() == 0)

    assert bench.find(BarChart, "saeChart").height() >= 170


def test_that_the_whole_map_can_be_taken_away_as_a_picture(theme: Theme) -> None:
    heat = HeatMap(theme)
    heat.show_features(joined_character(), "a갰")

    picture = heat.chart_picture()

    words = {shape.words for shape in picture.shapes if isinstance(shape, Rect) and shape.words}
    assert words == {"1 · a: 4", "1 · 갰: 1", "2  two · a: 0", "2  two · 갰: 3"}


def test_that_rows_of_the_map_are_in_sight_in_a_small_window(
    bench: Bench[SaeTab], found: FeatureAnalysis
) -> None:
    assert found.features
    bench.tab.resize(1000, 480)

    bench.find(QTabWidget, "saeDetails").setCurrentIndex(HEAT)
    view = bench.find(QTableView, "heatTable")

    bench.qtbot.waitUntil(lambda: view.viewport().visibleRegion().boundingRect().height() >= 5 * 24)


def test_that_a_chosen_cell_keeps_its_colour_and_gets_a_frame(
    bench: Bench[SaeTab], found: FeatureAnalysis
) -> None:
    feature = found.features[1].feature
    view, place = cell(bench, 1, 2)
    before = view.grab().toImage().pixelColor(view.viewport().mapTo(view, place))

    bench.find(HeatMap, "saeHeatMap").choose(feature, 3)
    image = view.grab().toImage()
    edge = QPoint(place.x(), view.visualRect(view.model().index(1, 2)).top() + 1)

    assert view.currentIndex().row() == 1
    assert view.currentIndex().column() == 2
    assert image.pixelColor(view.viewport().mapTo(view, place)) == before
    assert image.pixelColor(view.viewport().mapTo(view, edge)) != before
