"""A report as one HTML file that needs nothing else: no script, no font, no picture from elsewhere.

The template escapes every value; charts are SVG in the page, whose colours follow light, dark and paper.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from holysheep_desktop.core.plain_text import visible
from holysheep_desktop.core.reporting.document import Document
from holysheep_desktop.core.reporting.picture import Picture, svg_of
from holysheep_desktop.core.reporting.words import cell_text

_TEMPLATE = "report.html.j2"


def html_of(document: Document, templates: Path) -> bytes:
    """The document as UTF-8 HTML."""
    environment = Environment(
        loader=FileSystemLoader(templates), autoescape=True, undefined=StrictUndefined, finalize=_as_text
    )
    page = environment.get_template(_TEMPLATE).render(
        document=document, kind=_kind, cell_text=cell_text, svg=_svg
    )
    return page.encode("utf-8", "replace")


def _as_text(value: object) -> object:
    return visible(value) if type(value) is str else value


def _kind(block: object) -> str:
    return type(block).__name__


def _svg(picture: Picture) -> Markup:
    return Markup(svg_of(picture))  # noqa: S704 - every text in it is escaped there
