"""An effect map as CSV text (RFC 4180) that a spreadsheet opens and does not run."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from holysheep_desktop.core.effect_maps import EVERY_POSITION, MapCell
from holysheep_desktop.core.models import Component
from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.core.results import EffectScale, PatchAnalysis
from holysheep_desktop.core.tokens import Token

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")
"""What makes a spreadsheet run a cell."""
_TOKEN_LIMIT = 200
_HEADER = (
    "component", "layer", "head", "position", "token", "partner", "noising", "denoising", "state", "scale",
)  # fmt: skip


def map_csv(
    component: Component, cells: Sequence[Sequence[MapCell]], analysis: PatchAnalysis, scale: EffectScale
) -> str:
    """One line per cell, numbers in full precision; what was not measured is an empty field.

    Text that a spreadsheet would take for a formula begins with an apostrophe (OWASP ASVS 1.2.10).
    """
    partners = dict(analysis.alignment or ())
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_HEADER)
    for row in cells:
        for cell in row:
            partner = partners.get(cell.position)
            writer.writerow(
                (
                    component.value,
                    cell.layer,
                    "" if cell.head is None else cell.head,
                    "" if cell.position == EVERY_POSITION else cell.position,
                    guarded(_text(analysis.tokens, cell.position)),
                    "" if partner is None else guarded(_text(analysis.comparison_tokens, partner)),
                    _number(cell.noising),
                    _number(cell.denoising),
                    cell.kind.value,
                    scale.value,
                )
            )
    return text.getvalue()


def guarded(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would run.

    >>> guarded("=1+1"), guarded("the")
    ("'=1+1", 'the')
    """
    shown = plain_text(text, _TOKEN_LIMIT, keep_lines=True)
    is_formula = text.startswith(FORMULA_STARTS) or shown.lstrip().startswith(FORMULA_STARTS)
    return f"'{shown}" if is_formula else shown


def _text(tokens: Sequence[Token], position: int) -> str:
    return tokens[position].text if 0 <= position < len(tokens) else ""


def _number(value: float | None) -> str:
    return "" if value is None else repr(value)
