"""The program, which says when it was first painted, and for how long it did not answer after that.

bench_surface.py starts it. What it needs for that is imported afterwards, so that the program's own way to
the first paint is what is measured.
"""

import time

_BEGAN = (time.perf_counter(), time.process_time())

import gc  # noqa: E402
import os  # noqa: E402
import sys  # noqa: E402

LATE = ("pyqtgraph", "numpy", "keyring")
"""What the first paint must not wait for."""
WATCHED_S = 4.0
_NOBODY = "http://127.0.0.1:9/v1"


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Silences:
    """Gaps between turns of the loop: wall-clock time, and the processor time of the thread in them."""

    def __init__(self) -> None:
        self.last = (time.perf_counter(), time.thread_time())
        self.gaps: list[tuple[float, float]] = []

    def tick(self) -> None:
        now = (time.perf_counter(), time.thread_time())
        self.gaps.append((now[0] - self.last[0], now[1] - self.last[1]))
        self.last = now


def main() -> None:
    """Be the program, say when it was first painted, and for how long it did not answer after that."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from holysheep_desktop.startup import arguments

    options = arguments.parsed(["--endpoint", _NOBODY])
    gc.disable()  # as the program's entry does
    from PySide6.QtWidgets import QWidget

    from holysheep_desktop.app import run
    from holysheep_desktop.ui.window.first_paint import FirstPaint

    begin = FirstPaint.__init__

    def watching(self: FirstPaint, window: QWidget) -> None:
        begin(self, window)
        self.happened.connect(_on_painted)
        FirstPaint.__init__ = begin  # the program has more than one

    FirstPaint.__init__ = watching
    run(options)


def _on_painted() -> None:
    import signal

    from PySide6.QtCore import QCoreApplication, QTimer

    wall, cpu = time.perf_counter() - _BEGAN[0], time.process_time() - _BEGAN[1]
    early = [name for name in LATE if name in sys.modules]
    _say(f"painted {wall:.4f} {cpu:.4f} {' '.join(early)}")
    silences = Silences()
    ticks = QTimer(QCoreApplication.instance(), interval=0)
    ticks.timeout.connect(silences.tick)
    ticks.start()

    def end() -> None:
        worst = sorted(silences.gaps, key=lambda gap: gap[1])[-4:]
        _say("silences " + " ".join(f"{wall * 1000:.0f}/{cpu * 1000:.0f}" for wall, cpu in reversed(worst)))
        os.kill(os.getpid(), signal.SIGTERM)

    QTimer.singleShot(round(WATCHED_S * 1000), end)


if __name__ == "__main__":
    main()
