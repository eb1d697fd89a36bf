"""Start the frozen build where there is nothing but Debian's smallest system, and ask it a question.

    python tests/packaging/bare_debian.py dist/holysheep-desktop

as root, with debootstrap, Xvfb, xdotool and ImageMagick installed; it takes minutes. The system has no
Python, no Qt and no compiler: Debian's `minbase` and `PACKAGES` only. The program runs there as another user,
on a screen of its own, and is driven by keys. Fails with a sentence; prints what was measured, and leaves
pictures.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

PACKAGES: Final = ("libgl1", "libegl1", "libxkbcommon0", "libfontconfig1")
"""What the build needs of the system, and every desktop has; the last two for keyboard tables and a font."""
NAME: Final = "holysheep-desktop"
USER_ID: Final = 4321
PATIENCE_S: Final = 120.0
ONE_PRESS_S: Final = 2.0
MISSING_FOR_GOOD: Final = frozenset({"libtbb.so.12", "libwayland-cursor.so.0", "libwayland-egl.so.1"})
"""One of numba's ways to use threads, of which the engine uses none; and what every Wayland desktop has."""


def main() -> int:
    """Run the test; returns the exit code."""
    parser = argparse.ArgumentParser(description="Run a frozen build on a bare Debian.")
    add = parser.add_argument
    add("build", type=Path, help="the folder that PyInstaller made")
    add("--suite", default="bookworm", help="which Debian; %(default)s")
    add("--root", type=Path, help="a folder of debootstrap's to use or to make, and to keep")
    add("--pictures", type=Path, default=Path(tempfile.gettempdir()), help="their folder")
    options = parser.parse_args()
    with root_folder(options.root, options.suite) as root, display() as number:
        say(f"system: Debian {options.suite} minbase and {', '.join(PACKAGES)}")
        say(f"build: {size_of(options.build) / 1e6:.0f} MB")
        install(options.build, root)
        check_libraries(root)
        check_commands(root)
        for start in ("first", "second"):
            with Started(root, number) as program:
                program.wait_for_window(start)
                program.ask_the_example(options.pictures / f"bare-{start}.png")
                program.quit()
    say(f"the frozen build runs on a bare Debian; pictures: {options.pictures}/bare-*.png")
    return 0


@contextmanager
def root_folder(chosen: Path | None, suite: str) -> Iterator[Path]:
    """The system to run in; a folder that nobody named is removed afterwards."""
    own = Path(tempfile.mkdtemp(prefix="bare-debian-"))
    root = chosen or own / "root"  # `own` itself is closed to other users
    if not (root / "usr").is_dir():
        command = ["debootstrap", "--variant=minbase", f"--include={','.join(PACKAGES)}", suite, str(root)]
        run(command, stdout=subprocess.DEVNULL)
    try:
        yield root
    finally:
        shutil.rmtree(own)


@contextmanager
def display() -> Iterator[str]:
    """A screen of its own; programs of another root reach it by its abstract socket."""
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL)
    os.close(writer)
    try:
        with os.fdopen(reader) as pipe:
            yield f":{int(pipe.readline())}"
    finally:
        server.terminate()
        server.wait()


def install(build: Path, root: Path) -> None:
    """Put the build into the root, and a home for its user."""
    target, home = root / "opt" / NAME, root / "home" / "user"
    shutil.rmtree(target, ignore_errors=True)
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(build, target, symlinks=True)
    home.mkdir(parents=True)
    os.chown(home, USER_ID, USER_ID)


