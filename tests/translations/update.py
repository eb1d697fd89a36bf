"""Bring the translations up to date with the source: `python tests/translations/update.py`.

New strings enter `holysheep_ko.ts` as unfinished; translate them there, then run this again. English needs
its plural forms only, in `holysheep_en.ts`: `%n run(s)` is "%n run" for one and "%n runs" for more.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parents[2]
TRANSLATION = ROOT / "resources" / "translations" / "holysheep_ko.ts"
PLURALS = ROOT / "resources" / "translations" / "holysheep_en.ts"
OF_QT = ROOT / "resources" / "translations" / "qt_ko.ts"
"""What Qt's own Korean lacks; written by hand."""
_TOOLS = Path(PySide6.__file__).parent


def collect(translation: Path, *, only_plurals: bool = False) -> None:
    """Write the strings of the source into a translation file, keeping what is translated."""
    sources = sorted(str(path) for path in (ROOT / "holysheep_desktop").rglob("*.py"))
    language = ["-target-language", "en_US", "-pluralonly"] if only_plurals else ["-target-language", "ko_KR"]
    options = ["-locations", "none", "-no-obsolete", "-source-language", "en", *language]
    _run("lupdate", [*options, *sources, "-ts", str(translation)])


def compile_to(translation: Path, target: Path) -> None:
    """Compile a translation file for the program; one that runs has the old file mapped into its memory."""
    part = target.with_suffix(".qm.part")
    _run("lrelease", ["-silent", str(translation), "-qm", str(part)])
    part.replace(target)


def _run(tool: str, arguments: list[str]) -> None:
    program = next(path for path in (_TOOLS / tool, _TOOLS / f"{tool}.exe") if path.exists())
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{tool}: {done.stderr}")


def main() -> int:
    compile_to(OF_QT, OF_QT.with_suffix(".qm"))
    unfinished = 0
    for translation in (TRANSLATION, PLURALS):
        collect(translation, only_plurals=translation == PLURALS)
        compile_to(translation, translation.with_suffix(".qm"))
        n = translation.read_text(encoding="utf-8").count('type="unfinished"')
        sys.stdout.write(f"{translation.name}: {n} strings are not translated\n")
        unfinished += n
    return 1 if unfinished else 0


if __name__ == "__main__":
    sys.exit(main())
