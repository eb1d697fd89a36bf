from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication

from holysheep_desktop.core.settings import Language
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.words.moments import moment_words


@pytest.mark.parametrize(
    ("language", "date"), [(Language.KOREAN, "26. 11. 23."), (Language.ENGLISH, "11/23/26")]
)
def test_that_a_moment_is_written_as_the_language_does(
    qapp: QApplication, language: Language, date: str
) -> None:
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC).astimezone()
    languages = Languages(qapp, language)

    words = moment_words(noon)

    languages.choose(Language.ENGLISH)
    assert words.startswith(date)
