from __future__ import annotations

import configparser
import xml.etree.ElementTree as ET

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from holysheep_desktop import __version__
from holysheep_desktop.core.stores import REPORT_ENDING
from holysheep_desktop.resources_path import resource_path
from holysheep_desktop.storage.reports.report_json import FORMAT

DESKTOP = resource_path("desktop")
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
A_PIXEL = 6.0
"""Mean difference of a channel that two versions of Qt may make at the edges, of 255."""


def entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment]
    parser.read_string((DESKTOP / "holysheep-desktop.desktop").read_text(encoding="utf-8"))
    return parser["Desktop Entry"]


def described() -> ET.Element:
    return ET.parse(DESKTOP / "ai.holysheep.holysheep_desktop.metainfo.xml").getroot()


def test_that_the_newest_release_that_is_described_is_this_one() -> None:
    newest = described().find("releases/release")

    assert newest is not None
    assert newest.get("version") == __version__


def test_that_entry_description_and_kind_of_file_speak_of_the_same_type() -> None:
    kind = ET.parse(DESKTOP / "holysheep-desktop.xml").getroot().find(f"{MIME}mime-type")
    assert kind is not None

    named = (entry()["MimeType"], described().findtext("provides/mediatype"))

    assert named == (f"{kind.get('type')};", kind.get("type"))


def test_that_the_kind_of_file_is_known_by_what_the_program_writes() -> None:
    root = ET.parse(DESKTOP / "holysheep-desktop.xml").getroot()
    pattern, first = root.find(f".//{MIME}glob"), root.find(f".//{MIME}match")
    assert pattern is not None
    assert first is not None

    assert pattern.get("pattern") == f"*{REPORT_ENDING}"
    assert first.get("value") == f'"format": "{FORMAT}"'


@pytest.mark.parametrize("field", ["GenericName", "Comment", "Keywords"])
def test_that_the_menu_has_it_in_korean_too(field: str) -> None:
    korean = entry()[f"{field}[ko]"]

    assert any("가" <= letter <= "힣" for letter in korean)


@pytest.mark.parametrize("size", [48, 64, 128, 256])
def test_that_each_picture_is_the_drawing(qtbot: QtBot, size: int) -> None:
    picture = QImage(str(DESKTOP / f"holysheep-desktop-{size}.png"))
    drawn = QImage(size, size, QImage.Format.Format_ARGB32)
    drawn.fill(0)
    painter = QPainter(drawn)
    QSvgRenderer(str(DESKTOP / "holysheep-desktop.svg")).render(painter)
    painter.end()

    assert (picture.width(), picture.height()) == (size, size)
    assert mean_difference(picture.convertToFormat(QImage.Format.Format_ARGB32), drawn) < A_PIXEL


def mean_difference(one: QImage, other: QImage) -> float:
    first, second = bytes(one.constBits()), bytes(other.constBits())
    return sum(abs(a - b) for a, b in zip(first, second, strict=True)) / len(first)
