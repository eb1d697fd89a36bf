"""How fast the window is: first paint, silences of a launch, tabs, themes, languages, sorting, memory.

Run it by `PYTHONPATH=.:tests python tests/benchmarks/bench_surface.py`; it needs no screen. The bounds of the
house stand beside each figure. Wall-clock times grow with what else the machine does, so the first paint is
also given as a multiple of that of an empty window, and silences with the processor time of the thread.
The search over 100,000 runs is in bench_history.py.
"""

from __future__ import annotations

import ctypes
import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screenshots.stage import Stage

LAUNCHED = Path(__file__).with_name("launched_program.py")
EMPTY_WINDOW = """
import time; began = time.process_time()
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([]); window = QMainWindow(); window.show(); app.processEvents()
print(time.process_time() - began)
"""
N_LAUNCHES, N_SWITCHES, N_RUNS, N_ROWS = 7, 5, 200, 10_000


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def measure_launches() -> None:
    """With bytecode, as installed programs have it; the first launch writes it and does not count."""
    painted: list[tuple[float, float, float]] = []
    empty: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(N_LAUNCHES + 1):
            home = Path(folder) / str(number)
            home.mkdir()
            *first, said = _launched(home, Path(folder) / "bytecode")
            bare = [sys.executable, "-c", EMPTY_WINDOW]
            own = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
            empty.append(float(subprocess.check_output(bare, env=own, text=True, stderr=subprocess.DEVNULL)))
            if number:
                painted.append((first[0], first[1], first[2]))
                say(f"  {said}; seen from outside {first[2]:.3f}")
    inside, cpu, outside = (statistics.median(column) for column in zip(*painted, strict=True))
    say(f"first paint: {inside:.3f} s from the first line, {outside:.3f} s from outside (bound 0.4 s)")
    say(f"  processor time until then {cpu:.3f} s, least {min(row[1] for row in painted):.3f} s;"
        f" {cpu / statistics.median(empty):.1f} times that of an empty window")  # fmt: skip


