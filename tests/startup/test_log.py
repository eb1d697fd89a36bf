from __future__ import annotations

import logging
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from holysheep_desktop.startup.log import FILE_NAME, LogRing, PrivateLogFile, start_log

log = logging.getLogger("holysheep_desktop.test")


def joined(ring: LogRing) -> str:
    return "\n".join(line.text for line in ring.lines_after(0))


@pytest.fixture
def clean_root() -> Iterator[None]:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield
    for handler in set(root.handlers) - set(before):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


@pytest.mark.usefixtures("clean_root")
def test_that_a_line_reaches_the_file_and_the_ring(tmp_path: Path) -> None:
    ring = start_log(tmp_path / "log")

    log.info("ready")

    assert "holysheep_desktop.test: ready" in joined(ring)
    assert "holysheep_desktop.test: ready" in (tmp_path / "log" / FILE_NAME).read_text(encoding="utf-8")


@pytest.mark.usefixtures("clean_root")
def test_that_nobody_else_can_read_the_log(tmp_path: Path) -> None:
    start_log(tmp_path)

    log.info("ready")

    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600


@pytest.mark.usefixtures("clean_root")
def test_that_a_disk_that_takes_no_lines_is_not_reported_on_the_terminal_for_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "log"
    ring = start_log(folder)
    folder.rmdir()

    log.warning("not written")

    assert "not written" in joined(ring)
    assert capsys.readouterr().err == ""


def test_that_a_rotated_log_is_private_too(tmp_path: Path) -> None:
    handler = PrivateLogFile(tmp_path / FILE_NAME)
    handler.emit(logging.makeLogRecord({"msg": "before"}))
    handler.doRollover()
    handler.emit(logging.makeLogRecord({"msg": "after"}))
    handler.close()

    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == [FILE_NAME, f"{FILE_NAME}.1"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


@pytest.mark.usefixtures("clean_root")
def test_that_the_program_goes_on_without_a_file(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file where the folder should be")

    ring = start_log(tmp_path / "log")

    assert "no log file" in joined(ring)


@pytest.mark.usefixtures("clean_root")
def test_that_libraries_do_not_log_what_was_sent(tmp_path: Path) -> None:
    ring = start_log(tmp_path, is_verbose=True)

    logging.getLogger("httpcore.http11").debug("send_request_headers authorization=secret")
    logging.getLogger("httpx").info("HTTP Request: GET https://x.example/v1")

    assert ring.lines_after(0) == ()


def test_that_the_ring_forgets_the_oldest_lines() -> None:
    ring = LogRing()

    for number in range(2_100):
        ring.emit(logging.makeLogRecord({"msg": f"line {number}"}))

    lines = joined(ring).splitlines()
    assert len(lines) == 2_000
    assert lines[-1].endswith("line 2099")


def test_that_only_what_came_since_is_given() -> None:
    ring = LogRing()
    ring.emit(logging.makeLogRecord({"msg": "one"}))
    (first,) = ring.lines_after(0)
    ring.emit(logging.makeLogRecord({"msg": "two", "levelno": logging.ERROR}))

    (second,) = ring.lines_after(first.number)

    assert (second.text[-3:], second.level) == ("two", logging.ERROR)


@pytest.mark.usefixtures("clean_root")
def test_that_the_ring_begins_with_what_the_run_before_wrote(tmp_path: Path) -> None:
    begun, broken = "2026-11-23 01:02:03,456 INFO a: begun", "2026-11-23 01:02:04,000 ERROR b: broken"
    former = f"cut off line\n{begun}\n{broken}\nTraceback\n  line 1\n"
    (tmp_path / FILE_NAME).write_text(former, encoding="utf-8")

    ring = start_log(tmp_path)

    lines = ring.lines_after(0)
    assert [line.level for line in lines] == [logging.INFO, logging.ERROR]
    assert lines[1].text == f"{broken}\nTraceback\n  line 1"
