"""The fields of a settings file, each checked by hand.

pydantic would say this shorter, but it takes 0.15 s to import, and settings are read before the first window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar, cast

from holysheep_desktop.core.connections.network import (
    MOST_RETRIES,
    Network,
    NetworkLimits,
    ProxyUse,
    normalised_proxy,
)
from holysheep_desktop.core.connections.proxy import PORTS, PROXY_PORT, ProxySettings, parse_origins
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind, normalised_base_url
from holysheep_desktop.core.settings import Language, Settings, ThemeChoice
from holysheep_desktop.errors import InputError

_Choice = TypeVar("_Choice", bound=StrEnum)
_Value = TypeVar("_Value")
_Entry = TypeVar("_Entry")
_DEFAULT = Settings()


def settings_from(fields: Mapping[str, object]) -> tuple[Settings, tuple[str, ...]]:
    """Settings of a JSON object, and the names of the fields that could not be used.

    What is missing or cannot be used has its default; of a list or a mapping only the entry that cannot be.
    """
    reading = _Reading(fields)
    settings = Settings(
        endpoint=reading.of("endpoint", _text_of, _DEFAULT.endpoint),
        holysheep=reading.of("holysheep", _network, _DEFAULT.holysheep),
        servers=_unique(reading.of_list("servers", _server)),
        proxy=reading.of("proxy", _proxy, _DEFAULT.proxy),
        language=reading.of("language", Language, _DEFAULT.language),
        theme=reading.of("theme", ThemeChoice, _DEFAULT.theme),
        model_path=reading.of("model_path", _text_of, _DEFAULT.model_path),
        terms_shown=reading.of("terms_shown", _flag_of, _DEFAULT.terms_shown),
        notifies=reading.of("notifies", _flag_of, _DEFAULT.notifies),
        reduces_motion=reading.of("reduces_motion", _flag_of, _DEFAULT.reduces_motion),
        shortcuts=reading.of_mapping("shortcuts", _text_of),
        models=reading.of_mapping("models", _text_of),
        state=reading.of_mapping("state", _text_of),
    )
    return settings, tuple(reading.unusable)


class _Reading:
    """Reads one field after the other, and remembers those that cannot be used."""

    def __init__(self, fields: Mapping[str, object]) -> None:
        self._fields = fields
        self.unusable: list[str] = []

    def of(self, name: str, read: Callable[[object], _Value], default: _Value) -> _Value:
        if name not in self._fields:
            return default
        try:
            return read(self._fields[name])
        except ValueError:
            self.unusable.append(name)
            return default

    def of_list(self, name: str, read: Callable[[object], _Value]) -> list[_Value]:
        return self._of_entries(name, read, self.of(name, _list_of, []))

    def of_mapping(self, name: str, read: Callable[[object], _Value]) -> dict[str, _Value]:
        def read_entry(entry: tuple[str, object]) -> tuple[str, _Value]:
            return entry[0], read(entry[1])

        return dict(self._of_entries(name, read_entry, self.of(name, _object_of, {}).items()))

    def _of_entries(
        self, name: str, read: Callable[[_Entry], _Value], entries: Iterable[_Entry]
    ) -> list[_Value]:
        sound: list[_Value] = []
        for entry in entries:
            try:
                sound.append(read(entry))
            except ValueError:
                if name not in self.unusable:
                    self.unusable.append(name)
        return sound


def from_version_1(fields: Mapping[str, object]) -> dict[str, object]:
    """The first version knew one custom server, and one set of limits for all."""
    changed = dict(fields)
    limits, address = changed.pop("limits", {}), changed.pop("custom_base_url", "")
    network = {"limits": limits}
    changed["holysheep"] = network
    if address:
        changed["servers"] = [{"base_url": address, "network": network}]
    if changed.get("endpoint") == EndpointKind.CUSTOM:
        changed["endpoint"] = address or EndpointKind.LOCAL
    return changed


def _unique(servers: Sequence[Endpoint]) -> tuple[Endpoint, ...]:
    return tuple({server.id: server for server in servers}.values())


def _server(value: object) -> Endpoint:
    fields = _object_of(value)
    try:
        address = normalised_base_url(_text(fields, "base_url"))
    except InputError as error:
        raise ValueError("servers") from error
    return Endpoint(EndpointKind.CUSTOM, address, _text(fields, "name"), _network(_object(fields, "network")))


def _network(value: object) -> Network:
    fields = _object_of(value)
    proxy_url = _text(fields, "proxy_url")
    try:
        proxy_url = normalised_proxy(proxy_url) if proxy_url else ""
    except InputError as error:
        raise ValueError("proxy_url") from error
    return Network(
        _limits(_object(fields, "limits")),
        _choice(fields, "proxy", ProxyUse, ProxyUse.SYSTEM),
        proxy_url,
        _text(fields, "certificates"),
        _flag(fields, "allows_plain_http"),
    )


def _proxy(value: object) -> ProxySettings:
    fields = _object_of(value)
    origins = _list_of(fields.get("origins", []))
    port = _number(fields, "port", PROXY_PORT)
    if port != int(port) or not PORTS[0] <= port <= PORTS[1]:
        raise ValueError("proxy")
    try:
        known = parse_origins(" ".join(str(origin) for origin in origins))
    except InputError as error:
        raise ValueError("proxy") from error
    return ProxySettings(_flag(fields, "is_on"), int(port), known)


def _limits(fields: Mapping[str, object]) -> NetworkLimits:
    default = NetworkLimits()
    retries = _number(fields, "retries", default.retries)
    if retries != int(retries) or not 0 <= retries <= MOST_RETRIES:
        raise ValueError("retries")
    return NetworkLimits(
        _number(fields, "connect_timeout_s", default.connect_timeout_s),
        _number(fields, "read_timeout_s", default.read_timeout_s),
        _number(fields, "total_timeout_s", default.total_timeout_s),
        int(retries),
    )


def _choice(fields: Mapping[str, object], name: str, kind: type[_Choice], default: _Choice) -> _Choice:
    return kind(fields[name]) if name in fields else default


def _text(fields: Mapping[str, object], name: str, default: str = "") -> str:
    return _text_of(fields.get(name, default))


def _flag(fields: Mapping[str, object], name: str) -> bool:
    return _flag_of(fields.get(name, False))


def _text_of(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value


def _flag_of(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("neither true nor false")
    return value


def _list_of(value: object) -> list[object]:
    if not isinstance(value, list):
        raise ValueError("not a list")
    return cast("list[object]", value)


def _object_of(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return cast(Mapping[str, object], value)


def _number(fields: Mapping[str, object], name: str, default: float) -> float:
    value = fields.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise ValueError(name)
    return value


def _object(fields: Mapping[str, object], name: str) -> Mapping[str, object]:
    return _object_of(fields.get(name, {}))
