"""The sections of a report about what was asked and what the model said."""

from __future__ import annotations

import math
from collections.abc import Iterator

from holysheep_desktop.core.report import Run
from holysheep_desktop.core.reporting.document import Block, Cell, Facts, Passage, Remark, Table
from holysheep_desktop.core.reporting.words import Words
from holysheep_desktop.core.results import PatchAnalysis, SteeringEffect
from holysheep_desktop.core.tokens import TokenLogprob

_TOP = 5


def question_blocks(run: Run, words: Words) -> Iterator[Block]:
    """The prompts, word for word."""
    options = run.request.patching
    yield Passage(words["prompt_original" if options else "prompt"], run.request.prompt)
    if options is not None:
        yield Passage(words["prompt_comparison"], options.comparison_prompt)


def answer_blocks(run: Run, words: Words) -> Iterator[Block]:
    """The answers, with the probabilities of the first token where they were asked for."""
    answer, analysis = run.result.answer, run.result.patching
    if answer is None:
        yield Remark(words["no_answer"])
    else:
        yield Passage(words["answer_steered" if run.request.steering else "answer"], answer.text)
        if answer.finish_reason == "length":
            yield Remark(words["answer_cut"])
    if analysis is not None and analysis.comparison_answer is not None:
        yield Passage(words["answer_comparison"], analysis.comparison_answer)
    if answer is not None and answer.logprobs:
        columns = (
            words.column("position", is_number=True),
            words.column("token"),
            words.column("probability", is_number=True),
            words.column("alternatives"),
        )
        rows: list[tuple[Cell, ...]] = []
        for position, one in enumerate(answer.logprobs):
            others = ", ".join(f"{t.token!r} {math.exp(min(t.logprob, 0.0)):.3f}" for t in one.top[:_TOP])
            rows.append((position, one.chosen.token, math.exp(min(one.chosen.logprob, 0.0)), others))
        yield Table("answer_tokens", words["table_answer_tokens"], columns, tuple(rows))
    if run.result.steering is not None:
        yield from _steering(run.result.steering, words)


def _steering(effect: SteeringEffect, words: Words) -> Iterator[Block]:
    yield Facts("steering", (words.fact("kl", effect.kl),))
    numbers = ("probability_before", "probability_after", "probability_change")
    columns = (words.column("token"), *(words.column(name, is_number=True) for name in numbers))
    rows: list[tuple[Cell, ...]] = []
    for one in effect.tokens:
        before, after = math.exp(min(one.logprob_before, 0.0)), math.exp(min(one.logprob_after, 0.0))
        rows.append((one.token, before, after, after - before))
    yield Table("steering_tokens", words["table_steering"], columns, tuple(rows))


def lens_blocks(run: Run, words: Words) -> Iterator[Block]:
    """What the model would say after each layer."""
    if run.result.logit_lens:
        columns = (words.column("layer", is_number=True), words.column("lens_top"))
        rows = tuple(
            (row.layer, ", ".join(f"{t.token!r} {math.exp(min(t.logprob, 0.0)):.3f}" for t in row.top[:_TOP]))
            for row in run.result.logit_lens
        )
        yield Table("logit_lens", words["table_lens"], columns, rows)
    if run.result.patching is not None and run.result.patching.lens:
        yield _lens_of_both(run.result.patching, words)


def _lens_of_both(analysis: PatchAnalysis, words: Words) -> Table:
    columns = (
        words.column("layer", is_number=True),
        words.column("lens_original"),
        words.column("lens_difference_original", is_number=True),
        words.column("lens_comparison"),
        words.column("lens_difference_comparison", is_number=True),
    )
    rows = tuple(
        (
            row.layer,
            _first(row.original.top),
            row.original.logit_difference,
            _first(row.comparison.top),
            row.comparison.logit_difference,
        )
        for row in analysis.lens
    )
    return Table("logit_lens_of_both", words["table_lens_of_both"], columns, rows)


def _first(top: tuple[TokenLogprob, ...]) -> str:
    return top[0].token if top else ""
