"""What the SAE tab shows of a result, and how a feature is chosen."""

from __future__ import annotations

import pytest
from fakes.source import CHAT_MODEL, FakeSource
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QPlainTextEdit,
    QSpinBox,
    QTabWidget,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from ui.tab_bench import LAYER_12, Bench

from holysheep_desktop.core.models import Capabilities, ModelInfo, Support
from holysheep_desktop.core.provenance import Origin
from holysheep_desktop.core.requests import FeatureOptions
from holysheep_desktop.core.results import AnalysisResult, FeatureAnalysis
from holysheep_desktop.errors import NotFoundError
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.charts.bar_chart import BarChart
from holysheep_desktop.ui.charts.row_plot import RowPlot
from holysheep_desktop.ui.loop.event_loop import EventLoop
from holysheep_desktop.ui.sae.feature_panel import FeaturePanel
from holysheep_desktop.ui.sae.tab import SaeTab
from holysheep_desktop.ui.widgets.facts import Facts
from holysheep_desktop.ui.widgets.tables import RowView
from holysheep_desktop.ui.widgets.token_chips import TokenChips
from holysheep_desktop.ui.widgets.token_line import TokenLine

PROMPT = "sort a list of values in Python"


@pytest.fixture
def found(bench: Bench[SaeTab]) -> FeatureAnalysis:
    bench.tab.question.prompt.set_prompt(PROMPT)
    bench.run()
    analysis = result_of(bench).features
    assert analysis is not None
    return analysis


def result_of(bench: Bench[SaeTab]) -> AnalysisResult:
    shown = bench.tab.record()
    assert shown is not None
    return shown.main.result


def test_that_the_sentence_counts_the_active_features_of_the_whole_dictionary(
    bench: Bench[SaeTab], found: FeatureAnalysis
) -> None:
    assert bench.tab.finding.headline.startswith(
        f"{found.reading.n_active} of 8,192 features fire on this prompt"
    )


def test_that_the_facts_give_the_reading_and_where_it_comes_from(
    bench: Bench[SaeTab], found: FeatureAnalysis
) -> None:
    texts = bench.find(Facts, "saeFacts").texts()

    assert texts[2] == f"Sparsity: {found.reading.sparsity:.4f}, measured here"
    assert texts[3] == f"Explained variance: {found.reading.explained_variance:.3f}, measured here"


def test_that_the_bars_are_the_returned_features_longest_first(
    bench: Bench[SaeTab], found: FeatureAnalysis
) -> None:
    bars = bench.find(BarChart, "saeChart").bars

    assert [(bar.key, bar.value) for bar in bars] == [(f.feature, f.activation) for f in found.features]
    assert [bar.value for bar in bars] == sorted((bar.value for bar in bars), reverse=True)


def test_that_a_click_on_a_bar_colours_the_prompt_by_its_feature(
    bench: Bench[SaeTab], found: FeatureAnalysis
) -> None:
    assert found.cache is not None
    feature = found.features[2].feature

    bench.click_row("saeChartPlot", 2)

    values = [chip.value for chip in bench.find(TokenChips, "saeChips").chips]
    assert values == [None, *found.cache.of_feature(feature)[1:]]


def test_that_a_click_on_a_bar_opens_the_features_page(bench: Bench[SaeTab], found: FeatureAnalysis) -> None:
    feature = found.features[2].feature

    bench.click_row("saeChartPlot", 2)
    panel = bench.find(FeaturePanel, "featurePanel")
    bench.qtbot.waitUntil(lambda: panel.dashboard is not None)

    assert panel.isVisible()
    assert panel.dashboard is not None
    assert panel.dashboard.feature == feature
    assert len(panel.findChildren(TokenLine, "featureExample")) == 4


def test_that_a_row_of_the_table_marks_its_bar(bench: Bench[SaeTab], found: FeatureAnalysis) -> None:
    bench.find(QTabWidget, "saeDetails").setCurrentIndex(1)
    view = bench.find(RowView, "saeTable")
    place = view.visualRect(view.model().index(4, 1)).center()

    bench.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    panel = bench.find(FeaturePanel, "featurePanel")
    bench.qtbot.waitUntil(lambda: panel.dashboard is not None)

    assert bench.find(RowPlot, "saeChartPlot").chosen == 4
    assert bench.tab.finding.feature == found.features[4].feature


def test_that_hovering_a_bar_reads_it_out(bench: Bench[SaeTab], found: FeatureAnalysis) -> None:
    third = found.features[3]

    bench.hover_row("saeChartPlot", 3)

    expected = f"Feature {third.feature} · {third.activation:.4g}"
    bench.qtbot.waitUntil(lambda: bench.find(BarChart, "saeChart").reading.startswith(expected))


def test_that_the_number_of_a_feature_can_be_typed(bench: Bench[SaeTab], found: FeatureAnalysis) -> None:
    bench.click_row("saeChartPlot", 0)
    panel = bench.find(FeaturePanel, "featurePanel")
    bench.qtbot.waitUntil(lambda: panel.dashboard is not None)
    number = bench.find(QSpinBox, "featureNumber")

    number.selectAll()
    bench.qtbot.keyClicks(number, "4711")
    bench.qtbot.keyClick(number, Qt.Key.Key_Return)

    bench.qtbot.waitUntil(lambda: panel.dashboard is not None and panel.dashboard.feature == 4711)


