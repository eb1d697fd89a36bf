"""Disks and folders that refuse, and kills in the middle: a clear error, and a whole file, old or new."""

from __future__ import annotations

import errno
import os
import resource
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
from storage.report_samples import full_report
from storage.reports.plain_printer import PlainPrinter

from holysheep_desktop.core.report import Report
from holysheep_desktop.core.stores import ReportKind
from holysheep_desktop.errors import FileFault, ReportWriteError
from holysheep_desktop.resources_path import resource_path
from holysheep_desktop.storage.reports.files import DiskReportFiles, can_be_named, fault_of

FILES = DiskReportFiles(resource_path("report_templates"), PlainPrinter())
KINDS = pytest.mark.parametrize("kind", list(ReportKind))


def refused(path: Path, report: Report | None = None) -> ReportWriteError:
    with pytest.raises(ReportWriteError) as error:
        FILES.save_now(report or full_report(), path)
    assert error.value.path == path
    assert error.value.reason
    return error.value


@contextmanager
def full_disk(limit: int) -> Iterator[None]:
    old_limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    old_handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, old_limit[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old_limit)
        signal.signal(signal.SIGXFSZ, old_handler)


@KINDS
def test_that_a_full_disk_is_told_and_leaves_the_old_file(tmp_path: Path, kind: ReportKind) -> None:
    path = tmp_path / f"a.{kind}"
    path.write_bytes(b"old")

    with full_disk(1024):
        error = refused(path)

    assert error.fault is FileFault.FULL
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@KINDS
def test_that_a_read_only_place_is_told(kind: ReportKind) -> None:
    # Not even root writes there.
    assert refused(Path(f"/proc/self/a.{kind}")).fault in {FileFault.REFUSED, FileFault.NO_FOLDER}


@KINDS
def test_that_a_folder_that_is_gone_is_told(tmp_path: Path, kind: ReportKind) -> None:
    assert refused(tmp_path / "gone" / f"a.{kind}").fault is FileFault.NO_FOLDER


@KINDS
def test_that_a_path_below_a_file_is_told(tmp_path: Path, kind: ReportKind) -> None:
    (tmp_path / "file").write_bytes(b"")

    assert refused(tmp_path / "file" / f"a.{kind}").fault is FileFault.NO_FOLDER


@KINDS
def test_that_a_path_that_is_a_folder_is_told_and_stays(tmp_path: Path, kind: ReportKind) -> None:
    path = tmp_path / f"a.{kind}"
    path.mkdir()

    assert refused(path).fault is FileFault.IS_FOLDER
    assert path.is_dir()
    assert list(tmp_path.iterdir()) == [path]


@KINDS
def test_that_a_name_that_is_too_long_is_told(tmp_path: Path, kind: ReportKind) -> None:
    assert refused(tmp_path / f"{'가' * 100}.{kind}").fault is FileFault.LONG_NAME
    assert list(tmp_path.iterdir()) == []


@KINDS
def test_that_the_longest_name_in_hangul_can_be_used(tmp_path: Path, kind: ReportKind) -> None:
    path = tmp_path / f"{'가' * 80}.{kind}"

    FILES.save_now(full_report(), path)

    assert path.stat().st_size > 0


@KINDS
def test_that_a_nul_in_the_name_is_told(tmp_path: Path, kind: ReportKind) -> None:
    assert refused(tmp_path / f"a\0.{kind}").fault is FileFault.BAD_NAME


@KINDS
def test_that_a_loop_of_links_is_told(tmp_path: Path, kind: ReportKind) -> None:
    path = tmp_path / f"a.{kind}"
    path.symlink_to(path)

    assert refused(path).fault is FileFault.BAD_NAME


@KINDS
def test_that_a_link_stays_a_link(tmp_path: Path, kind: ReportKind) -> None:
    target, path = tmp_path / "target", tmp_path / f"a.{kind}"
    target.write_bytes(b"old")
    path.symlink_to(target)

    FILES.save_now(full_report(), path)

    assert path.is_symlink()
    assert target.read_bytes() != b"old"


READER = """
import fcntl, sys
with open(sys.argv[1], "rb") as file:
    fcntl.flock(file, fcntl.LOCK_EX)
    begun = file.read(1)
    print("open", flush=True)
    sys.stdin.readline()
    sys.stdout.buffer.write(begun + file.read())
"""


