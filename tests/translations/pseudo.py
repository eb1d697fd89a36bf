"""A language for tests: every text accented, in brackets, and 40 % longer, so that what stays behind is seen.

It is made from the source when it is wanted; no user ever meets it.
"""

from __future__ import annotations

import math
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication
from translations import update

GROWTH = 1.4
BEGIN, END = "⟦", "⟧"
_ACCENTS = str.maketrans("aceinorsuyzACEINORSUYZ", "àçéîñõŕšüÿžÀÇÉÎÑÕŔŠÜŸŽ")
_KEPT = re.compile(r"(\{\w*(?:[:!][^}]*)?\}|%L?n|&(?=\w)\w|\(\*[^)]*\))")
"""Placeholders, counts, the key of a menu, the endings of files."""


def pseudo(text: str) -> str:
    """The text in the language for tests.

    >>> pseudo("Show {n} runs")
    '⟦Šhõw {n} ŕüñš~~~~⟧'
    """
    pieces = _KEPT.split(text)
    accented = "".join(
        piece if place % 2 else piece.translate(_ACCENTS) for place, piece in enumerate(pieces)
    )
    words, ending = accented, ""
    if (filters := re.search(r" \(\*[^)]*\)$", accented)) is not None:
        words, ending = accented[: filters.start()], filters.group()
    missing = math.ceil(len(text) * GROWTH) - len(words) - len(ending) - 2
    return f"{BEGIN}{words}{_filling(missing)}{END}{ending}"


def _filling(length: int) -> str:
    """Of words, as longer texts have: a label can break its line there."""
    return "".join(" " if place % 8 == 7 else "~" for place in range(max(0, length)))


def make_pseudo_language(folder: Path) -> Path:
    """Compile the language into a folder; returns the file."""
    source = folder / "holysheep_pseudo.ts"
    shutil.copy(update.TRANSLATION, source)
    update.collect(source)
    tree = ElementTree.parse(source)
    for message in tree.getroot().iter("message"):
        translation = message.find("translation")
        assert translation is not None
        text = pseudo(message.findtext("source", ""))
        translation.attrib.pop("type", None)
        forms = translation.findall("numerusform")
        for form in forms:
            form.text = text
        if not forms:
            translation.text = text
    tree.write(source, encoding="utf-8", xml_declaration=True)
    compiled = folder / "holysheep_pseudo.qm"
    update.compile_to(source, compiled)
    return compiled


@contextmanager
def speaking(app: QApplication, compiled: Path) -> Iterator[None]:
    """Every window hears of the language at once, as of any other."""
    translator = QTranslator(app)
    assert translator.load(str(compiled))
    app.installTranslator(translator)
    try:
        yield
    finally:
        app.removeTranslator(translator)
