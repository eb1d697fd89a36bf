from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from holysheep_desktop.errors import ExportWriteError
from holysheep_desktop.resources_path import resource_path
from holysheep_desktop.storage.menu_entry import DiskMenuEntry, entry_for, quoted

RESOURCES = resource_path("desktop")
KIND_OF = (
    "import sys; from PySide6.QtCore import QMimeDatabase;"
    "print(*(QMimeDatabase().mimeTypeForFile(path).name() for path in sys.argv[1:]))"
)
REPORT = '{\n "format": "holysheep-report",\n "format_version": 2\n}'


@pytest.fixture
def data_home(tmp_path: Path) -> Path:
    return tmp_path / "share"


@pytest.fixture
def entry(data_home: Path) -> DiskMenuEntry:
    return DiskMenuEntry(RESOURCES, data_home, ["/opt/holy sheep/bin/holysheep-desktop"])


def files_below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("/usr/bin/python", '"/usr/bin/python"'),
        ("/a b/c", '"/a b/c"'),
        ("100%", '"100%%"'),
        ("$x", '"\\\\$x"'),
        ('"', '"\\\\""'),
        ("\\", '"\\\\\\\\"'),
    ],
)
def test_that_a_word_of_a_command_is_written_as_the_desktop_reads_it(word: str, written: str) -> None:
    assert quoted(word) == written


def test_that_the_entry_starts_this_installation_with_the_report_that_was_clicked() -> None:
    content = (RESOURCES / "holysheep-desktop.desktop").read_bytes()

    lines = entry_for(content, ["/opt/holy sheep/python", "-m", "holysheep_desktop"]).decode().splitlines()

    assert 'Exec="/opt/holy sheep/python" "-m" "holysheep_desktop" %f' in lines
    assert "TryExec=/opt/holy sheep/python" in lines
    assert len(lines) == len(content.decode().splitlines())


def test_that_it_can_be_put_there_and_taken_away_without_a_trace(
    entry: DiskMenuEntry, data_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    foreign = data_home / "applications" / "another.desktop"
    foreign.parent.mkdir(parents=True)
    foreign.write_text("[Desktop Entry]\n")
    monkeypatch.setenv("PATH", "")
    assert not entry.is_there()

    missing = entry.put_now()

    assert entry.is_there()
    assert missing == ("desktop-file-utils", "shared-mime-info")
    assert len(files_below(data_home)) == 1 + len(list(RESOURCES.iterdir()))

    entry.take_away_now()

    assert not entry.is_there()
    assert files_below(data_home) == {"applications/another.desktop"}


def test_that_the_entry_of_another_installation_is_not_taken_for_this_one(
    entry: DiskMenuEntry, data_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    DiskMenuEntry(RESOURCES, data_home, ["/where/it/was/before/holysheep-desktop"]).put_now()

    assert not entry.is_there()
    entry.put_now()

    assert entry.is_there()


def test_that_a_place_that_cannot_be_written_is_said(data_home: Path, entry: DiskMenuEntry) -> None:
    data_home.write_text("a file where a folder should be")

    with pytest.raises(ExportWriteError) as raised:
        entry.put_now()

    assert raised.value.path == data_home / "applications" / "holysheep-desktop.desktop"
    assert not entry.is_there()


def test_that_reports_are_a_kind_of_file_by_their_ending_and_by_their_first_bytes(
    entry: DiskMenuEntry, data_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry.put_now()
    by_ending, by_bytes, other = tmp_path / "보고서.holysheep.json", tmp_path / "a", tmp_path / "b.json"
    by_ending.write_text("{}")
    by_bytes.write_text(REPORT)
    other.write_text("{}")
    monkeypatch.setenv("XDG_DATA_HOME", str(data_home))

    paths = [str(path) for path in (by_ending, by_bytes, other)]
    said = subprocess.run([sys.executable, "-c", KIND_OF, *paths], capture_output=True, text=True, check=True)

    kind = "application/vnd.holysheep.report+json"
    assert said.stdout.split() == [kind, kind, "application/json"]
