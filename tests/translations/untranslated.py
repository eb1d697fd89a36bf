"""Finds words that would be shown without having been translated, by reading the source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

SHOWING = frozenset(
    """
    setText setToolTip setAccessibleName setAccessibleDescription setWindowTitle setPlaceholderText
    setStatusTip setWhatsThis setTitle setPrefix setSuffix setItemText setTabText setTabToolTip
    setHeaderLabels setLabelText setHtml setPlainText setSpecialValueText setNameFilters setInformativeText
    showMessage addTab addItem addItems insertItem addAction addMenu addRow addButton show_note show_plain
    set_titles set_texts ask_save_path ask_open_path ask_folder tooltip Notice Consent
    QLabel QPushButton QCheckBox QRadioButton QGroupBox QToolButton QAction QMenu QListWidgetItem
    QTableWidgetItem
    """.split()  # noqa: SIM905 - fifty names in a list would fill the page
)
"""Functions and classes that show what they are given."""
SHOWN_KEYWORDS = frozenset({"text", "toolTip", "placeholderText", "windowTitle", "accessibleName", "title"})
NAMES = frozenset(
    {"cURL", "Python (httpx)", "Python (OpenAI SDK)", "HolySheep", "HolySheep Desktop", "한국어", "English"}
)
"""Names that are the same in every language."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_CODE = re.compile(r"https?://\S*|\.\w+")
"""An address, or the ending of a file."""
_ARGUMENTS = 3
"""Of a text with a count: the text, a remark, the number."""
_COUNT = re.compile(r"%L?n")


def untranslated(source: str) -> list[tuple[int, str]]:
    """Lines and words that are shown as they stand in the source."""
    return [
        (node.lineno, words)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        for argument in _shown_arguments(node)
        for words in _words(argument)
    ]


def _shown_arguments(call: ast.Call) -> Iterator[ast.expr]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name in SHOWING:
        yield from call.args
        yield from (word.value for word in call.keywords if word.arg in SHOWN_KEYWORDS)


def _words(value: ast.expr) -> Iterator[str]:
    """The words of a text, of its pieces, and of what stands for it under a condition."""
    if isinstance(value, ast.Constant):
        if isinstance(value.value, str) and _is_wording(value.value):
            yield value.value
        return
    for piece in _pieces(value):
        yield from _words(piece)


def _is_wording(text: str) -> bool:
    return text not in NAMES and _CODE.fullmatch(text) is None and _WORD.search(text) is not None


def uncollectable(source: str) -> list[tuple[int, str]]:
    """Lines whose text no tool can collect: a translation of something else than a literal, a count without
    its number, which would be shown as `%n`, or a count outside of `tr`, whose plural forms are not found.
    """
    found: list[tuple[int, str]] = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or (place := _place_of_text(node.func)) is None:
            continue
        argument = node.args[place] if len(node.args) > place else None
        if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
            found.append((node.lineno, "not a literal"))
        elif (_COUNT.search(argument.value) is not None) != (place == 0 and len(node.args) == _ARGUMENTS):
            found.append((node.lineno, argument.value))
    return found


def _place_of_text(function: ast.expr) -> int | None:
    if isinstance(function, ast.Attribute) and function.attr == "tr":
        return 0
    is_translate = isinstance(function, ast.Name) and function.id == "translate"
    return 1 if is_translate else None


def _pieces(value: ast.expr) -> list[ast.expr]:
    if isinstance(value, ast.JoinedStr):
        return [*value.values]
    if isinstance(value, ast.FormattedValue):
        return [value.value]
    if isinstance(value, ast.BinOp):
        return [value.left, value.right]
    if isinstance(value, ast.IfExp):
        return [value.body, value.orelse]
    if isinstance(value, ast.BoolOp):
        return value.values
    if isinstance(value, ast.Tuple | ast.List):
        return value.elts
    if isinstance(value, ast.Starred | ast.NamedExpr):
        return [value.value]
    is_method = isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute)
    if is_method and value.func.attr in {"format", "join"}:
        return [value.func.value]
    return []