def test_that_a_related_feature_leads_to_its_page(bench: Bench[SaeTab], found: FeatureAnalysis) -> None:
    bench.click_row("saeChartPlot", 0)
    panel = bench.find(FeaturePanel, "featurePanel")
    bench.qtbot.waitUntil(lambda: panel.dashboard is not None)
    assert panel.dashboard is not None
    related = panel.dashboard.nearest[0].feature

    bench.qtbot.mouseClick(bench.find(QAbstractButton, f"related_{related}"), Qt.MouseButton.LeftButton)

    bench.qtbot.waitUntil(lambda: panel.dashboard is not None and panel.dashboard.feature == related)


def test_that_an_endpoint_without_feature_pages_says_so(bench: Bench[SaeTab], found: FeatureAnalysis) -> None:
    bench.source.fail_next(NotFoundError("feature", 404))

    bench.click_row("saeChartPlot", 0)

    panel = bench.find(FeaturePanel, "featurePanel")
    bench.qtbot.waitUntil(lambda: panel.state_words == "This endpoint has no page for this feature.")


def test_that_the_features_page_can_be_closed(bench: Bench[SaeTab], found: FeatureAnalysis) -> None:
    bench.click_row("saeChartPlot", 0)
    panel = bench.find(FeaturePanel, "featurePanel")
    bench.qtbot.waitUntil(lambda: panel.dashboard is not None)

    bench.qtbot.mouseClick(bench.find(QToolButton, "closeFeaturePanel"), Qt.MouseButton.LeftButton)

    assert panel.isHidden()


def test_that_the_answer_is_shown_as_plain_text(bench: Bench[SaeTab], found: FeatureAnalysis) -> None:
    answer = result_of(bench).answer
    assert answer is not None

    assert bench.find(QPlainTextEdit, "saeAnswer").toPlainText() == answer.text


def test_that_an_endpoint_without_interpretability_fields_is_told_with_the_cure(bench: Bench[SaeTab]) -> None:
    bench.session.choose_model(CHAT_MODEL.id)
    bench.tab.question.prompt.set_prompt(PROMPT)

    bench.run()

    finding = bench.tab.finding
    assert finding.headline == "gpt-4.1 answered, but without SAE features."
    assert "extra_body" in finding.remarks
    assert not bench.find(BarChart, "saeChart").isVisible()
    assert bench.find(QPlainTextEdit, "saeAnswer").toPlainText()


def test_that_an_endpoint_that_names_no_sae_is_asked_by_layer_alone(bench: Bench[SaeTab]) -> None:
    bench.session.choose_model(CHAT_MODEL.id)
    bench.tab.question.prompt.set_prompt(PROMPT)
    bench.find(QSpinBox, "saeLayer").setValue(40)

    bench.run()

    assert bench.source.requests[0].features == FeatureOptions(40, 20, None)


@pytest.mark.parametrize(
    ("sae", "hint"),
    [
        (Support.NO, "The endpoint has no SAE for this model."),
        (Support.UNKNOWN, "This endpoint does not say which layers it can read."),
    ],
)
def test_that_a_model_without_saes_is_told_from_one_of_which_nothing_is_said(
    qtbot: QtBot, qt_loop: EventLoop, theme: Theme, sae: Support, hint: str
) -> None:
    model = ModelInfo("m", capabilities=Capabilities(sae=sae))
    bench = Bench(SaeTab, qtbot, theme, FakeSource((model,)))

    shown = [label.text() for label in bench.find(QWidget, "field_sae_layer").findChildren(QLabel)]
    assert hint in shown


def test_that_numbers_of_another_machine_are_called_reported(
    qtbot: QtBot, qt_loop: EventLoop, theme: Theme
) -> None:
    bench = Bench(SaeTab, qtbot, theme, FakeSource(origin=Origin.REPORTED))
    bench.tab.question.prompt.set_prompt(PROMPT)

    bench.run()

    assert all(text.endswith("reported") for text in bench.find(Facts, "saeFacts").texts())


def test_that_the_layers_offered_are_those_of_the_models_saes(bench: Bench[SaeTab]) -> None:
    choice = bench.tab.question.layer.saes

    assert [choice.itemText(i) for i in range(choice.count())] == [
        f"Layer {layer} · 8,192 features" for layer in (5, 9, 12, 15)
    ]
    assert choice.currentData() == LAYER_12


def test_that_a_report_shows_its_question_and_finding_without_asking(
    bench: Bench[SaeTab], theme: Theme
) -> None:
    bench.tab.question.prompt.set_prompt(PROMPT)
    bench.run()
    shown = bench.tab.record()
    assert shown is not None
    other = SaeTab(bench.session, theme)
    bench.qtbot.addWidget(other)

    other.show_record(shown)

    assert other.question.prompt.prompt() == PROMPT
    assert other.finding.headline == bench.tab.finding.headline
    assert (other.record(), bench.source.calls.count("analyse")) == (shown, 1)


def test_that_every_control_has_a_name_for_tests_and_for_a_screen_reader(
    bench: Bench[SaeTab], found: FeatureAnalysis
) -> None:
    kinds = (QAbstractButton, QSpinBox, QPlainTextEdit, RowView, TokenChips, RowPlot)
    controls: list[QWidget] = [w for w in bench.tab.findChildren(QWidget) if isinstance(w, kinds)]

    nameless = [
        (type(w).__name__, w.objectName(), w.accessibleName())
        for w in controls
        if not w.objectName().startswith("qt_")
        # Qt's own, and a button of the notice strip that has no words while there is nothing to do
        and w.objectName() not in {"ScrollLeftButton", "ScrollRightButton", "noticeAction"}
        and not (w.objectName() and (w.accessibleName() or (isinstance(w, QAbstractButton) and w.text())))
    ]
    assert nameless == []
