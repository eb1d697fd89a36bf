"""A label that a chat model proposes for a feature, and how well it tells where the feature fires.

The model sees passages with the tokens on which the feature fires marked, and answers with a label. Then it
is asked, with nothing but the label, on which of other passages the feature fires: the detection score of
Paulo et al. (2410.13928), as balanced accuracy. Passages of that test are not among those it was shown.
"""

from __future__ import annotations

import math
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from holysheep_desktop.core.dashboards import FeatureDashboard, FeatureExample
from holysheep_desktop.core.plain_text import plain_text

PROPOSED_LIMIT = 120
"""Characters of a proposed label."""
N_SILENT = 6
"""Passages without the feature that the test has; there are about as many with it."""
SAME_RUN = 8
"""Passages that share so many tokens in a row count as the same text."""
SEED = 7
STRENGTHS = 9
_BYTE = re.compile(r"<0x([0-9A-F]{2})>")
_ANSWER = re.compile(r"\s*[-*]?\s*\(?(\d{1,3})\)?\s*[.:)-]?\s*(yes|no)\s*[.!]?\s*", re.IGNORECASE)
_PREFIX = re.compile(r"(?:the\s+)?label\s*[:：]\s*", re.IGNORECASE)
_QUOTES = "\"'“”‘’`*«» "
_SOURCE = re.compile(r"proposed by (.+?)(?: \(detection (\d\.\d\d), n = (\d+)\))?")


