from holysheep_desktop.core.tokens import Token, joined_for_display


def texts(tokens: list[Token], text: str) -> list[tuple[str, tuple[int, ...]]]:
    return [(group.text, group.indices) for group in joined_for_display(tokens, text)]


def test_that_the_byte_pieces_of_one_character_become_one_chip() -> None:
    tokens = [
        Token(1, "<0xEA>", 0, 1),
        Token(2, "<0xB0>", 0, 1),
        Token(3, "<0xB0>", 0, 1),
        Token(4, "나", 1, 2),
    ]
    assert texts(tokens, "갰나") == [("갰", (0, 1, 2)), ("나", (3,))]


def test_that_the_pieces_of_two_neighbouring_characters_stay_apart() -> None:
    tokens = [Token(1, "a", 0, 1), Token(2, "b", 0, 1), Token(3, "c", 1, 2), Token(4, "d", 1, 2)]
    assert texts(tokens, "갰갰") == [("갰", (0, 1)), ("갰", (2, 3))]


def test_that_a_special_token_joins_nothing() -> None:
    tokens = [Token(2, "<bos>", 0, 0, is_special=True), Token(5, "Hi", 0, 2)]
    assert texts(tokens, "Hi") == [("<bos>", (0,)), ("Hi", (1,))]


def test_that_no_tokens_give_no_chips() -> None:
    assert texts([], "") == []


def test_that_byte_pieces_say_their_character_wherever_it_stands_in_a_template() -> None:
    tokens = [Token(1, " <0xEC>", 40, 42), Token(2, "<0x84>", 41, 42), Token(3, "<0x9C>", 41, 42)]
    assert texts(tokens, "서") == [(" 서", (0, 1, 2))]
