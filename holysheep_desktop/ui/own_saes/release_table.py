"""The SAEs of a repository as a table: name and size."""

from __future__ import annotations

from PySide6.QtCore import QObject

from holysheep_desktop.core.sae_releases import ReleasedSae
from holysheep_desktop.ui.widgets.tables import Column, RowTable

_MEGABYTE = 1_000_000


def _folder(sae: ReleasedSae) -> str:
    return sae.folder


def _bytes(sae: ReleasedSae) -> float:
    return sae.n_bytes


def _size(sae: ReleasedSae) -> str:
    return megabytes(sae.n_bytes)


def megabytes(n_bytes: int) -> str:
    """A size as the Hub writes it.

    >>> megabytes(83_965_504)
    '84 MB'
    """
    return f"{n_bytes / _MEGABYTE:,.0f} MB" if n_bytes >= _MEGABYTE else f"{n_bytes / 1000:,.0f} kB"


class ReleaseTable(RowTable[ReleasedSae]):
    """Folder and size."""

    def __init__(self, parent: QObject | None = None) -> None:
        columns = (
            Column("folder", _folder, _folder, width=380),
            Column("size", _bytes, _size, is_number=True, width=100),
        )
        super().__init__(columns, parent)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the titles anew."""
        self.set_titles((self.tr("SAE"), self.tr("Size")), ("", self.tr("What is downloaded, in bytes")))
