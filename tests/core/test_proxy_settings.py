import pytest

from holysheep_desktop.core.connections.network import normalised_proxy
from holysheep_desktop.core.connections.proxy import parse_origins
from holysheep_desktop.errors import InputError


@pytest.mark.parametrize(
    ("text", "origins"),
    [
        ("", ()),
        ("http://localhost:80 http://localhost", ("http://localhost",)),
        ("https://lab.example:443\nhttp://[::1]:3000", ("https://lab.example", "http://[::1]:3000")),
        ("HTTP://LOCALHOST:3000/", ("http://localhost:3000",)),
    ],
)
def test_that_origins_are_written_as_browsers_send_them(text: str, origins: tuple[str, ...]) -> None:
    assert parse_origins(text) == origins


@pytest.mark.parametrize(
    "text",
    [
        "null",
        "file://",
        "*",
        "http://*",
        "localhost:3000",
        "http://a/b",
        "http://u@h",
        "http://h:99999",
        "http://한글.kr",
    ],
)
def test_that_what_is_no_origin_of_one_page_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_origins(text)


@pytest.mark.parametrize(
    "text", ["", "ftp://h", "http://", "http://u:p@h:1", "http://h:99999", "http://h/p", "a b"]
)
def test_that_what_is_no_proxy_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        normalised_proxy(text)
