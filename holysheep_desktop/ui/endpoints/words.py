"""What an endpoint is called on the screen."""

from __future__ import annotations

from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.plain_text import plain_text

_LONGEST = 60


def endpoint_words(endpoint: Endpoint) -> str:
    """The user's name for it, else its host."""
    translate = QCoreApplication.translate
    if endpoint.kind is EndpointKind.LOCAL:
        return translate("EndpointWords", "Local")
    if endpoint.kind is EndpointKind.HOLYSHEEP:
        return translate("EndpointWords", "HolySheep")
    name = endpoint.name or urlsplit(endpoint.base_url).netloc
    return plain_text(name, _LONGEST) or translate("EndpointWords", "New server")
