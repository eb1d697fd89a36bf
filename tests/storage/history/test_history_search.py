from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given, settings, strategies as st
from storage.database.database_files import software, with_history
from storage.report_samples import full_report

from holysheep_desktop.core.history import RunFilter
from holysheep_desktop.storage.database import Database
from holysheep_desktop.storage.history import search
from holysheep_desktop.storage.history.store import SqliteHistory

PROMPTS = (
    "나는 학교에 간다",
    "The capital of France is Paris",
    "def add(a, b): return a + b",
    'She said "hello" 100% of the_time',
    "東京はどこですか",
)


@pytest.fixture(scope="module")
def history() -> Iterator[SqliteHistory]:
    database = Database(None)
    history = SqliteHistory(database, software)

    async def fill() -> None:
        for prompt in PROMPTS:
            report = full_report(prompt=prompt, label="greetings", answer=f"answer to {prompt[:3]}")
            await history.add(report.record, endpoint="")

    asyncio.run(fill())
    yield history
    asyncio.run(database.aclose())


def found(history: SqliteHistory, words: str) -> set[str]:
    return {row.prompt for row in asyncio.run(history.page(RunFilter(words=words))).rows}


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("학교", [0]),
        ("학", [0]),
        ("간다", [0]),
        ("다", [0]),
        ("학교에", [0]),
        ("교에 간", [0]),
        ("capital", [1]),
        ("APIT", [1]),
        ("is", [1]),
        ("F", [1, 2, 3]),
        ("paris france", [1]),
        ("paris 학교", []),
        ("+", [2]),
        ("b)", [2]),
        ("100%", [3]),
        ("%", [3]),
        ('"he', [3]),
        ('"', [3]),
        ("the_time", [3]),
        ("_", [3]),
        ("東京", [4]),
        ("か", [4]),
        ("", [0, 1, 2, 3, 4]),
        ("   ", [0, 1, 2, 3, 4]),
        ("greetings", [0, 1, 2, 3, 4]),
        ("answer to The", [1, 3]),
        ("없는말", []),
        ("없는", []),
        ("NEAR( * OR", []),
    ],
)
def test_that_words_are_found_as_pieces_of_text(
    history: SqliteHistory, words: str, numbers: list[int]
) -> None:
    assert found(history, words) == {PROMPTS[n] for n in numbers}


def test_that_decomposed_hangul_finds_composed_hangul(history: SqliteHistory) -> None:
    assert found(history, unicodedata.normalize("NFD", "학교")) == {PROMPTS[0]}


def test_that_names_notes_and_tags_are_found_once_they_are_written() -> None:
    async def work(history: SqliteHistory) -> list[int]:
        key = await history.add(full_report().record, endpoint="")
        words = ("첫째", "둘째", "셋째")
        before = [(await history.page(RunFilter(words=word))).n_matching for word in words]
        await history.describe(key, name="첫째", note="둘째", tags=["셋째"])
        after = [(await history.page(RunFilter(words=word))).n_matching for word in words]
        await history.describe(key, name="", note="", tags=[])
        gone = [(await history.page(RunFilter(words=word))).n_matching for word in words]
        return before + after + gone

    assert with_history(None, work) == [0, 0, 0, 1, 1, 1, 0, 0, 0]


@pytest.mark.parametrize("limit", ["_MOST_TERMS", "_MOST_ENTRIES"])
def test_that_a_piece_that_begins_too_many_trigrams_is_still_found(
    limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limits are lowered, so that the test needs no thousands of runs."""
    monkeypatch.setattr(search, limit, 3)
    many = "qa qb qc qd qe"

    async def work(history: SqliteHistory) -> list[int]:
        await history.add(full_report(prompt=many).record, endpoint="")
        await history.add(full_report(prompt="nothing of it").record, endpoint="")
        return [(await history.page(RunFilter(words=word))).n_matching for word in ("q", "Q", "j")]

    assert with_history(None, work) == [1, 1, 0]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=12))
def test_that_no_text_breaks_the_search(history: SqliteHistory, words: str) -> None:
    assert found(history, words) <= set(PROMPTS)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_that_every_piece_of_a_prompt_finds_it(history: SqliteHistory, data: st.DataObject) -> None:
    prompt = data.draw(st.sampled_from(PROMPTS))
    start = data.draw(st.integers(0, len(prompt) - 1))
    end = data.draw(st.integers(start + 1, len(prompt)))

    assert prompt in found(history, prompt[start:end])
