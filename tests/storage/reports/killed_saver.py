"""Saves two reports in turn until it is killed, again and again; says how many files were neither of both.

A process of its own: its children are killed, and Qt may draw in none of those that pytest runs in.
"""

from __future__ import annotations

import os
import random
import select
import signal
import sys
from dataclasses import replace
from pathlib import Path

from storage.report_samples import full_report

from holysheep_desktop.core.report import Report
from holysheep_desktop.core.stores import ReportKind
from holysheep_desktop.resources_path import resource_path
from holysheep_desktop.storage.reports.files import DiskReportFiles
from holysheep_desktop.ui.reports.printing import LazyPdfPrinter

LONGEST_LIFE_MS = 60


def save_all(folder: str) -> None:
    """Write one file of each kind that is text."""
    files = DiskReportFiles(resource_path("report_templates"), LazyPdfPrinter())
    for kind in (ReportKind.JSON, ReportKind.HTML, ReportKind.MARKDOWN, ReportKind.CSV):
        files.save_now(full_report(), Path(folder) / f"a.{kind}")


def main(path: Path, n_kills: int) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    app = QGuiApplication([])
    kind = ReportKind.of_path(path)
    assert kind is not None
    files = DiskReportFiles(resource_path("report_templates"), LazyPdfPrinter())
    reports = [full_report(answer="old " * 500), replace(full_report(answer="new " * 900), language="en")]
    lengths = {len(files.content(report, kind)) for report in reports}
    broken, chance = 0, random.Random(7)
    for _ in range(n_kills):
        kill_one(files, path, reports, chance.uniform(0, LONGEST_LIFE_MS))
        broken += path.exists() and not is_whole(path, kind, lengths)
    del app
    sys.stdout.write(f"{n_kills} kills, {broken} broken\n")
    return 0


def kill_one(files: DiskReportFiles, path: Path, reports: list[Report], life_ms: float) -> None:
    child = os.fork()
    if child == 0:
        while True:
            for report in reports:
                files.save_now(report, path)
    select.select([], [], [], life_ms / 1000)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def is_whole(path: Path, kind: ReportKind, lengths: set[int]) -> bool:
    """A PDF holds the time at which it was made, so that only its frame is the same."""
    content = path.read_bytes()
    if kind is ReportKind.PDF:
        return content.startswith(b"%PDF") and content.rstrip().endswith(b"%%EOF")
    return len(content) in lengths


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
