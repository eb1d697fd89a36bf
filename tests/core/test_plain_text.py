import pytest

from holysheep_desktop.core.plain_text import excerpt, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain 한글", "plain 한글"),
        ("line\nnext\ttab", "line\nnext\ttab"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("a\u2066b", "a⟨U+2066⟩b"),
        ("\x1b[31m", "⟨U+001B⟩[31m"),
        ("\x00", "⟨U+0000⟩"),
        ("\ud800", "⟨U+D800⟩"),
        ("👨\u200d👩", "👨\u200d👩"),
    ],
)
def test_that_what_cannot_be_seen_is_named(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_that_a_long_text_is_cut_before_it_is_shown() -> None:
    assert excerpt("x" * 501) == "x" * 500 + "…"
    assert excerpt("x" * 500) == "x" * 500
