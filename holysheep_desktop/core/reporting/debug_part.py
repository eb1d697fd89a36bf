"""The verdict of a debugging report, computed anew from its runs, and the features that differ."""

from __future__ import annotations

from collections.abc import Iterator

from holysheep_desktop.core.debugging.case import DebugCase, case_of
from holysheep_desktop.core.debugging.verdict import Outcome, Verdict
from holysheep_desktop.core.report import Record
from holysheep_desktop.core.reporting.document import Block, Cell, Remark, Sentences, Table
from holysheep_desktop.core.reporting.words import Words, number
from holysheep_desktop.core.results import ControlResult, FeatureSetEffect

_MOST_DIFFERENCES = 40
"""Two prompts differ in hundreds of features; the largest differences come first."""


def verdict_sentence(record: Record, words: Words) -> str:
    """The outcome alone."""
    verdict = case_of(record).verdict()
    return words["verdict_untested"] if verdict is None else words[f"verdict_{verdict.outcome.value}"]


def verdict_blocks(record: Record, words: Words) -> Iterator[Block]:
    """The verdict, its conditions, and the comparison that the candidates come from."""
    case = case_of(record)
    verdict = case.verdict()
    if verdict is None:
        yield Sentences((words["verdict_untested"],))
    else:
        yield Sentences(tuple(_sentences(case, verdict, words)))
        yield Remark(words["verdict_rule"])
        if verdict.findings:
            yield _conditions(verdict, words)
    if case.together is not None:
        yield set_table(case.together, words)
    yield from _differences(case, words)


def _sentences(case: DebugCase, verdict: Verdict, words: Words) -> Iterator[str]:
    yield words[f"verdict_{verdict.outcome.value}"]
    yield from (words[f"doubt_{doubt.value}"] for doubt in verdict.doubts)
    if verdict.outcome is Outcome.NOT_CONFIRMED:
        for finding in verdict.unmet:
            name = words[f"condition_{finding.condition.value}"]
            value, threshold = number(finding.value), number(finding.threshold)
            yield words.fill("verdict_unmet", condition=name, value=value, threshold=threshold)
    if verdict.outcome is Outcome.CONFIRMED and verdict.closest is not None:
        name = words[f"condition_{verdict.closest.condition.value}"]
        yield words.fill("verdict_closest", condition=name, threshold=number(verdict.closest.threshold))
    guilty = case.guilty()
    if guilty:
        named = ", ".join(str(feature.feature) for feature in guilty)
        yield words.fill("verdict_guilty", features=named)
    if verdict.tutorial is not None and verdict.tutorial.score is not None:
        key = "tutorial_confirmed" if verdict.tutorial.says_confirmed else "tutorial_not_confirmed"
        score, threshold = number(verdict.tutorial.score), number(verdict.tutorial.threshold)
        yield words.fill(key, score=score, threshold=threshold)


def _conditions(verdict: Verdict, words: Words) -> Table:
    columns = (
        words.column("condition"),
        words.column("value", is_number=True),
        words.column("threshold", is_number=True),
        words.column("passed"),
    )
    rows = tuple(
        (
            words[f"condition_{finding.condition.value}"],
            finding.value,
            finding.threshold,
            words["met" if finding.is_met else "not_met"],
        )
        for finding in verdict.findings
    )
    return Table("verdict", words["table_verdict"], columns, rows)


def set_table(together: FeatureSetEffect, words: Words) -> Table:
    """Several features patched at once, each way with its random controls."""
    columns = (
        words.column("way"),
        words.column("effect", is_number=True),
        words.column("control", is_number=True),
        words.column("n", is_number=True),
        words.column("features"),
    )
    named = ", ".join(map(str, together.features))
    ways: tuple[tuple[str, float | None, ControlResult | None], ...] = (
        ("way_noising", together.noising, together.noising_control),
        ("way_denoising", together.denoising, together.denoising_control),
    )
    rows = tuple(
        (
            words[key],
            effect,
            control.percentile_95 if control else None,
            control.n if control else None,
            named,
        )
        for key, effect, control in ways
    )
    return Table("feature_set", words["table_patched_set"], columns, rows)


def _differences(case: DebugCase, words: Words) -> Iterator[Block]:
    comparison = case.comparison()
    if comparison is None:
        return
    columns = (
        words.column("feature", is_number=True),
        words.column("difference_kind"),
        words.column("problematic", is_number=True),
        words.column("normal", is_number=True),
        words.column("label"),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            one.feature,
            words.get(f"difference_{one.kind.value}", one.kind.value),
            one.problematic,
            one.normal,
            words.label(one.label),
        )
        for one in comparison.differences
    ]
    title = words["table_differences"]
    yield Table("differences", title, columns, tuple(rows), most_shown=_MOST_DIFFERENCES)
