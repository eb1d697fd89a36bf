"""Puts the sections of a report together: what was found first, how to do it again last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from holysheep_desktop.core.report import Record, RecordKind, Report, Run
from holysheep_desktop.core.reporting.answer_part import answer_blocks, lens_blocks, question_blocks
from holysheep_desktop.core.reporting.debug_part import verdict_blocks, verdict_sentence
from holysheep_desktop.core.reporting.document import Block, Document, Section, Sentences
from holysheep_desktop.core.reporting.feature_part import feature_blocks, token_blocks
from holysheep_desktop.core.reporting.pair_part import pair_blocks
from holysheep_desktop.core.reporting.patching_part import map_blocks, neuron_blocks, patching_blocks
from holysheep_desktop.core.reporting.settings_part import (
    created,
    note_blocks,
    provenance_blocks,
    report_blocks,
    settings_blocks,
    software_line,
)
from holysheep_desktop.core.reporting.summary import run_sentences
from holysheep_desktop.core.reporting.words import Words

RENDERING_WORDS = ("page_of", "more_rows", "more_text", "absent")
"""What a rendering itself has to say."""

_PARTS: tuple[tuple[str, Callable[[Run, Words], Iterator[Block]]], ...] = (
    ("question", question_blocks),
    ("features", feature_blocks),
    ("tokens", token_blocks),
    ("patching", patching_blocks),
    ("maps", map_blocks),
    ("neurons", neuron_blocks),
    ("lens", lens_blocks),
    ("answer", answer_blocks),
    ("notes", note_blocks),
    ("settings", settings_blocks),
    ("provenance", provenance_blocks),
)


def document_of(report: Report, texts: Mapping[str, str]) -> Document:
    """The whole report in blocks; `texts` are the words of one language."""
    words, record = Words(texts), report.record
    sections: list[Section] = []
    if record.kind is RecordKind.PAIRS and (blocks := tuple(pair_blocks(record, words))):
        sections.append(Section(words["section_pairs"], blocks))
    sections.append(Section(words["section_summary"], tuple(_summary(record, words))))
    if record.kind is RecordKind.DEBUG:
        sections.append(Section(words["section_verdict"], tuple(verdict_blocks(record, words))))
    for number, run in enumerate(record.runs, start=1):
        sections += _run_sections(number, run, record, words)
    sections.append(Section(words["section_report"], tuple(report_blocks(report, words))))
    return Document(
        title=words[f"title_{record.kind.value}"],
        subtitle=f"{record.main.result.model} · {created(report)}",
        language=report.language,
        sections=tuple(sections),
        footer=software_line(report.software),
        words={key: words[key] for key in RENDERING_WORDS},
    )


def summary_of(record: Record, texts: Mapping[str, str]) -> tuple[str, ...]:
    """The sentences that stand first in a report."""
    return tuple(
        sentence
        for block in _summary(record, Words(texts))
        if isinstance(block, Sentences)
        for sentence in block.items
    )


def _summary(record: Record, words: Words) -> Iterator[Block]:
    if len(record.runs) == 1:
        yield Sentences(run_sentences(record.main, words))
        return
    if record.kind is RecordKind.DEBUG:
        yield Sentences((verdict_sentence(record, words),))
    for number, run in enumerate(record.runs, start=1):
        first, *others = run_sentences(run, words)
        lead = words.fill("sentence_of_run", run=_run_name(number, run, record, words), sentence=first)
        yield Sentences((lead, *others))


def _run_sections(number: int, run: Run, record: Record, words: Words) -> Iterator[Section]:
    if len(record.runs) > 1:
        name = _run_name(number, run, record, words)
        yield Section(name, (), number, run.role.value, is_chapter=True)
    for key, part in _PARTS:
        blocks = tuple(part(run, words))
        if blocks:
            yield Section(words[f"section_{key}"], blocks, number, run.role.value)


def _run_name(number: int, run: Run, record: Record, words: Words) -> str:
    role = words[f"role_{run.role.value}"]
    return words.fill("run_name", number=number, total=len(record.runs), role=role)
