from __future__ import annotations

import pytest

from holysheep_desktop.ui.commands.matching import match_score


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("run", "Run"),
        ("svrp", "Save report"),
        ("ㅂㄱㅅ", "보고서 저장"),
        ("보ㄱ", "보고서 저장"),
        ("저자", "보고서 저장"),  # 장 while it is typed
        ("sae 추가", "SAE 파일 추가"),
        ("보고서".encode().decode(), "보고서 저장"),
        ("\u1107\u1169\u1100\u1169", "보고서"),  # decomposed letters, as another system's input may give them
    ],
)
def test_that_a_few_letters_find_a_command(typed: str, text: str) -> None:
    assert match_score(typed, text) is not None


@pytest.mark.parametrize(("typed", "text"), [("nur", "Run"), ("ㅈㅂ", "보고서 저장"), ("벅", "보고서")])
def test_that_letters_in_another_order_find_nothing(typed: str, text: str) -> None:
    assert match_score(typed, text) is None


def test_that_the_beginnings_of_words_come_first() -> None:
    texts = ["Compare answers", "Save report", "Copy chart", "SAE"]

    found = sorted(texts, key=lambda text: match_score("sa", text) or -99.0, reverse=True)

    assert found[:2] == ["SAE", "Save report"]
