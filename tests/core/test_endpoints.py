import pytest

from holysheep_desktop.core.endpoints import is_loopback, normalised_base_url, origin_of
from holysheep_desktop.errors import InputError


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("https://api.holysheep.ai/v1", "https://api.holysheep.ai/v1"),
        ("https://api.holysheep.ai", "https://api.holysheep.ai/v1"),
        ("https://api.holysheep.ai/v1/", "https://api.holysheep.ai/v1"),
        (" https://API.holysheep.ai/v1/chat/completions\n", "https://api.holysheep.ai/v1"),
        ("http://127.0.0.1:8000/v1/models", "http://127.0.0.1:8000/v1"),
        ("http://lab:9000/proxy/v2", "http://lab:9000/proxy/v2"),
        ("http://[::1]:8000", "http://[::1]:8000/v1"),
    ],
)
def test_that_the_base_url_that_was_meant_is_found(typed: str, meant: str) -> None:
    assert normalised_base_url(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["", "  ", "ftp://x/v1", "api.holysheep.ai", "https://", "https://x:99999", "http://[::1", "https://u:p@x/v1",
     "https://x/v1?key=1", "https://x/v1#a", "https://hоlysheep.ai/v1", "https://a b/v1"],
)  # fmt: skip
def test_that_an_address_that_cannot_be_used_is_refused_in_its_field(typed: str) -> None:
    with pytest.raises(InputError) as caught:
        normalised_base_url(typed)
    assert caught.value.field == "base_url"


def test_that_a_key_belongs_to_scheme_host_and_port() -> None:
    assert origin_of("https://api.holysheep.ai/v1") == "https://api.holysheep.ai"
    assert origin_of("http://127.0.0.1:8000/v1") == "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://127.0.0.1:1/v1", True),
        ("http://127.9.9.9/v1", True),
        ("http://localhost:1/v1", True),
        ("http://[::1]:1/v1", True),
        ("http://127.0.0.1.evil.example/v1", False),
        ("http://192.168.0.1/v1", False),
    ],
)
def test_that_only_this_machine_is_loopback(url: str, expected: bool) -> None:
    assert is_loopback(url) is expected
