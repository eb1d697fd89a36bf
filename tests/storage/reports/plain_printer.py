"""A `PdfPrinter` for tests that are not about paper: one line for each text of the document."""

from __future__ import annotations

from holysheep_desktop.core.reporting.document import Document


class PlainPrinter:
    """`core.stores.PdfPrinter`."""

    def print(self, document: Document) -> bytes:
        return f"%PDF {document.title}\n{document.sections!r}".encode("utf-8", "replace")
