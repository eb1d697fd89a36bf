"""The PDF printer for the composition root: it is imported with the first page that is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holysheep_desktop.core.reporting.document import Document


class LazyPdfPrinter:
    """`core.stores.PdfPrinter`."""

    def print(self, document: Document) -> bytes:
        """See `core.stores.PdfPrinter.print`."""
        from holysheep_desktop.ui.reports.pdf import QtPdfPrinter

        return QtPdfPrinter().print(document)
