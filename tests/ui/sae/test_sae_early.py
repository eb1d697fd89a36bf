"""Features that are shown before the loss is measured."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit
from ui.tab_bench import Bench

from holysheep_desktop.errors import ServerError
from holysheep_desktop.ui.charts.bar_chart import BarChart
from holysheep_desktop.ui.sae.tab import SaeTab
from holysheep_desktop.ui.widgets.facts import Facts


def run_until_the_features_are_shown(bench: Bench[SaeTab], prompt: str) -> None:
    bench.find(QPlainTextEdit, "saePrompt").setPlainText(prompt)
    bench.source.hold_after_features()
    bench.click("runButton")

    def is_measuring() -> bool:
        return bench.tab.finding.is_measuring

    bench.qtbot.waitUntil(is_measuring)


def finish(bench: Bench[SaeTab]) -> None:
    bench.source.release()
    bench.wait_until_done()


def test_that_features_are_shown_while_the_loss_is_still_measured(bench: Bench[SaeTab]) -> None:
    run_until_the_features_are_shown(bench, "sort a list")

    facts = bench.find(Facts, "saeFacts").texts()
    finish(bench)
    assert facts[-1] == "Loss recovered: —, being measured …"


def test_that_features_before_the_loss_are_not_dimmed(bench: Bench[SaeTab]) -> None:
    run_until_the_features_are_shown(bench, "sort a list")

    is_dimmed = bench.tab.finding.is_dimmed
    finish(bench)
    assert not is_dimmed


def test_that_features_before_the_loss_are_no_record_yet(bench: Bench[SaeTab]) -> None:
    run_until_the_features_are_shown(bench, "sort a list")

    record = bench.tab.record()
    finish(bench)
    assert record is None


def test_that_the_loss_takes_its_place_when_it_is_there(bench: Bench[SaeTab]) -> None:
    run_until_the_features_are_shown(bench, "sort a list")

    finish(bench)

    assert "—" not in bench.find(Facts, "saeFacts").texts()[-1]


def test_that_a_feature_chosen_meanwhile_stays_chosen(bench: Bench[SaeTab]) -> None:
    run_until_the_features_are_shown(bench, "sort a list")
    analysis = bench.tab.finding.features
    assert analysis is not None
    last = analysis.features[-1].feature
    bench.tab.finding.choose_feature(last)

    finish(bench)

    assert bench.tab.finding.feature == last


def test_that_stopping_then_brings_the_old_finding_back(bench: Bench[SaeTab]) -> None:
    bench.find(QPlainTextEdit, "saePrompt").setPlainText("the first prompt")
    bench.run()
    before = bench.tab.finding.headline
    run_until_the_features_are_shown(bench, "quite another text, much longer")
    assert bench.tab.finding.headline != before

    bench.tab.stop()
    bench.wait_until_done()

    assert bench.tab.finding.headline == before


def test_that_a_failure_of_the_first_run_leaves_no_half_finding(bench: Bench[SaeTab]) -> None:
    run_until_the_features_are_shown(bench, "sort a list")
    bench.source.fail_next(ServerError("analyse", 500))

    finish(bench)

    assert bench.tab.finding.is_empty


def test_that_nothing_is_drawn_again_but_the_numbers_when_the_loss_comes(bench: Bench[SaeTab]) -> None:
    run_until_the_features_are_shown(bench, "sort a list")
    bars = bench.find(BarChart, "saeChart").bars

    finish(bench)

    assert bench.find(BarChart, "saeChart").bars is bars
