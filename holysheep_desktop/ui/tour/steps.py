"""The steps of the tour: where each points, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


class Place(Enum):
    """The tab that a step is about."""

    NOWHERE = auto()
    SAE = auto()
    PATCHING = auto()


@dataclass(frozen=True, slots=True)
class Step:
    """`target` is the object name of a widget of the tab; `runs`: one goes on by running its example."""

    name: str
    place: Place = Place.NOWHERE
    target: str = ""
    runs: bool = False


STEPS = (
    Step("intro"),
    Step("prompt", Place.SAE, "field_prompt"),
    Step("run", Place.SAE, "runButton", runs=True),
    Step("bars", Place.SAE, "saeChart"),
    Step("tokens", Place.SAE, "saeChips"),
    Step("health", Place.SAE, "saeFacts"),
    Step("feature", Place.SAE, "featurePanel"),
    Step("pair", Place.PATCHING, "field_comparison_prompt"),
    Step("patch", Place.PATCHING, "runButton", runs=True),
    Step("effect", Place.PATCHING, "headline"),
    Step("ways", Place.PATCHING, "layerPage"),
    Step("checks", Place.PATCHING, "checksView"),
    Step("end"),
)


def step_words(name: str) -> tuple[str, str]:
    """The translated heading and text of a step."""
    return {**_reading_words(), **_patching_words()}[name]


def _reading_words() -> dict[str, tuple[str, str]]:
    return {
        "intro": (
            translate("Tour", "Two film reviews"),
            translate(
                "Tour",
                "This tour runs the model on two short reviews, one delighted and one not, and looks "
                "inside. It works in tabs of its own: what you have typed stays as it is.",
            ),
        ),
        "prompt": (
            translate("Tour", "The prompt"),
            translate(
                "Tour",
                "The model reads this review and goes on writing. It breaks off just where a judgement "
                "must come.",
            ),
        ),
        "run": (
            translate("Tour", "Run"),
            translate(
                "Tour",
                "The model reads the text, and a sparse autoencoder notes which of its features fire. "
                "Press Run, here or there.",
            ),
        ),
        "bars": (
            translate("Tour", "What fired"),
            translate(
                "Tour",
                "Each bar is a feature; the longer, the more strongly it fires. The sentence above names "
                "the one that says most about this text: features that fire on any text are passed over.",
            ),
        ),
        "tokens": (
            translate("Tour", "On which words"),
            translate(
                "Tour",
                "The same review, cut into the model's tokens. The stronger the colour, the more strongly"
                " the chosen feature fires there. Click another bar, and the colours change.",
            ),
        ),
        "health": (
            translate("Tour", "How far to trust it"),
            translate(
                "Tour",
                "How well the SAE rebuilds this very text. Press a small question mark to read what a "
                "number means, and what it does not.",
            ),
        ),
        "feature": (
            translate("Tour", "A feature's page"),
            translate(
                "Tour",
                "Where else does it fire? Read its examples before you believe its label: a label is only"
                " a name tag.",
            ),
        ),
    }


def _patching_words() -> dict[str, tuple[str, str]]:
    return {
        "pair": (
            translate("Tour", "From seeing to causing"),
            translate(
                "Tour",
                "What fires is not yet a cause. Here is a second review that differs in its mood alone. "
                "Which place in the model makes the endings differ?",
            ),
        ),
        "patch": (
            translate("Tour", "Patch"),
            translate(
                "Tour",
                "What one layer writes is moved from one run into the other, in both directions, and the "
                "answer is measured each time. Press Run again.",
            ),
        ),
        "effect": (
            translate("Tour", "Did the answer follow?"),
            translate(
                "Tour",
                "0 means that nothing changed, 1 that the answer became the other review's. What lies "
                "between says how much of the way this layer carries.",
            ),
        ),
        "ways": (
            translate("Tour", "At which word"),
            translate(
                "Tour",
                "The same for each position. Noising asks whether a place was necessary, denoising "
                "whether it was sufficient. The two need not agree.",
            ),
        ),
        "checks": (
            translate("Tour", "Would chance do it too?"),
            translate(
                "Tour",
                "Self-tests whose result is known beforehand, and random controls. Only an effect larger "
                "than chance counts.",
            ),
        ),
        "end": (
            translate("Tour", "Your turn"),
            translate(
                "Tour",
                "Write a text of your own in the SAE tab, or a pair in Patching. File › Save report keeps"
                " what you find, and Help › Help topics explains every word.",
            ),
        ),
    }
