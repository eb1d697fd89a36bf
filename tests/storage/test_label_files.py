from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from holysheep_desktop.core.labelling.own_labels import OwnLabels
from holysheep_desktop.errors import LabelFileError
from holysheep_desktop.storage.label_files import DiskLabelFiles

LABELS = OwnLabels("0a" * 32, "m/layer-12/8k", {7: "정렬", 88: "loops"})


def test_that_labels_come_back_from_a_file_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "labels.json"

    asyncio.run(DiskLabelFiles().save(LABELS, path))

    assert asyncio.run(DiskLabelFiles().open(path)) == LABELS
    assert "정렬" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"nonsense", b"\xff", b"[" * 100_000, json.dumps({"format": "holysheep-report"}).encode()],
)
def test_that_a_file_that_holds_no_labels_is_named(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "labels.json"
    path.write_bytes(content)

    with pytest.raises(LabelFileError) as raised:
        asyncio.run(DiskLabelFiles().open(path))

    assert raised.value.path == path


def test_that_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LabelFileError):
        asyncio.run(DiskLabelFiles().open(tmp_path / "none.json"))


def test_that_a_folder_that_is_not_there_is_named_when_saving(tmp_path: Path) -> None:
    with pytest.raises(LabelFileError):
        asyncio.run(DiskLabelFiles().save(LABELS, tmp_path / "none" / "labels.json"))
