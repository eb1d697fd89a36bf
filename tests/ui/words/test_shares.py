from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from PySide6.QtWidgets import QApplication

from holysheep_desktop.core.settings import Language
from holysheep_desktop.resources_path import resource_path
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.words.shares import in_percent, percent

SPACED = re.compile(r"[\d}]\s%")


@pytest.mark.parametrize("language", [Language.KOREAN, Language.ENGLISH])
def test_that_a_share_is_written_without_a_space(qapp: QApplication, language: Language) -> None:
    languages = Languages(qapp, language)

    words = (in_percent("98.7"), percent(0.5), percent(-0.021, 1))

    languages.choose(Language.ENGLISH)
    assert words == ("98.7%", "50%", "−2.1%")


def test_that_every_sentence_writes_shares_the_same_way() -> None:
    root = ElementTree.parse(resource_path("translations/holysheep_ko.ts")).getroot()
    texts = [text for message in root.iter("message") for text in message.itertext()]
    texts += [path.read_text("utf-8") for path in resource_path("help").rglob("*.md")]
    texts.append(resource_path("report_templates/texts.toml").read_text("utf-8"))

    assert [text for text in texts if SPACED.search(text)] == []