@dataclass(frozen=True, slots=True)
class Passages:
    """Passages in which a feature fires: those that the model is shown, and those that test its label."""

    shown: tuple[FeatureExample, ...]
    held_back: tuple[FeatureExample, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """One question of the test: a text, and whether the feature fires in it."""

    text: str
    fires: bool


@dataclass(frozen=True, slots=True)
class Detection:
    """How a label did: answers that were right among passages with and without the feature.

    An answer that is neither yes nor no counts as wrong.
    """

    n_firing: int
    right_firing: int
    n_silent: int
    right_silent: int
    n_unreadable: int = 0

    @property
    def n(self) -> int:
        """Passages in the test."""
        return self.n_firing + self.n_silent

    @property
    def balanced_accuracy(self) -> float | None:
        """The mean of both shares of right answers, 0.5 by guessing; None without both kinds of passages."""
        if not self.n_firing or not self.n_silent:
            return None
        return (self.right_firing / self.n_firing + self.right_silent / self.n_silent) / 2


@dataclass(frozen=True, slots=True)
class Proposal:
    """A label, who proposed it, and how it did; None where it could not be tested."""

    text: str
    model: str
    detection: Detection | None = None

    @property
    def source(self) -> str:
        """What is kept beside the label when the user takes it over."""
        score = self.detection.balanced_accuracy if self.detection else None
        if self.detection is None or score is None:
            return f"proposed by {self.model}"
        return f"proposed by {self.model} (detection {score:.2f}, n = {self.detection.n})"


@dataclass(frozen=True, slots=True)
class ProposedSource:
    """The parts of `Proposal.source`."""

    model: str
    score: str | None = None
    n: str | None = None


def proposed_source(source: str) -> ProposedSource | None:
    """The parts of a label's source that `Proposal.source` made, or None for any other.

    >>> proposed_source("proposed by gpt-4.1 (detection 0.83, n = 12)")
    ProposedSource(model='gpt-4.1', score='0.83', n='12')
    """
    found = _SOURCE.fullmatch(source)
    return None if found is None else ProposedSource(found[1], found[2], found[3])


def divided(dashboard: FeatureDashboard) -> Passages:
    """Every second example, strong and moderate, is shown; the others are held back for the test.

    What repeats a passage that is shown is not held back, for the model would have seen it.
    """
    shown = (*dashboard.top_examples[::2], *dashboard.middle_examples[::2])
    others = (*dashboard.top_examples[1::2], *dashboard.middle_examples[1::2])
    return Passages(shown, tuple(other for other in others if not any(_overlap(other, one) for one in shown)))


def _overlap(a: FeatureExample, b: FeatureExample) -> bool:
    runs = _runs(a)
    return bool(runs & _runs(b)) if runs else passage_text(a) == passage_text(b)


def _runs(example: FeatureExample) -> set[tuple[str, ...]]:
    tokens = example.tokens
    return {tokens[i : i + SAME_RUN] for i in range(len(tokens) - SAME_RUN + 1)}


def passage_text(example: FeatureExample) -> str:
    """The passage as it reads, pieces of a character joined."""
    return _joined(example.tokens)


def marked_text(example: FeatureExample, strongest: float) -> str:
    """The passage with every token on which the feature fires as ⟦token 7⟧, of at most 9.

    >>> marked_text(FeatureExample(("sort", " a", " list"), (0.0, 0.0, 4.0), 2), 8.0)
    'sort a⟦ list 5⟧'
    """
    parts: list[str] = []
    plain: list[str] = []
    for token, value in zip(example.tokens, example.activations, strict=True):
        if value <= 0:
            plain.append(token)
            continue
        parts += [_joined(plain), f"⟦{token} {_strength(value, strongest)}⟧"]
        plain = []
    return "".join([*parts, _joined(plain)])


def _strength(value: float, strongest: float) -> int:
    share = value / strongest if strongest > 0 else 1.0
    return min(STRENGTHS, max(1, math.ceil(STRENGTHS * share)))


def _joined(tokens: Sequence[str]) -> str:
    """Tokens as text; bytes that are tokens of their own become the character that they make."""
    data = b"".join(
        bytes([int(found[1], 16)]) if (found := _BYTE.fullmatch(token)) else token.encode("utf-8", "replace")
        for token in tokens
    )
    return data.decode("utf-8", "replace")


def labelling_prompt(shown: Sequence[FeatureExample], strongest: float | None, language: str) -> str:
    """The question for a label; `language` is the English name of the one it is to be written in."""
    largest = strongest or max((max(e.activations, default=0.0) for e in shown), default=1.0)
    lines = [f"{number}. {_line(marked_text(e, largest))}" for number, e in enumerate(shown, 1)]
    return "\n".join((
        "A feature inside a language model fires on some tokens of a text. Below are passages in which it "
        "fires. Each token on which it fires is marked ⟦like this 7⟧; the number, 1 to 9, is how strongly.",
        "",
        *lines,
        "",
        "What do the marked tokens, or the text right before them, have in common? Answer with a label of at "
        f"most ten words in {language}, as specific as the passages allow. Write the label and nothing else.",
    ))  # fmt: skip


def detection_prompt(label: str, trials: Sequence[Trial]) -> str:
    """The question on which passages a feature of this label fires."""
    lines = [f"{number}. {_line(trial.text)}" for number, trial in enumerate(trials, 1)]
    return "\n".join((
        f"A feature inside a language model is described so: {label}",
        "",
        "Say of each passage below whether the feature fires anywhere in it.",
        "",
        *lines,
        "",
        f"Answer with {len(trials)} lines, one for each passage, in the form “1: yes” or “1: no”, and "
        "nothing else.",
    ))  # fmt: skip


def _line(text: str) -> str:
    return " ".join(text.split())


def read_label(answer: str) -> str:
    """The label in a model's answer: its first line with words, plain and short; empty where there is none.

    >>> read_label('Label: "names of sorting functions".')
    'names of sorting functions'
    """
    for line in answer.splitlines():
        words = _PREFIX.sub("", line.strip(_QUOTES), count=1).strip(_QUOTES).removesuffix(".").strip(_QUOTES)
        shown = plain_text(" ".join(words.split()), PROPOSED_LIMIT)
        if any(character.isalnum() for character in shown):
            return shown
    return ""


def quiz(passages: Passages, silent: Sequence[FeatureExample], feature: int) -> tuple[Trial, ...]:
    """The passages of the test in an order that says nothing, the same for the same feature."""
    trials = [Trial(passage_text(one), fires=True) for one in passages.held_back]
    trials += [Trial(passage_text(one), fires=False) for one in silent]
    random.Random(f"{SEED}/{feature}").shuffle(trials)  # noqa: S311 - an order, no secret
    return tuple(trials)


def read_answers(answer: str, n: int) -> tuple[bool | None, ...]:
    """Yes or no for each of n passages; None where the answer does not say exactly one of them.

    >>> read_answers("1: yes\\n2. No\\n3: perhaps\\n2: no", 3)
    (True, None, None)
    """
    said: dict[int, list[bool]] = {}
    for line in answer.splitlines():
        found = _ANSWER.fullmatch(line)
        if found is not None:
            said.setdefault(int(found[1]), []).append(found[2].lower() == "yes")
    return tuple(lines[0] if len(lines := said.get(i, [])) == 1 else None for i in range(1, n + 1))


def detection_of(trials: Sequence[Trial], answers: Sequence[bool | None]) -> Detection:
    """Count the right answers to the test."""
    pairs = list(zip(trials, answers, strict=True))
    firing = [answer for trial, answer in pairs if trial.fires]
    silent = [answer for trial, answer in pairs if not trial.fires]
    return Detection(
        n_firing=len(firing),
        right_firing=sum(answer is True for answer in firing),
        n_silent=len(silent),
        right_silent=sum(answer is False for answer in silent),
        n_unreadable=sum(answer is None for answer in answers),
    )
