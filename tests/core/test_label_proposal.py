from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from fakes.source import CHAT_MODEL, FakeSource

from holysheep_desktop.core.dashboards import FeatureDashboard, FeatureExample
from holysheep_desktop.core.labelling.asking import propose_label
from holysheep_desktop.core.labelling.proposal import (
    Detection,
    Passages,
    Proposal,
    ProposedSource,
    Trial,
    detection_of,
    detection_prompt,
    divided,
    labelling_prompt,
    marked_text,
    passage_text,
    proposed_source,
    quiz,
    read_answers,
    read_label,
)
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult, Answer
from holysheep_desktop.core.source import Report, report_nothing
from holysheep_desktop.errors import ApiResponseError


def example(*tokens: str, at: int = 0, value: float = 1.0) -> FeatureExample:
    values = tuple(value if i == at else 0.0 for i in range(len(tokens)))
    return FeatureExample(tokens, values, at)


def page(n_top: int = 8, n_middle: int = 4) -> FeatureDashboard:
    return FeatureDashboard(
        "s", 5,
        max_activation=4.0,
        top_examples=tuple(example(f"top{i}", " word", at=1) for i in range(n_top)),
        middle_examples=tuple(example(f"middle{i}") for i in range(n_middle)),
    )  # fmt: skip


def test_that_every_second_example_is_held_back() -> None:
    passages = divided(page())

    assert [e.tokens[0] for e in passages.shown] == ["top0", "top2", "top4", "top6", "middle0", "middle2"]
    assert [e.tokens[0] for e in passages.held_back] == ["top1", "top3", "top5", "top7", "middle1", "middle3"]


def test_that_a_passage_that_repeats_a_shown_one_is_not_held_back() -> None:
    words = ("", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j")
    shown, overlapping = example(*words), example(*words[2:], "k")
    other = example(*(f"{word}!" for word in words))
    dashboard = FeatureDashboard("s", 5, top_examples=(shown, overlapping, example("x"), other))

    assert divided(dashboard).held_back == (other,)


def test_that_a_token_is_marked_with_its_share_of_the_strongest_in_ninths() -> None:
    passage = FeatureExample(("To", " sort", " it", " all"), (0.0, 8.0, 0.01, 4.1), 1)

    # 9·8/8 = 9; 9·0.01/8 rounds up to 1; 9·4.1/8 = 4.6 rounds up to 5
    assert marked_text(passage, 8.0) == "To⟦ sort 9⟧⟦ it 1⟧⟦ all 5⟧"


def test_that_pieces_of_a_character_are_joined() -> None:
    assert passage_text(example("한", "<0xEA>", "<0xB5>", "<0xAD>", "어")) == "한국어"


def test_that_the_question_holds_each_passage_on_one_line_and_the_language() -> None:
    prompt = labelling_prompt((example("a\n\n", "b"), example("c")), 1.0, "Korean")

    assert "\n1. ⟦a 9⟧b\n2. ⟦c 9⟧\n" in prompt
    assert "in Korean" in prompt


@pytest.mark.parametrize(
    ("answer", "label"),
    [
        ("sorting functions", "sorting functions"),
        ("\n  **Label:** “sorting functions.”\nBecause …", "sorting functions"),
        ("라벨", "라벨"),
        ("…\n---\n", ""),
        ("", ""),
        ("a\u202eb", "a⟨U+202E⟩b"),
    ],
)
def test_that_a_label_is_one_plain_line(answer: str, label: str) -> None:
    assert read_label(answer) == label


def test_that_a_label_is_never_longer_than_its_limit() -> None:
    assert len(read_label("word " * 100)) <= 120


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("1: yes\n2: no\n3: yes", (True, False, True)),
        ("1. Yes.\n(2) NO!\n- 3 yes", (True, False, True)),
        ("1: yes\n3: no", (True, None, False)),
        ("1: yes\n1: no\n2: no\n3: no", (None, False, False)),
        ("1: yes, because\n2: maybe\n3: no no", (None, None, None)),
        ("yes no yes", (None, None, None)),
    ],
)
def test_that_answers_are_read_strictly(answer: str, said: tuple[bool | None, ...]) -> None:
    assert read_answers(answer, 3) == said


