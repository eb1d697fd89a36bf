from __future__ import annotations

from pathlib import Path

import pytest

from holysheep_desktop import __version__
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.startup.arguments import Arguments, parsed


def test_that_no_arguments_mean_the_settings() -> None:
    assert parsed([]) == Arguments()


def test_that_a_report_can_be_named() -> None:
    assert parsed(["a.json"]).report == Path("a.json")


@pytest.mark.parametrize(
    ("text", "endpoint"),
    [
        ("local", Endpoint(EndpointKind.LOCAL)),
        ("holysheep", Endpoint(EndpointKind.HOLYSHEEP, "https://api.holysheep.ai/v1")),
        ("http://127.0.0.1:8000", Endpoint(EndpointKind.CUSTOM, "http://127.0.0.1:8000/v1")),
    ],
)
def test_that_an_endpoint_can_be_named(text: str, endpoint: Endpoint) -> None:
    assert parsed(["--endpoint", text]).endpoint == endpoint


def test_that_a_wrong_endpoint_ends_the_program_with_a_message(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parsed(["--endpoint", "nowhere"])

    assert ended.value.code == 2
    assert "'nowhere' is neither local, holysheep nor an address" in capsys.readouterr().err


def test_that_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parsed(["--version"])

    assert ended.value.code == 0
    assert capsys.readouterr().out == f"HolySheep Desktop {__version__}\n"
