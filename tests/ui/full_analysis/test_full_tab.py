"""The full analysis tab: one Run, one report."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes.source import CHAT_MODEL, SAE_MODEL, FakeSource
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot
from ui.tab_bench import Bench

from holysheep_desktop.core.models import Component
from holysheep_desktop.core.provenance import Origin
from holysheep_desktop.core.report import RecordKind
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult, EffectScale
from holysheep_desktop.core.source import Progress, Report, report_nothing
from holysheep_desktop.errors import ServerError
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.charts.row_plot import RowPlot
from holysheep_desktop.ui.full_analysis.named_values import NamedValues
from holysheep_desktop.ui.full_analysis.section import Section
from holysheep_desktop.ui.full_analysis.tab import FullTab
from holysheep_desktop.ui.loop.event_loop import EventLoop
from holysheep_desktop.ui.widgets.reading_scroll import TURN_MS
from holysheep_desktop.ui.widgets.tables import RowView

PROMPT, COMPARISON = "sort the list", "sort the values"
SECTIONS = (
    "Features and tokens",
    "Patching one layer",
    "Tokens by their effect",
    "Patching map",
    "Neurons",
    "SAE features by their effect",
    "Self-tests and controls",
    "Answer",
    "Settings",
    "Where the numbers come from",
)


@pytest.fixture
def bench(qtbot: QtBot, qt_loop: EventLoop, theme: Theme) -> Bench[FullTab]:
    return Bench(FullTab, qtbot, theme, FakeSource())


def asked(bench: Bench[FullTab], comparison: str = COMPARISON) -> None:
    bench.tab.question.prompt.set_prompt(PROMPT)
    bench.tab.question.comparison.set_prompt(comparison)
    bench.run()


def headings(bench: Bench[FullTab]) -> list[str]:
    """The sections that are seen, from top to bottom."""
    found = [one for one in bench.tab.findChildren(Section) if one.isVisibleTo(bench.tab)]
    return [one.heading for one in sorted(found, key=lambda one: one.y())]


def summary(bench: Bench[FullTab]) -> str:
    return "\n".join(bench.tab.finding.summary.sentences())


def test_that_one_run_asks_once_for_features_patching_and_map(bench: Bench[FullTab]) -> None:
    asked(bench)

    (request,) = bench.source.requests
    assert request.features is not None
    assert request.patching is not None
    assert (request.patching.components, request.patching.sweep) == ((Component.RESID_POST,), True)


def test_that_the_report_reads_from_top_to_bottom(bench: Bench[FullTab]) -> None:
    asked(bench)

    assert headings(bench) == list(SECTIONS)


def test_that_without_a_comparison_the_report_says_what_would_test_a_cause(bench: Bench[FullTab]) -> None:
    asked(bench, "")

    assert bench.source.requests[0].patching is None
    assert headings(bench) == [SECTIONS[0], SECTIONS[1], *SECTIONS[7:]]
    assert "No comparison prompt was given" in summary(bench)
    assert "No comparison prompt was given" in bench.find(Section, "patchSection").missing


def test_that_every_number_of_the_summary_says_where_it_comes_from(bench: Bench[FullTab]) -> None:
    asked(bench)

    numbered = [s for s in bench.tab.finding.summary.sentences() if any(c.isdigit() for c in s)]
    assert numbered
    # the direction's limit is no result but what the word means
    assert [s for s in numbered if "measured here" not in s and "0.02" not in s] == []


def test_that_what_another_endpoint_says_is_called_reported(
    qtbot: QtBot, qt_loop: EventLoop, theme: Theme
) -> None:
    bench = Bench(FullTab, qtbot, theme, FakeSource(origin=Origin.REPORTED))
    asked(bench)

    assert "reported by the endpoint" in summary(bench)
    assert "measured here" not in summary(bench)


class Changed(FakeSource):
    """Replies of which a test changes the patching analysis or the sparsity."""

    scale: EffectScale | None = None
    sparsity: float | None = 0.99
    densities: tuple[float, ...] = ()

    async def analyse(self, request: AnalysisRequest, report: Report = report_nothing) -> AnalysisResult:
        result = await super().analyse(request, report)
        assert result.features is not None
        assert result.patching is not None
        reading = replace(result.features.reading, sparsity=self.sparsity)
        patching = result.patching
        if self.scale is EffectScale.RAW:
            patching = replace(patching, impact_score=None, denoising_score=None, scale=EffectScale.RAW)
        first = tuple(
            replace(one, density=density)
            for one, density in zip(result.features.features, self.densities, strict=False)
        )
        listed = (*first, *result.features.features[len(first) :])
        features = replace(result.features, reading=reading, features=listed)
        return replace(result, features=features, patching=patching)


@pytest.fixture
def changed(qtbot: QtBot, qt_loop: EventLoop, theme: Theme) -> Bench[FullTab]:
    return Bench(FullTab, qtbot, theme, Changed())


@pytest.mark.parametrize(
    ("sparsity", "words"),
    [
        (0.8001, "High sparsity (0.8001, above 0.8; measured here)"),
        (0.8, "Moderate sparsity (0.8000, not above 0.8; measured here)"),
        (None, "from a list that is cut to the strongest 20 features it cannot be computed"),
    ],
)
def test_that_sparsity_is_graded_as_the_tutorial_does_and_only_where_it_is_known(
    changed: Bench[FullTab], sparsity: float | None, words: str
) -> None:
    assert isinstance(changed.source, Changed)
    changed.source.sparsity = sparsity

    asked(changed)

    assert words in summary(changed)


def test_that_a_feature_passed_over_for_firing_everywhere_says_who_measured_it(
    changed: Bench[FullTab],
) -> None:
    assert isinstance(changed.source, Changed)
    changed.source.densities = (0.5, *(0.01,) * 19)

    asked(changed)

    (sentence,) = (one for one in changed.tab.finding.summary.sentences() if "50%" in one)
    assert sentence.endswith("(measured here)")


def test_that_prompts_that_do_not_differ_get_no_grade_but_the_reason(changed: Bench[FullTab]) -> None:
    assert isinstance(changed.source, Changed)
    changed.source.scale = EffectScale.RAW

    asked(changed)

    assert "hardly differ" in changed.tab.finding.headline
    assert "Not normalisable" in summary(changed)
    assert "Impact by noising" not in summary(changed)


def test_that_an_endpoint_without_analyses_is_asked_twice_and_the_cure_is_named(
    qtbot: QtBot, qt_loop: EventLoop, theme: Theme
) -> None:
    bench = Bench(FullTab, qtbot, theme, FakeSource((CHAT_MODEL,)))

    asked(bench)

    first, second = bench.source.requests
    assert (first.patching, second.features) == (None, None)
    assert second.patching is not None
    assert not second.patching.sweep
    assert "extra_body" in summary(bench)
    assert "extra_body" in bench.find(Section, "featureSection").missing
    assert "extra_body" in bench.find(Section, "patchSection").missing
    assert headings(bench) == [SECTIONS[0], SECTIONS[1], *SECTIONS[7:]]
    assert bench.find(QPlainTextEdit, "fullAnswer").toPlainText()


def test_that_the_record_of_two_requests_shows_the_same_report_again(
    qtbot: QtBot, qt_loop: EventLoop, theme: Theme
) -> None:
    bench = Bench(FullTab, qtbot, theme, FakeSource((CHAT_MODEL,)))
    asked(bench)
    record = bench.tab.record()
    assert record is not None
    assert (record.kind, len(record.runs)) == (RecordKind.FULL, 2)

    again = FullTab(bench.session, theme, parent=bench.window)
    again.show_record(record)

    assert again.record() == record
    assert again.finding.summary_text() == bench.tab.finding.summary_text()


def test_that_the_bar_fills_once_and_names_the_stage(bench: Bench[FullTab]) -> None:
    bar = bench.find(QProgressBar, "runProgress")
    seen: list[int] = []
    words: list[str] = []

    def look(_progress: object) -> None:
        seen.append(bar.value())
        words.append(bench.tab.question.progress_words.partition(":")[0])

    bench.tab.progressed.connect(look)

    asked(bench)

    assert seen == sorted(seen)
    assert 0 < seen[-1] <= bar.maximum()
    assert {"Writing the answer", "Patching"} <= set(words)


def test_that_the_status_line_is_told_the_share_of_the_whole_run(bench: Bench[FullTab]) -> None:
    shares: list[float] = []

    def keep(progress: Progress) -> None:
        assert progress.share is not None
        shares.append(progress.share)

    bench.tab.progressed.connect(keep)

    asked(bench)

    assert shares == sorted(shares)
    assert 0 < shares[-1] <= 1


def test_that_a_new_run_shows_the_report_from_its_beginning(bench: Bench[FullTab]) -> None:
    asked(bench)
    bar = bench.find(QScrollArea, "findingScroll").verticalScrollBar()
    bench.qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())

    bench.run()

    assert bar.value() == 0


def test_that_each_section_with_numbers_says_who_measured_them(bench: Bench[FullTab]) -> None:
    asked(bench)

    sources = {one.heading: one.source for one in bench.tab.findChildren(Section)}
    assert {sources[name] for name in SECTIONS[2:8]} == {"measured here"}


def test_that_stop_keeps_nothing_half(bench: Bench[FullTab]) -> None:
    asked(bench)
    before, text = bench.tab.record(), bench.tab.finding.summary_text()
    bench.tab.question.prompt.set_prompt("another prompt")
    bench.source.hold_after_layers(3)

    bench.click("runButton")
    bench.qtbot.waitUntil(lambda: bench.source.is_held)
    bench.click("runButton")
    bench.wait_until_done()
    bench.source.release()

    assert bench.source.n_cancelled == 1
    assert (bench.tab.record(), bench.tab.finding.summary_text()) == (before, text)
    assert not bench.tab.finding.is_dimmed


def test_that_a_failure_is_told_and_the_report_before_it_stays(bench: Bench[FullTab]) -> None:
    asked(bench)
    before = bench.tab.record()
    bench.source.fail_next(ServerError("analyse", 500, "broken"))

    bench.run()

    assert bench.tab.finding.notices.isVisible()
    assert bench.tab.record() == before


def test_that_a_preset_is_one_click(bench: Bench[FullTab]) -> None:
    bench.click("preset_ja_capital")
    bench.wait_until_done()

    (request,) = bench.source.requests
    assert request.prompt == "東京は日本の首都であり、ロンドンは"
    assert not bench.tab.finding.is_empty


def test_that_presets_wait_while_something_runs(bench: Bench[FullTab]) -> None:
    bench.source.hold()
    bench.click("preset_ko_code")
    bench.wait_for_calls(1)

    assert not bench.find(QPushButton, "preset_en_code").isEnabled()
    bench.source.release()
    bench.wait_until_done()
    assert bench.find(QPushButton, "preset_en_code").isEnabled()


@pytest.mark.parametrize("number", [0, 1, 2])
def test_that_every_button_of_the_empty_tab_runs_an_example(bench: Bench[FullTab], number: int) -> None:
    bench.click(f"exampleButton{number}")
    bench.wait_until_done()

    assert len(bench.source.requests) == 1
    assert headings(bench) == list(SECTIONS)


def test_that_the_summary_is_copied_with_what_it_is_about(bench: Bench[FullTab]) -> None:
    asked(bench)

    bench.click("copySummary")

    text = QGuiApplication.clipboard().text()
    assert f"Prompt: {PROMPT}" in text
    assert f"Comparison prompt: {COMPARISON}" in text
    assert all(sentence in text for sentence in bench.tab.finding.summary.sentences())
    assert "a5fd3b62" in text


def wheel_over(bench: Bench[FullTab], widget: QWidget) -> int:
    """One notch down over a widget that is in sight; by how much the page scrolls."""
    bar = bench.find(QScrollArea, "findingScroll").verticalScrollBar()
    before = bar.value()
    place = widget.mapTo(bench.window, widget.rect().center())
    QTest.wheelEvent(bench.window.windowHandle(), place, QPoint(0, -120))
    bench.qtbot.wait(10)
    return bar.value() - before


def shown_low(bench: Bench[FullTab], widget: QWidget) -> None:
    """A report in a low window, scrolled to a widget."""
    bench.window.resize(1024, 700)
    scroll = bench.find(QScrollArea, "findingScroll")
    bench.qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() > 700)
    bench.qtbot.wait(50)
    page = scroll.widget()
    assert page is not None
    middle = widget.mapTo(page, widget.rect().center()).y()
    scroll.verticalScrollBar().setValue(middle - scroll.viewport().height() // 2)
    bench.qtbot.wait(10)


def test_that_the_wheel_over_the_chart_scrolls_the_page(bench: Bench[FullTab]) -> None:
    asked(bench)
    plot = bench.find(RowPlot, "saeChartPlot")
    shown_low(bench, plot)

    assert wheel_over(bench, plot.canvas.viewport) > 0


def test_that_the_wheel_over_a_table_scrolls_the_page_until_the_table_is_chosen(
    bench: Bench[FullTab],
) -> None:
    asked(bench)
    table = bench.find(RowView, "fullFeatureTable")
    shown_low(bench, table)

    assert wheel_over(bench, table.viewport()) > 0
    bench.qtbot.wait(2 * TURN_MS)  # another movement of the wheel
    table.setFocus()
    assert wheel_over(bench, table.viewport()) == 0
    assert table.verticalScrollBar().value() > 0


def test_that_settings_and_provenance_end_the_report(bench: Bench[FullTab]) -> None:
    asked(bench)

    settings = dict(bench.find(NamedValues, "fullSettings").rows())
    provenance = dict(bench.find(NamedValues, "fullProvenance").rows())
    assert settings["Comparison prompt"] == COMPARISON
    assert settings["Measured by"] == "logit difference"
    assert "seed 0" in settings["Decoding"]
    assert provenance["Model SHA-256"] == "a5fd3b62" * 8


def test_that_what_the_endpoint_does_not_say_is_said_to_be_so(
    qtbot: QtBot, qt_loop: EventLoop, theme: Theme
) -> None:
    bench = Bench(FullTab, qtbot, theme, FakeSource((CHAT_MODEL,)))
    asked(bench)

    provenance = dict(bench.find(NamedValues, "fullProvenance").rows())
    assert provenance["Model SHA-256"] == "not said by the endpoint"


def test_that_a_draft_comes_back(bench: Bench[FullTab], theme: Theme) -> None:
    question = bench.tab.question
    question.prompt.set_prompt("프롬프트 = a&b")
    question.comparison.set_prompt("다른 것")
    question.patch_layer.setValue(9)
    question.with_map.setChecked(False)
    question.seed.setValue(7)

    again = FullTab(bench.session, theme, parent=bench.window)
    again.restore_state(bench.tab.save_state())

    assert again.question.request() == question.request()
    assert again.question.draft() == question.draft()


def test_that_a_map_drawn_later_belongs_to_the_record(bench: Bench[FullTab]) -> None:
    bench.tab.question.with_map.setChecked(False)
    asked(bench)
    first = bench.tab.record()
    assert first is not None
    assert first.main.result.patching is not None
    n_layers = {len(one.layers) for one in first.main.result.patching.maps}

    bench.tab.finding.map.draw()
    bench.wait_until_done()

    record = bench.tab.record()
    assert record is not None
    assert record.main.result.patching is not None
    assert n_layers == {1}
    assert max(len(one.layers) for one in record.main.result.patching.maps) == SAE_MODEL.capabilities.n_layers
