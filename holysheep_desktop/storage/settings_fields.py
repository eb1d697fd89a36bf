"""The fields of a settings file, each checked by hand.

pydantic would say this shorter, but it takes 0.15 s to import, and settings are read before the first window.
"""

from __future__ import annotations

from collections.abc import Mapping
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
_DEFAULT = Settings()


def settings_from(fields: Mapping[str, object]) -> Settings:
    """Settings of a JSON object; what is missing has its default. Raises ValueError that names the field."""
    return Settings(
        endpoint=_text(fields, "endpoint", _DEFAULT.endpoint),
        holysheep=_network(_object(fields, "holysheep")),
        servers=_servers(fields.get("servers", [])),
        proxy=_proxy(_object(fields, "proxy")),
        language=_choice(fields, "language", Language, _DEFAULT.language),
        theme=_choice(fields, "theme", ThemeChoice, _DEFAULT.theme),
        model_path=_text(fields, "model_path"),
        terms_shown=_flag(fields, "terms_shown"),
        models=_texts(fields, "models"),
        state=_texts(fields, "state"),
    )


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


def _servers(value: object) -> tuple[Endpoint, ...]:
    if not isinstance(value, list):
        raise ValueError("servers")
    servers = [_server(entry) for entry in cast("list[object]", value)]
    return tuple({server.id: server for server in servers}.values())


def _server(value: object) -> Endpoint:
    if not isinstance(value, dict):
        raise ValueError("servers")
    fields = cast(Mapping[str, object], value)
    try:
        address = normalised_base_url(_text(fields, "base_url"))
    except InputError as error:
        raise ValueError("servers") from error
    return Endpoint(EndpointKind.CUSTOM, address, _text(fields, "name"), _network(_object(fields, "network")))


def _network(fields: Mapping[str, object]) -> Network:
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


def _proxy(fields: Mapping[str, object]) -> ProxySettings:
    origins = fields.get("origins", [])
    port = _number(fields, "port", PROXY_PORT)
    if not isinstance(origins, list) or port != int(port) or not PORTS[0] <= port <= PORTS[1]:
        raise ValueError("proxy")
    try:
        known = parse_origins(" ".join(str(origin) for origin in cast("list[object]", origins)))
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
    value = fields.get(name, default)
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