def test_that_balanced_accuracy_is_the_mean_of_both_shares() -> None:
    trials = [
        Trial("a", True),
        Trial("b", True),
        Trial("c", True),
        Trial("d", True),
        Trial("e", False),
        Trial("f", False),
    ]

    found = detection_of(trials, (True, True, True, False, False, None))

    # 3 of 4 with the feature, 1 of 2 without: (0.75 + 0.5) / 2
    assert found == Detection(4, 3, 2, 1, n_unreadable=1)
    assert found.balanced_accuracy == 0.625


def test_that_saying_yes_to_everything_scores_as_guessing() -> None:
    trials = [*(Trial("a", True) for _ in range(9)), Trial("b", False)]

    assert detection_of(trials, (True,) * 10).balanced_accuracy == 0.5


def test_that_there_is_no_score_without_both_kinds() -> None:
    assert detection_of([Trial("a", True)], (True,)).balanced_accuracy is None


def test_that_the_test_has_all_passages_in_the_same_order_each_time() -> None:
    passages, silent = divided(page()), [example(f"quiet{i}") for i in range(6)]

    trials = quiz(passages, silent, 5)

    assert trials == quiz(passages, silent, 5)
    assert sorted(t.text for t in trials if not t.fires) == [f"quiet{i}" for i in range(6)]
    assert [t.fires for t in trials] != sorted((t.fires for t in trials), reverse=True)


def test_that_the_test_shows_no_marks() -> None:
    trials = quiz(Passages((), (example("a", " b", at=1),)), (), 1)

    assert "⟦" not in detection_prompt("label", trials)


def test_that_the_source_says_model_score_and_count_and_is_read_back() -> None:
    proposal = Proposal("x", "gpt-4.1", Detection(6, 5, 6, 5))

    assert proposal.source == "proposed by gpt-4.1 (detection 0.83, n = 12)"
    assert proposed_source(proposal.source) == ProposedSource("gpt-4.1", "0.83", "12")


def test_that_an_untested_proposal_claims_no_score() -> None:
    assert Proposal("x", "m").source == "proposed by m"
    assert proposed_source("proposed by m") == ProposedSource("m")


def test_that_other_sources_are_no_proposals() -> None:
    assert proposed_source("activating examples") is None


class Chat(FakeSource):
    """Says what it was told to say, in turn."""

    def __init__(self, *answers: str) -> None:
        super().__init__()
        self._answers = list(answers)

    async def analyse(self, request: AnalysisRequest, report: Report = report_nothing) -> AnalysisResult:
        result = await super().analyse(request, report)
        return AnalysisResult(result.model, result.provenance, Answer(self._answers.pop(0)))


def proposed(chat: Chat, dashboard: FeatureDashboard, silent: Sequence[FeatureExample]) -> Proposal:
    return asyncio.run(propose_label(chat, CHAT_MODEL.id, dashboard, silent, "English"))


def test_that_a_model_that_always_says_yes_is_asked_twice_and_scores_half() -> None:
    chat = Chat("the word", "\n".join(f"{i}: yes" for i in range(1, 13)))

    proposal = proposed(chat, page(), [example(f"quiet{i}") for i in range(6)])

    assert (proposal.text, proposal.detection) == ("the word", Detection(6, 6, 6, 0))
    assert len(chat.requests) == 2


def test_that_the_test_holds_no_passage_of_the_first_question() -> None:
    chat = Chat("the word", "")

    proposed(chat, page(), [example("quiet")])

    first, second = (request.prompt for request in chat.requests)
    assert "top0" in first
    assert "top1" not in first
    assert "top0" not in second
    assert "top1" in second


def test_that_a_label_is_not_tested_without_silent_passages() -> None:
    chat = Chat("the word")

    assert proposed(chat, page(), ()).detection is None


def test_that_an_answer_without_words_is_an_error() -> None:
    with pytest.raises(ApiResponseError, match="no label"):
        proposed(Chat("  \n…"), page(), ())
