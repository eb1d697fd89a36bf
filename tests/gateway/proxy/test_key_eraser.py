from hypothesis import given, strategies as st

from holysheep_desktop.gateway.proxy.key_eraser import KeyEraser

KEY = "abababab"


@given(st.lists(st.text("abx", max_size=12), max_size=8))
def test_that_no_key_leaves_however_the_stream_is_cut(pieces: list[str]) -> None:
    eraser = KeyEraser(KEY)

    sent = b"".join(eraser.feed(piece.encode()) for piece in pieces) + eraser.end()

    assert KEY.encode() not in sent.replace(b"[key]", b"|")


@given(st.lists(st.binary(max_size=6), max_size=8))
def test_that_what_holds_no_key_goes_through_unchanged(pieces: list[bytes]) -> None:
    eraser = KeyEraser("hs-no-such-bytes-\x7f-here")

    assert b"".join(eraser.feed(piece) for piece in pieces) + eraser.end() == b"".join(pieces)


def test_that_a_key_cut_in_two_is_erased() -> None:
    eraser = KeyEraser("hs-secret")

    assert eraser.feed(b"your key hs-se") + eraser.feed(b"cret is") + eraser.end() == b"your key [key] is"


def test_that_text_before_a_possible_key_does_not_wait() -> None:
    assert KeyEraser("hs-secret").feed(b"data: one\n\nhs-") == b"data: one\n\n"


def test_that_a_key_is_erased_as_json_writes_it_however_the_stream_is_cut() -> None:
    eraser = KeyEraser("hs-a/b+c012")
    text = rb"hs-a\/b+c012 hs-a/b\u002Bc012 hs\u002da%2Fb&#43;c012 hs-a/b"

    sent = b"".join(eraser.feed(text[at : at + 1]) for at in range(len(text))) + eraser.end()

    assert sent == b"[key] [key] [key] hs-a/b"


def test_that_a_word_too_short_to_be_a_secret_stays() -> None:
    assert KeyEraser("x").feed(b"an example") == b"an example"
