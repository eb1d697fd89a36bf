from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from holysheep_desktop.errors import ExportWriteError
from holysheep_desktop.storage.export_files import DiskExportFiles


def write(content: bytes, path: Path) -> None:
    asyncio.run(DiskExportFiles().write(content, path))


def test_that_a_file_holds_the_bytes_and_replaces_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "map.csv"
    write(b"old", path)
    write("\ufeff토큰".encode(), path)

    assert path.read_text("utf-8-sig") == "토큰"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["gone/map.png", "nul\0.png"])
def test_that_a_place_that_takes_no_file_is_named(tmp_path: Path, name: str) -> None:
    path = tmp_path / name

    with pytest.raises(ExportWriteError) as error:
        write(b"x", path)

    assert error.value.path == path
