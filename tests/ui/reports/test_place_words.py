"""The names of compared values: known in Korean for every value of a full result."""

from __future__ import annotations

import re

from storage.report_samples import full_report

from holysheep_desktop.core.settings import Language
from holysheep_desktop.core.verification.readings import readings_of
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.reports.place_words import place_words


def test_that_every_value_of_a_full_report_is_named_in_korean(languages: Languages) -> None:
    places = {one.place for run in full_report().record.runs for one in readings_of(run.result)}
    languages.choose(Language.KOREAN)

    unnamed = [place for place in places if not re.search(r"[가-힣]", place_words(place))]
    assert len(places) > 20
    assert unnamed == []


def test_that_names_follow_the_language(languages: Languages) -> None:
    languages.choose(Language.KOREAN)
    korean = place_words("map resid_post L3 t5 noising")
    languages.choose(Language.ENGLISH)

    assert (korean, place_words("map resid_post L3 t5 noising")) == (
        "맵 resid_post, L3 t5, 노이징",
        "map resid_post, L3 t5, noising",
    )


def test_that_an_unknown_name_stays_as_it_is(languages: Languages) -> None:
    assert place_words("something new 7") == "something new 7"
