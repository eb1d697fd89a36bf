from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from holysheep_desktop.core.batches.prompt_list import PromptPair
from holysheep_desktop.errors import PromptListError, PromptListReason
from holysheep_desktop.storage.prompt_files import DiskPromptFiles


def reason(path: Path) -> PromptListReason:
    with pytest.raises(PromptListError) as raised:
        asyncio.run(DiskPromptFiles().read(path))
    return raised.value.reason


def test_that_a_file_is_read_as_its_ending_says(tmp_path: Path) -> None:
    path = tmp_path / "목록.JSONL"
    path.write_text('{"prompt": "가", "comparison": "나"}\n', encoding="utf-8")

    assert asyncio.run(DiskPromptFiles().read(path)).pairs == (PromptPair("가", "나"),)


def test_that_a_file_of_another_ending_is_read_as_lines(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text("a\nb\n", encoding="utf-8")

    assert asyncio.run(DiskPromptFiles().read(path)).pairs == (PromptPair("a"), PromptPair("b"))


def test_that_a_missing_file_and_a_folder_cannot_be_read(tmp_path: Path) -> None:
    assert reason(tmp_path / "none.txt") is PromptListReason.UNREADABLE
    assert reason(tmp_path) is PromptListReason.UNREADABLE


def test_that_a_device_without_end_is_refused() -> None:
    assert reason(Path("/dev/zero")) is PromptListReason.UNREADABLE
