"""Finished rows of an effect map inside a progress event."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Self

from pydantic import Field, ValidationError, model_validator

from holysheep_desktop.core.models import Component
from holysheep_desktop.core.requests import Method
from holysheep_desktop.core.results import EffectScale, MapRows, Matrix
from holysheep_desktop.protocol.wire_types import Index, Real, Strict

_OneOf = Field(strict=False)
_Rows = list[list[Real | None]]


class _MapRows(Strict):
    component: Annotated[Component, _OneOf]
    layer: Index
    positions: list[Index]
    heads: list[Index] | None = None
    noising: _Rows | None = None
    denoising: _Rows | None = None
    method: Annotated[Method, _OneOf] = Method.EXACT
    scale: Annotated[EffectScale, _OneOf] = EffectScale.NORMALISED

    @model_validator(mode="after")
    def _fits(self) -> Self:
        n_rows = len(self.heads) if self.heads is not None and self.positions else 1
        n_columns = len(self.positions or self.heads or ())
        for matrix in (self.noising, self.denoising):
            if matrix is None:
                continue
            if len(matrix) != n_rows or any(len(row) != n_columns for row in matrix):
                raise ValueError("the rows do not fit their axes")
        return self


def dump_rows(rows: MapRows) -> dict[str, object]:
    """One layer of one component; a matrix has one row, or one per head."""
    fields: dict[str, object] = {
        "component": rows.component,
        "layer": rows.layer,
        "positions": list(rows.positions),
        "noising": _lists(rows.noising),
        "denoising": _lists(rows.denoising),
        "method": rows.method,
        "scale": rows.scale,
    }
    if rows.heads is not None:
        fields["heads"] = list(rows.heads)
    return fields


def _lists(matrix: Matrix | None) -> list[list[float | None]] | None:
    return None if matrix is None else [list(row) for row in matrix]


def parse_rows(values: Sequence[object] | None) -> tuple[MapRows, ...]:
    """The rows that can be read: the result at the end holds all of them, so a bad one is no error."""
    found: list[MapRows] = []
    for value in values or ():
        try:
            wire = _MapRows.model_validate(value)
        except ValidationError:
            continue
        found.append(_core(wire))
    return tuple(found)


def _core(wire: _MapRows) -> MapRows:
    return MapRows(
        component=wire.component,
        layer=wire.layer,
        positions=tuple(wire.positions),
        noising=_matrix(wire.noising),
        denoising=_matrix(wire.denoising),
        heads=None if wire.heads is None else tuple(wire.heads),
        method=wire.method,
        scale=wire.scale,
    )


def _matrix(rows: _Rows | None) -> Matrix | None:
    return None if rows is None else tuple(tuple(row) for row in rows)
