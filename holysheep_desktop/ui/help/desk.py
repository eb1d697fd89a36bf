"""The one help window of the program: made at the first wish, brought to the front at every other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.help.links import SCHEME

if TYPE_CHECKING:
    from holysheep_desktop.ui.help.window import HelpWindow


class HelpDesk(QObject):
    """Answers the links of `ui.help.links`, from whatever window they come."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._window: HelpWindow | None = None
        # The stub says bytes; the binding takes a str only.
        QDesktopServices.setUrlHandler(SCHEME, self, "show_article")  # pyright: ignore[reportArgumentType]

    @property
    def window(self) -> HelpWindow | None:
        """The window, if it was ever opened."""
        return self._window

    def leave(self) -> None:
        """Close the window and answer no more."""
        QDesktopServices.unsetUrlHandler(SCHEME)
        if self._window is not None:
            self._window.close()
            self._window.deleteLater()
            self._window = None

    @Slot(QUrl)
    def show_article(self, link: QUrl) -> None:
        """Show the article of a link."""
        from holysheep_desktop.ui.help.window import HelpWindow

        if self._window is None:
            self._window = HelpWindow(self._theme)
        self._window.show_article(link.path())
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