def test_that_who_has_the_old_file_open_reads_it_to_its_end_and_stops_no_save(tmp_path: Path) -> None:
    """Another process holds a lock on each kind of file, and has read the first byte of it."""
    paths = [tmp_path / f"a.{kind}" for kind in ReportKind]
    for path in paths:
        path.write_bytes(b"old bytes")
    with ExitStack() as stack:
        readers = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-S", "-c", READER, str(path)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                )
            )
            for path in paths
        ]
        for reader in readers:
            assert reader.stdout is not None
            assert reader.stdout.readline() == b"open\n"

        for path in paths:
            FILES.save_now(full_report(), path)

        assert [reader.communicate(b"\n")[0] for reader in readers] == [b"old bytes"] * len(paths)
    for path, kind in zip(paths, ReportKind, strict=True):
        assert path.read_bytes() == FILES.content(full_report(), kind)


class SharingViolationError(PermissionError):
    """What Windows says where another program has the target open and does not share it."""

    winerror = 32


@pytest.mark.parametrize(
    "error",
    [
        SharingViolationError(errno.EACCES, "used by another process"),
        OSError(errno.EBUSY, os.strerror(errno.EBUSY)),
        OSError(errno.ETXTBSY, os.strerror(errno.ETXTBSY)),
    ],
    ids=["windows", "mounted", "running"],
)
def test_that_a_target_that_another_program_holds_is_told_as_that(tmp_path: Path, error: OSError) -> None:
    assert fault_of(tmp_path / "a.json", error) is FileFault.IN_USE


@KINDS
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_that_both_forms_of_hangul_can_be_names(
    tmp_path: Path, kind: ReportKind, form: Literal["NFC", "NFD"]
) -> None:
    path = tmp_path / f"{unicodedata.normalize(form, '보고서')}.{kind}"

    FILES.save_now(full_report(), path)

    assert [child.name for child in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("name", ["report", "report.csv", "report.docx", ".json"])
def test_that_an_ending_of_no_report_is_told_and_writes_nothing(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path / name).fault is FileFault.UNKNOWN_KIND
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["report.HTML", "report.htm", "report.Json", "report.PDF"])
def test_that_capitals_of_an_ending_do_not_matter(tmp_path: Path, name: str) -> None:
    FILES.save_now(full_report(), tmp_path / name)

    assert (tmp_path / name).is_file()


@pytest.mark.parametrize(
    "name", ["CON.json", "nul.pdf", "com1.html", "a:b.json", "a?.md", "report.json.", "lpt9.x.zip"]
)
def test_that_names_that_windows_keeps_for_itself_are_refused_there(name: str) -> None:
    assert not can_be_named(name, on_windows=True)
    assert can_be_named(name, on_windows=False)


@pytest.mark.parametrize("name", ["console.json", "보고서.pdf", "a b.html", "com10.json"])
def test_that_ordinary_names_are_allowed_everywhere(name: str) -> None:
    assert can_be_named(name, on_windows=True)


@KINDS
def test_that_a_lone_surrogate_is_written_as_utf_8(tmp_path: Path, kind: ReportKind) -> None:
    path = tmp_path / f"a.{kind}"
    FILES.save_now(full_report(prompt="x\ud800y", answer="\udfff", label="\ud83d"), path)

    if kind is not ReportKind.CSV:
        path.read_bytes().decode("utf-8")
    assert path.stat().st_size > 0


def test_that_files_are_utf_8_under_a_locale_without_hangul(tmp_path: Path) -> None:
    script = "import sys; from storage.reports.killed_saver import save_all; save_all(sys.argv[1])"
    c_locale = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    environment = {**os.environ, **c_locale, "PYTHONPATH": os.pathsep.join(sys.path)}

    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True, env=environment)

    assert "좋은" in (tmp_path / "a.json").read_text("utf-8")
    assert "좋은" in (tmp_path / "a.html").read_text("utf-8")


@KINDS
def test_that_a_kill_at_any_moment_leaves_the_old_file_or_the_new_one(
    tmp_path: Path, kind: ReportKind
) -> None:
    """Twenty kills for each kind of file, in children of one process."""
    path = tmp_path / f"a.{kind}"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}

    done = subprocess.run(
        [sys.executable, "-m", "storage.reports.killed_saver", str(path), "20"],
        check=False,
        env=environment,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.split() == ["20", "kills,", "0", "broken"]


def different() -> Report:
    return replace(full_report(), language="en")


@KINDS
def test_that_saving_twice_in_a_second_leaves_the_second(tmp_path: Path, kind: ReportKind) -> None:
    path = tmp_path / f"a.{kind}"
    makers: tuple[Callable[[], Report], ...] = (full_report, different)
    for make in makers:
        FILES.save_now(make(), path)

    assert path.read_bytes() == FILES.content(different(), kind)