def _launched(home: Path, bytecode: Path) -> tuple[float, float, float, str]:
    left_out = ("XDG_", "PYTHONDONTWRITE", "DBUS_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    own = {"HOME": str(home), "PYTHONPYCACHEPREFIX": str(bytecode)}
    began = time.perf_counter()
    program = subprocess.Popen(
        [sys.executable, str(LAUNCHED)],
        env={**kept, **own},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert program.stdout is not None
    line = program.stdout.readline().strip()
    outside = time.perf_counter() - began
    rest, _ = program.communicate(timeout=60)
    return float(line.split()[1]), float(line.split()[2]), outside, f"{line}; {rest.strip()}"


def turn() -> None:
    from PySide6.QtCore import QEventLoop

    QEventLoop().processEvents()


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Wall-clock and processor time in ms until the window has painted what changed."""
    before = (time.perf_counter(), time.process_time())
    work()
    turn()
    return (time.perf_counter() - before[0]) * 1000, (time.process_time() - before[1]) * 1000


def report(what: str, times: Sequence[tuple[float, float]], bound: str) -> None:
    walls, cpus = zip(*times, strict=True)
    say(f"{what}: median {statistics.median(walls):.1f}, worst {max(walls):.1f} ms;"
        f" processor {statistics.median(cpus):.1f}, worst {max(cpus):.1f} ms ({bound})")  # fmt: skip


def measure_switches(stage: Stage) -> None:
    from screenshots import recorded

    from holysheep_desktop.core.settings import Language, ThemeChoice
    from holysheep_desktop.ui.tabs.fixed_tabs import TabName

    for name in (TabName.SAE, TabName.PATCHING, TabName.FULL, TabName.DEBUG):
        stage.tab(name).show_record(recorded.record(name.value))
    for name in TabName:
        stage.tab(name)
        turn()
    worst: list[tuple[float, float]] = []
    for place, name in enumerate(TabName):
        times: list[tuple[float, float]] = []
        for _ in range(N_SWITCHES):
            stage.tabs.setCurrentIndex((place + 3) % len(TabName))
            turn()
            times.append(timed(lambda place=place: stage.tabs.setCurrentIndex(place)))
        report(f"to the tab {name.value}", times, "bound 50 ms")
        worst += times
    report("tab switch", worst, "bound 50 ms")
    themes = (ThemeChoice.DARK, ThemeChoice.LIGHT) * N_SWITCHES
    report(
        "theme", [timed(lambda theme=theme: stage.theme.choose(theme)) for theme in themes], "all tabs filled"
    )
    languages = (Language.ENGLISH, Language.KOREAN) * N_SWITCHES
    report(
        "language",
        [timed(lambda one=one: stage.languages.choose(one)) for one in languages],
        "all tabs filled",
    )


def measure_sorting() -> None:
    import random

    from PySide6.QtCore import Qt

    from holysheep_desktop.ui.widgets.tables import Column, RowTable, RowView

    dice = random.Random(0)
    rows = [(dice.random(), f"feature {dice.randrange(8192)}") for _ in range(N_ROWS)]
    columns: list[Column[tuple[float, str]]] = [
        Column("value", lambda row: row[0], lambda row: f"{row[0]:.3f}", is_number=True),
        Column("label", lambda row: row[1], lambda row: row[1]),
    ]
    table = RowTable(columns)
    table.show_rows(rows)
    view = RowView(table, "sorted")
    view.resize(600, 400)
    view.show()
    turn()
    orders = (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder) * N_SWITCHES
    for column in (0, 1):
        times = [timed(lambda order=order, at=column: view.sortByColumn(at, order)) for order in orders]
        report(f"{N_ROWS:,} rows sorted by column {column}", times, "bound 100 ms")
    view.close()


def resident_mb() -> float:
    """What the process holds, after everything that can be given back was given back."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def measure_memory(stage: Stage) -> None:
    """The same questions again and again, in the tabs that ask most; every run is kept in the history."""
    from screenshots import scenes
    from screenshots.stage import wait_until

    from holysheep_desktop.ui.tabs.fixed_tabs import TabName
    from holysheep_desktop.ui.widgets.analysis_tab import AnalysisTab

    asking = (TabName.SAE, TabName.PATCHING, TabName.FULL, TabName.DEBUG)
    held: list[float] = []
    for run in range(N_RUNS + len(asking)):
        name = asking[run % len(asking)]
        tab = stage.tab(name)
        assert isinstance(tab, AnalysisTab)
        tab.show_example(scenes.ANALYSES[name])
        tab.run()
        wait_until(lambda tab=tab: not tab.is_running())
        if run % 50 == len(asking) - 1:
            held.append(resident_mb())
    say(f"memory: {held[0]:.1f} MB after one run in each tab, then every 50 runs "
        + ", ".join(f"{mb - held[0]:+.1f}" for mb in held[1:]) + " MB (bound +20 MB after 200)")  # fmt: skip


def main() -> None:
    measure_launches()
    import asyncio

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_API"] = "pyside6"
    from PySide6.QtWidgets import QApplication

    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    from screenshots.recorded import RecordedSource
    from screenshots.stage import Stage

    from holysheep_desktop.core.settings import Language, ThemeChoice
    from holysheep_desktop.storage.database import Database
    from holysheep_desktop.ui.appearance.theme import Theme
    from holysheep_desktop.ui.languages import Languages
    from holysheep_desktop.ui.loop.event_loop import EventLoop

    asyncio._set_running_loop(EventLoop(app, already_running=True))
    theme, languages = Theme(app, ThemeChoice.LIGHT), Languages(app, Language.KOREAN)
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(theme, languages, RecordedSource(), Database(Path(folder) / "history.sqlite"))
        measure_switches(stage)
        measure_sorting()
        measure_memory(stage)
        stage.close()


if __name__ == "__main__":
    main()
