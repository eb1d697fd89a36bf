"""Types of JSON fields: strict, finite, and where a reply may be odd, lenient in a way that is counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeAlias, TypeGuard, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    FiniteFloat,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)

from holysheep_desktop.core.plain_text import is_plain, plain_text

LABEL_LIMIT = 2000
WORD_LIMIT = 200
NAME_LIMIT = 256
LARGEST = 3.4028235e38
"""The largest float32: no model computes beyond it, and a chart's margins still fit into a double."""
_MAX_INDEX = 2**31 - 1  # Qt's int; no dictionary, vocabulary or prompt is longer

T = TypeVar("T")


def is_number(value: object) -> TypeGuard[int | float]:
    """Whether a JSON value is a number that a model could have computed."""
    # Comparing, unlike `math.isfinite`, also takes integers that no float holds.
    return isinstance(value, int | float) and not isinstance(value, bool) and -LARGEST <= value <= LARGEST


class Strict(BaseModel):
    """No coercion, no unknown fields kept, no NaN."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True, allow_inf_nan=False)


class LeftOut(list[str]):
    """The names of fields whose value could not be used; the context of a lenient validation."""


def _none_if_wrong(value: object, handler: ValidatorFunctionWrapHandler, info: ValidationInfo) -> object:
    try:
        return handler(value)
    except ValidationError:
        if isinstance(info.context, LeftOut):
            info.context.append(info.field_name or "value")
        return None


def _one_line(limit: int) -> Callable[[str], str]:
    def cut(text: str) -> str:
        return plain_text(text, limit)

    return cut


def _seen(name: str) -> str:
    if not name.strip() or len(name) > NAME_LIMIT or not is_plain(name):
        raise ValueError("a name that cannot be shown")
    return name


Index: TypeAlias = Annotated[int, Field(ge=0, le=_MAX_INDEX)]
Count: TypeAlias = Annotated[int, Field(ge=0, le=2**53)]
Pair: TypeAlias = Annotated[list[Index], Field(min_length=2, max_length=2)]
Name: TypeAlias = Annotated[str, AfterValidator(_seen)]
"""A name that is sent back as it is, such as a model's id."""
LabelText: TypeAlias = Annotated[str, AfterValidator(_one_line(LABEL_LIMIT))]
Word: TypeAlias = Annotated[str, AfterValidator(_one_line(WORD_LIMIT))]
OrNone: TypeAlias = Annotated[T | None, WrapValidator(_none_if_wrong)]
"""A field of a reply: None where it is missing, null or of another type."""
Real: TypeAlias = Annotated[FiniteFloat, Field(ge=-LARGEST, le=LARGEST)]
Amount: TypeAlias = Annotated[FiniteFloat, Field(ge=0, le=LARGEST)]
