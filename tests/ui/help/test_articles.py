"""The help's articles: complete, alike in both languages, and true to the code that computes the numbers."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from holysheep_desktop.core import interpretation
from holysheep_desktop.core.debugging import verdict
from holysheep_desktop.core.pairs import pair_statistics
from holysheep_desktop.core.settings import Language
from holysheep_desktop.core.verification.compare import TOLERANCES
from holysheep_desktop.core.verification.readings import Quantity
from holysheep_desktop.engine.analysis import lens
from holysheep_desktop.engine.analysis.steering_effect import divergence
from holysheep_desktop.engine.patching import effects, self_tests
from holysheep_desktop.resources_path import resource_path
from holysheep_desktop.ui.help.articles import Article, found, read_articles
from holysheep_desktop.ui.help.links import FIRST_ARTICLE
from holysheep_desktop.ui.help.term_names import term_name
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.widgets.help_mark import Term

LANGUAGES = (Language.KOREAN, Language.ENGLISH)
LINK = re.compile(r"\]\(([^)]*)\)")
NUMBER = re.compile(r"(?<![A-Za-z\d.,])\d(?:[\d,.]*\d)?")
EMPTY_STATE = re.compile(r'EmptyState\(\s*theme,\s*"(?P<picture>[\w-]+)",\s*\w+,\s*"(?P<article>[\w-]+)"')
UI = Path(__file__).parents[3] / "holysheep_desktop" / "ui"


def articles(language: Language) -> dict[str, Article]:
    return {article.name: article for part in read_articles(language) for article in part.articles}


def formula(language: Language, name: str, number: int = 0) -> str:
    """The right side of a formula in an article, as Python reads it."""
    spans = [span for span in re.findall(r"`([^`]+)`", articles(language)[name].text) if " = " in span]
    return spans[number].partition(" = ")[2].replace("−", "-").replace("·", "*")


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_every_question_mark_has_an_article(language: Language) -> None:
    known = articles(language)

    assert [term for term in Term if term.article not in known] == []
    assert FIRST_ARTICLE in known


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_every_file_is_in_the_contents_and_no_link_leads_nowhere(language: Language) -> None:
    known = articles(language)
    files = {path.stem for path in resource_path(f"help/{language.value}").glob("*.md")}
    targets = {target for article in known.values() for target in LINK.findall(article.text)}

    assert files == set(known)
    assert targets <= set(known)
    assert all(article.title and article.text for article in known.values())


def test_that_both_languages_give_the_same_numbers_links_and_blocks() -> None:
    english = articles(Language.ENGLISH)

    def facts(article: Article) -> tuple[list[str], list[str], int, int]:
        text = LINK.sub("]", article.text)
        table_rows = sum(line.startswith("|") for line in text.splitlines())
        return (
            sorted(NUMBER.findall(text)),
            sorted(LINK.findall(article.text)),
            text.count("\n\n"),
            table_rows,
        )

    different = [
        name for name, one in articles(Language.KOREAN).items() if facts(one) != facts(english[name])
    ]

    assert different == []


def shown(value: float) -> str:
    return f"{value:,.10g}"


FACTS = [
    ("impact", shown(interpretation.STRONG_IMPACT)),
    ("impact", shown(interpretation.MEDIUM_IMPACT)),
    ("impact", shown(effects.MIN_EFFECT)),
    ("impact", shown(effects.MIN_LOGIT_DIFFERENCE)),
    ("metric", shown(effects.MIN_LOGIT_DIFFERENCE)),
    ("metric", shown(effects.MIN_PROBABILITY_DIFFERENCE)),
    ("metric", f"{shown(effects.MIN_DIVERGENCE)} nat"),
    ("metric", shown(effects.MIN_TEXT_DISTANCE)),
    ("divergence", f"{shown(effects.MIN_DIVERGENCE)} nat"),
    ("semantic-similarity", shown(effects.MIN_TEXT_DISTANCE)),
    ("sparsity", shown(interpretation.HIGH_SPARSITY)),
    ("density", f"{100 * interpretation.COMMON_DENSITY:.0f}%"),
    ("explained-variance", shown(interpretation.POOR_EXPLAINED_VARIANCE)),
    ("explained-variance", f"{100 * (1 - interpretation.POOR_EXPLAINED_VARIANCE):.0f}%"),
    ("ce-recovered", shown(interpretation.POOR_CE_RECOVERED)),
    ("controls", shown(interpretation.MIN_CONTROLS)),
    ("verdict", shown(interpretation.MIN_CONTROLS)),
    ("verdict", shown(verdict.LEAST_EFFECT)),
    ("verdict", shown(verdict.TUTORIAL_THRESHOLD)),
    ("self-test", f"{self_tests.LOGIT_TOLERANCE:.4f}"),
    ("self-test", f"{self_tests.METRIC_TOLERANCE:.3f}"),
    ("p-values", shown(pair_statistics.N_RESAMPLES)),
    ("p-values", shown(pair_statistics.MOST_EXACT_PAIRS)),
    ("p-values", f"{100 * pair_statistics.LEVEL:.0f}%"),
    ("logit-lens", shown(lens.N_TOP)),
    ("verify", shown(TOLERANCES[Quantity.ACTIVATION].absolute)),
    ("verify", f"{100 * TOLERANCES[Quantity.ACTIVATION].relative:.1f}%"),
    ("verify", shown(TOLERANCES[Quantity.EFFECT].absolute)),
    ("verify", f"{100 * TOLERANCES[Quantity.EFFECT].relative:.1f}%"),
]


@pytest.mark.parametrize(("name", "fact"), FACTS)
def test_that_thresholds_are_those_of_the_code(name: str, fact: str) -> None:
    for language in LANGUAGES:
        assert re.search(rf"(?<![\d.,]){re.escape(fact)}(?![\d,])", articles(language)[name].text), language


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_the_formulas_of_both_ways_compute_what_the_engine_computes(language: Language) -> None:
    names = ("패칭", "원본", "비교") if language is Language.KOREAN else ("patched", "original", "comparison")
    values = dict(zip((f"LD_{name}" for name in names), (1.5, 4.0, -2.0), strict=True))
    metric = effects.Metric(original=4.0, comparison=-2.0)

    for name, way in (("noising", effects.Way.NOISING), ("denoising", effects.Way.DENOISING)):
        assert eval(formula(language, name), {}, values) == pytest.approx(float(metric.effect(way, 1.5)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_the_divergence_has_the_direction_that_the_article_says(language: Language) -> None:
    p, q = np.array([0.7, 0.3]), np.array([0.4, 0.6])
    inner = formula(language, "divergence").removeprefix("Σ ")

    by_hand = sum(eval(inner, {"log": np.log}, {"p": a, "q": b}) for a, b in zip(p, q, strict=True))

    # before = without steering = p, after = with it = q
    assert by_hand == pytest.approx(divergence(np.log(p), np.log(q)))


def test_that_five_pairs_have_the_smallest_p_value_that_the_article_says() -> None:
    values = np.ones((5, 1))

    (smallest,) = pair_statistics.sign_permutation(values, np.random.default_rng(0))

    for language in LANGUAGES:
        assert f"{smallest:.4f}" in articles(language)["p-values"].text


def test_that_every_empty_state_has_its_picture_and_its_article() -> None:
    used = [match for path in UI.rglob("*.py") for match in EMPTY_STATE.finditer(path.read_text("utf-8"))]

    assert len(used) >= 7
    for match in used:
        assert resource_path(f"pictures/{match['picture']}.svg").is_file()
        assert match["article"] in articles(Language.KOREAN)


@pytest.mark.parametrize(
    ("language", "query", "best"),
    [
        (Language.KOREAN, "노이징", "noising"),
        (Language.KOREAN, "p값", "p-values"),
        (Language.KOREAN, "손실 회복률", "ce-recovered"),
        (Language.ENGLISH, "l0", "l0"),
        (Language.ENGLISH, "holm", "p-values"),
        (Language.ENGLISH, "Logit Lens", "logit-lens"),
    ],
)
def test_that_a_search_finds_the_right_article_first(language: Language, query: str, best: str) -> None:
    assert found(read_articles(language), query)[0].name == best


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_a_term_is_called_as_its_article(languages: Languages, language: Language) -> None:
    languages.choose(language)

    assert {term: term_name(term) for term in Term} == {
        term: articles(language)[term.article].title for term in Term
    }


def test_that_a_search_for_what_is_not_there_finds_nothing() -> None:
    assert found(read_articles(Language.KOREAN), "noising 없는낱말") == []
