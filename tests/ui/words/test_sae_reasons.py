from __future__ import annotations

import ast
from pathlib import Path

import pytest

import holysheep_desktop.engine.dictionaries
from holysheep_desktop.ui.words.sae_reasons import sae_reason

READERS = ("tensor_files", "sae_files", "sae_config", "sae_import")
"""The modules that an SAE of the user's own goes through."""


def reasons() -> list[str]:
    """Every reason that the engine can give for an SAE, with a 7 for each value in it."""
    folder = Path(holysheep_desktop.engine.dictionaries.__path__[0])
    found: list[str] = []
    for name in READERS:
        for node in ast.walk(ast.parse((folder / f"{name}.py").read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "DictionaryError":
                found += texts_of(node.args[1])
    return found


def texts_of(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.IfExp):
        return texts_of(node.body) + texts_of(node.orelse)
    if isinstance(node, ast.JoinedStr):
        return ["".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)]
    return []


@pytest.mark.parametrize("reason", reasons())
def test_that_every_reason_of_the_engine_has_words_that_can_be_translated(reason: str) -> None:
    assert not sae_reason(reason.capitalize()).startswith("The cause:")


def test_that_values_are_kept_and_an_unknown_reason_is_shown_as_it_is() -> None:
    shape = sae_reason("b_enc has shape (2, 3), expected (4,)")

    assert shape == "b_enc has the shape (2, 3) instead of (4,)."
    assert sae_reason("its own configuration says layer 3, resid_post").endswith("layer 3, resid_post.")
    assert sae_reason("<b>new</b> words") == "The cause: <b>new</b> words"
