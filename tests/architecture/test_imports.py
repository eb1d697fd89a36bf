from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_that_nobody_imports_what_the_house_forbids() -> None:
    code = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"

    done = subprocess.run(
        [sys.executable, "-c", code, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_that_the_window_can_be_made_without_what_is_slow_to_import() -> None:
    code = (
        "import sys, holysheep_desktop.app;"
        "print([name for name in ('pyqtgraph', 'numpy', 'httpx', 'keyring', 'numba', 'uvicorn', 'starlette',"
        " 'pydantic', 'jinja2')"
        " if name in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
