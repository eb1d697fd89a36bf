"""What the user chose, as a value that is loaded once and replaced as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from holysheep_desktop.core.connections.network import Network
from holysheep_desktop.core.connections.proxy import ProxySettings
from holysheep_desktop.core.endpoints import HOLYSHEEP_BASE_URL, Endpoint, EndpointKind


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
class Settings:
    """Everything that is kept between two starts, except keys, which live in the keyring."""

    endpoint: str = EndpointKind.LOCAL
    """The id of the chosen endpoint."""
    holysheep: Network = field(default_factory=Network)
    servers: tuple[Endpoint, ...] = ()
    """The custom endpoints, in the order in which they are listed."""
    proxy: ProxySettings = field(default_factory=ProxySettings)
    language: Language = Language.SYSTEM
    theme: ThemeChoice = ThemeChoice.SYSTEM
    model_path: str = ""
    """A GGUF of the local model chosen by the user; empty: the one that is installed."""
    terms_shown: bool = False
    notifies: bool = True
    """Whether the end of long work is told while another program is in front."""
    reduces_motion: bool = False
    """Whether nothing moves, whatever the system says."""
    shortcuts: Mapping[str, str] = field(default_factory=dict[str, str])
    """The keys that the user chose, by the command's name; an empty text is none at all."""
    models: Mapping[str, str] = field(default_factory=dict[str, str])
    """The chosen model by endpoint id."""
    state: Mapping[str, str] = field(default_factory=dict[str, str])
    """Window layout and drafts by the name of the widget that wrote them."""

    @property
    def endpoints(self) -> tuple[Endpoint, ...]:
        """Everything that can be asked: the local model, HolySheep, and the custom ones."""
        holysheep = Endpoint(EndpointKind.HOLYSHEEP, HOLYSHEEP_BASE_URL, network=self.holysheep)
        return (Endpoint(EndpointKind.LOCAL), holysheep, *self.servers)

    @property
    def chosen_endpoint(self) -> Endpoint:
        """The endpoint that is asked; the local one where the chosen one is no longer listed."""
        return next((known for known in self.endpoints if known.id == self.endpoint), self.endpoints[0])