def inside(root: Path, *command: str, display: str = "") -> list[str]:
    """A command in the root, as its user, with an environment that knows nothing of ours."""
    environment = ["HOME=/home/user", "PATH=/usr/bin:/bin", "LANG=C.UTF-8"]
    if display:
        environment.append(f"DISPLAY={display}")
    spaces = ["--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
    user = [f"--setgid={USER_ID}", f"--setuid={USER_ID}"]
    place = [f"--root={root}", "--wd=/home/user"]
    return ["unshare", *spaces, *place, *user, "/usr/bin/env", "-i", *environment, *command]


def check_libraries(root: Path) -> None:
    """Every library of the build finds all that it needs, in the build or in the system."""
    folder = f"/opt/{NAME}"
    ask = f"export LD_LIBRARY_PATH={folder}/_internal; find {folder} -name '*.so*' -exec ldd {{}} + 2>&1"
    listed = run(inside(root, "/bin/sh", "-c", ask), check=False).stdout
    missing = {line.split()[0] for line in listed.splitlines() if "not found" in line} - MISSING_FOR_GOOD
    if not listed.count("=>") > 1_000:
        raise SystemExit(f"ldd told nothing: {listed[:300]!r}")
    if missing:
        raise SystemExit(f"libraries that nothing brings: {sorted(missing)}")
    say(f"libraries: {listed.count('=>')} references, none missing")


def check_commands(root: Path) -> None:
    """Both programs answer to their names, the second as an option of the first."""
    program = f"/opt/{NAME}/{NAME}"
    said = [run(inside(root, program, *words, "--version")).stdout.strip() for words in ((), ("--gateway",))]
    say(f"versions: {' · '.join(said)}")
    refused = run(inside(root, program), check=False)
    if "No display was found" not in refused.stderr:
        raise SystemExit(f"without a display it said: {refused.stderr[-300:]!r}")


class Started:
    """The program, running in the root."""

    def __init__(self, root: Path, number: str) -> None:
        self._home = root / "home" / "user"
        self._environment = {**os.environ, "DISPLAY": number}
        self._began = time.monotonic()
        self._n_logged = self._log().count("\n")
        self._process = subprocess.Popen(
            inside(root, f"/opt/{NAME}/{NAME}", display=number), stderr=subprocess.PIPE, text=True
        )
        self._window = ""

    def __enter__(self) -> Started:
        return self

    def __exit__(self, *exception: object) -> None:
        # The program is the first process of its space: all others there end with it.
        unshare = self._process.pid
        with suppress(FileNotFoundError, ProcessLookupError):
            for child in Path(f"/proc/{unshare}/task/{unshare}/children").read_text().split():
                os.kill(int(child), signal.SIGKILL)
        self._process.communicate()

    def wait_for_window(self, start: str) -> None:
        """Until it is seen, and until the local model is ready; both are measured from the first moment."""
        self._wait("the window", self._find_window)
        window_s = time.monotonic() - self._began
        self._wait("the local model", lambda: "the local model is ready" in self._new_log())
        ready_s = time.monotonic() - self._began
        say(f"{start} start: window after {window_s:.1f} s, local model ready after {ready_s:.1f} s")

    def ask_the_example(self, picture: Path) -> None:
        """Run the question in front: the welcome's example at the first start, then what was typed before."""
        n_before = len(self._runs())
        self._keys("windowfocus", "--sync", self._window)
        if n_before:
            self._keys("key", "ctrl+2")
        began = time.monotonic()
        self._wait("a question", lambda: self._asked("ctrl+Return" if n_before else "space", n_before))
        self._wait("an answer", lambda: self._runs()[-1] != "running")
        say(f"asked by keys: {self._runs()[-1]} after {time.monotonic() - began:.1f} s")
        run(["import", "-display", self._environment["DISPLAY"], "-window", "root", str(picture)])
        if self._runs()[-1] != "ok":
            raise SystemExit(f"the run ended as {self._runs()[-1]}: see {picture}")

    def _asked(self, key: str, n_before: int) -> bool:
        """Press the key, again and again: the window lists the models a moment after the engine is ready."""
        self._keys("key", key)
        ends = time.monotonic() + ONE_PRESS_S
        while time.monotonic() < ends and len(self._runs()) == n_before:
            time.sleep(0.05)  # noqa: TID251 - waits for another process
        return len(self._runs()) > n_before

    def quit(self) -> None:
        """Ctrl+Q: it ends by itself, and so does its gateway."""
        self._keys("key", "ctrl+q")
        if self._process.wait(PATIENCE_S) != 0:
            raise SystemExit(f"it ended with {self._process.returncode}")

    def _find_window(self) -> bool:
        found = run(
            ["xdotool", "search", "--onlyvisible", "--class", NAME], env=self._environment, check=False
        )
        self._window = found.stdout.split("\n")[0]
        return bool(self._window)

    def _keys(self, *words: str) -> None:
        run(["xdotool", *words], env=self._environment)

    def _wait(self, what: str, is_there: Callable[[], bool]) -> None:
        ends = time.monotonic() + PATIENCE_S
        while not is_there():
            if self._process.poll() is not None:
                raise SystemExit(f"it ended before {what}: {self._process.communicate()[1][-2000:]}")
            if time.monotonic() > ends:
                raise SystemExit(f"{what} did not come; the log:\n{self._new_log()}")
            time.sleep(0.05)  # noqa: TID251 - waits for another process

    def _log(self) -> str:
        file = self._home / ".local/state" / NAME / "log" / f"{NAME}.log"
        return file.read_text(encoding="utf-8") if file.exists() else ""

    def _new_log(self) -> str:
        return "\n".join(self._log().split("\n")[self._n_logged :])

    def _runs(self) -> list[str]:
        file = self._home / ".local/share" / NAME / "history.sqlite"
        if not file.exists():
            return []
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database, suppress(sqlite3.Error):
            return [state for (state,) in database.execute("SELECT state FROM run ORDER BY id")]
        return []


def say(words: str) -> None:
    """One line of what was found."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def size_of(folder: Path) -> int:
    """Bytes of all files below."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


def run(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
    """Run to the end; by default it has to succeed."""
    given = {"check": True, "text": True, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.run(command, **given)  # type: ignore[call-overload]


if __name__ == "__main__":
    sys.exit(main())
