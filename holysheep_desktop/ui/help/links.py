"""Links to help articles, which any widget may follow without knowing the window that shows them.

Qt hands a URL of our scheme to whoever registered for it (`QDesktopServices.setUrlHandler`).
"""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

SCHEME = "holysheep-help"
FIRST_ARTICLE = "start"


def open_article(name: str) -> None:
    """Show an article in the help window."""
    QDesktopServices.openUrl(QUrl(f"{SCHEME}:{name}"))
