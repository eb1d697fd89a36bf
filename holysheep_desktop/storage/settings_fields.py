"""The fields of a settings file, each checked by hand.

pydantic would say this shorter, but it takes 0.15 s to import, and settings are read before the first window.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar, cast

from holysheep_desktop.core.endpoints import EndpointKind
from holysheep_desktop.core.settings import Language, NetworkLimits, Settings, ThemeChoice

_Choice = TypeVar("_Choice", bound=StrEnum)
_DEFAULT = Settings()


def settings_from(fields: Mapping[str, object]) -> Settings:
    """Settings of a JSON object; what is missing has its default. Raises ValueError that names the field."""
    return Settings(
        endpoint=_choice(fields, "endpoint", EndpointKind, _DEFAULT.endpoint),
        custom_base_url=_text(fields, "custom_base_url"),
        language=_choice(fields, "language", Language, _DEFAULT.language),
        theme=_choice(fields, "theme", ThemeChoice, _DEFAULT.theme),
        limits=_limits(_object(fields, "limits")),
        model_path=_text(fields, "model_path"),
        terms_shown=_flag(fields, "terms_shown"),
        models=_texts(fields, "models"),
        state=_texts(fields, "state"),
    )


def _limits(fields: Mapping[str, object]) -> NetworkLimits:
    default = NetworkLimits()
    retries = _number(fields, "retries", default.retries)
    if retries != int(retries) or not 0 <= retries <= 5:
        raise ValueError("retries")
    return NetworkLimits(
        _number(fields, "connect_timeout_s", default.connect_timeout_s),
        _number(fields, "read_timeout_s", default.read_timeout_s),
        _number(fields, "total_timeout_s", default.total_timeout_s),
        int(retries),
    )


def _choice(fields: Mapping[str, object], name: str, kind: type[_Choice], default: _Choice) -> _Choice:
    return kind(fields[name]) if name in fields else default


def _text(fields: Mapping[str, object], name: str) -> str:
    value = fields.get(name, "")
    if not isinstance(value, str):
        raise ValueError(name)
    return value


def _flag(fields: Mapping[str, object], name: str) -> bool:
    value = fields.get(name, False)
    if not isinstance(value, bool):
        raise ValueError(name)
    return value


def _number(fields: Mapping[str, object], name: str, default: float) -> float:
    value = fields.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise ValueError(name)
    return value


def _object(fields: Mapping[str, object], name: str) -> Mapping[str, object]:
    value = fields.get(name, {})
    if not isinstance(value, dict):
        raise ValueError(name)
    return cast(Mapping[str, object], value)


def _texts(fields: Mapping[str, object], name: str) -> Mapping[str, str]:
    values = _object(fields, name)
    return {key: _text(values, key) for key in values}
