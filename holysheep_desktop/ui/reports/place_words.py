"""The names of compared values in the user's language; files keep the stable English ones."""

from __future__ import annotations

import re
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QLocale

translate = QCoreApplication.translate


def place_words(place: str) -> str:
    """What a value belongs to, such as `feature 4711`; a name that is not known stays as it is."""
    for pattern, words in _patterns(QLocale().name()):
        if (found := pattern.fullmatch(place)) is not None:
            return words.format(**found.groupdict())
    return place


@lru_cache(maxsize=4)
def _patterns(_language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    table = {**_of_answers(), **_of_features(), **_of_patching(), **_of_maps()}
    return tuple((re.compile(pattern), words) for pattern, words in table.items())


def _of_answers() -> dict[str, str]:
    return {
        "answer": translate("PlaceWords", "answer"),
        "finish_reason": translate("PlaceWords", "end of the answer"),
        "prompt_tokens": translate("PlaceWords", "tokens of the prompt"),
        r"answer token (?P<n>\d+)": translate("PlaceWords", "answer, token {n}"),
        r"answer logprob (?P<n>\d+)": translate("PlaceWords", "answer, log probability {n}"),
        r"lens L(?P<layer>\d+) token (?P<n>\d+)": translate(
            "PlaceWords", "logit lens, layer {layer}, token {n}"
        ),
        r"lens L(?P<layer>\d+) logprob (?P<n>\d+)": translate(
            "PlaceWords", "logit lens, layer {layer}, log probability {n}"
        ),
        r"steering (?P<id>\d+) before": translate("PlaceWords", "token {id} before steering"),
        r"steering (?P<id>\d+) after": translate("PlaceWords", "token {id} after steering"),
        "comparison answer": translate("PlaceWords", "answer of the comparison"),
        "text original": translate("PlaceWords", "text of the original run"),
        "text comparison": translate("PlaceWords", "text of the comparison run"),
        "text patched": translate("PlaceWords", "text of the patched run"),
    }


def _of_features() -> dict[str, str]:
    return {
        "n_tokens": translate("PlaceWords", "tokens read"),
        "n_active": translate("PlaceWords", "active features"),
        "l0_mean": translate("PlaceWords", "L0, mean"),
        "l0_p95": translate("PlaceWords", "L0, 95th percentile"),
        "sparsity": translate("PlaceWords", "sparsity"),
        "explained_variance": translate("PlaceWords", "explained variance"),
        "ce_loss_recovered": translate("PlaceWords", "loss recovered"),
        r"feature (?P<id>\d+)": translate("PlaceWords", "feature {id}"),
        r"token (?P<n>\d+) feature (?P<id>\d+)": translate("PlaceWords", "token {n}, feature {id}"),
        r"token (?P<n>\d+)": translate("PlaceWords", "token {n}"),
        r"original token (?P<n>\d+)": translate("PlaceWords", "original, token {n}"),
        r"comparison token (?P<n>\d+)": translate("PlaceWords", "comparison, token {n}"),
        r"partner of (?P<n>\d+)": translate("PlaceWords", "partner of token {n}"),
    }


def _of_patching() -> dict[str, str]:
    feature = r"patched feature (?P<id>\d+) "
    return {
        "impact_score": translate("PlaceWords", "impact, noising"),
        "denoising_score": translate("PlaceWords", "impact, denoising"),
        "raw_effect": translate("PlaceWords", "raw effect"),
        "baseline original": translate("PlaceWords", "metric of the original run"),
        "baseline comparison": translate("PlaceWords", "metric of the comparison run"),
        "direction": translate("PlaceWords", "direction"),
        "scale": translate("PlaceWords", "scale"),
        "metric": translate("PlaceWords", "metric"),
        "answer original": translate("PlaceWords", "answer token of the original"),
        "answer comparison": translate("PlaceWords", "answer token of the comparison"),
        r"neuron (?P<id>\S+)": translate("PlaceWords", "neuron {id}"),
        f"{feature}difference": translate("PlaceWords", "patched feature {id}, difference"),
        f"{feature}effect": translate("PlaceWords", "patched feature {id}, noising"),
        f"{feature}denoising": translate("PlaceWords", "patched feature {id}, denoising"),
        f"{feature}control": translate("PlaceWords", "patched feature {id}, control"),
        "feature set noising": translate("PlaceWords", "all patched features, noising"),
        "feature set denoising": translate("PlaceWords", "all patched features, denoising"),
        r"controls of (?P<claim>.+)": translate("PlaceWords", "controls of {claim}"),
        r"self-test (?P<name>.+)": translate("PlaceWords", "self-test {name}"),
    }


def _of_maps() -> dict[str, str]:
    site = r"map (?P<component>\S+) (?P<site>\S+) (?P<column>\S+) "
    return {
        f"{site}noising": translate("PlaceWords", "map {component}, {site} {column}, noising"),
        f"{site}denoising": translate("PlaceWords", "map {component}, {site} {column}, denoising"),
    }
