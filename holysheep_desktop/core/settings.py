"""What the user chose, as a value that is loaded once and replaced as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from holysheep_desktop.core.endpoints import EndpointKind


class Language(StrEnum):
    """The language of the interface."""

    SYSTEM = "system"
    KOREAN = "ko"
    ENGLISH = "en"


class ThemeChoice(StrEnum):
    """Light, dark, or what the system says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class NetworkLimits:
    """How long a remote endpoint may take. Seconds; `retries` come after the first attempt."""

    connect_timeout_s: float = 5.0
    read_timeout_s: float = 60.0
    total_timeout_s: float = 120.0
    retries: int = 2


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is kept between two starts, except keys, which live in the keyring."""

    endpoint: EndpointKind = EndpointKind.LOCAL
    custom_base_url: str = ""
    language: Language = Language.SYSTEM
    theme: ThemeChoice = ThemeChoice.SYSTEM
    limits: NetworkLimits = field(default_factory=NetworkLimits)
    model_path: str = ""
    """A GGUF of the local model chosen by the user; empty: the one that is installed."""
    terms_shown: bool = False
    models: Mapping[str, str] = field(default_factory=dict[str, str])
    """The chosen model by endpoint kind."""
    state: Mapping[str, str] = field(default_factory=dict[str, str])
    """Window layout and drafts by the name of the widget that wrote them."""
