from __future__ import annotations

import pytest
import yaml

from holysheep_desktop.gateway.__main__ import main
from holysheep_desktop.gateway.engine_choice import EngineChoice
from holysheep_desktop.gateway.token import TOKEN_VARIABLE
from holysheep_desktop.resources_path import resource_path


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "an access token is needed"),
        (["--host", "0.0.0.0"], "--allow-remote"),
        (["--tls-cert", "cert.pem"], "belong together"),
    ],
)
def test_that_what_would_open_the_gateway_to_strangers_is_refused_before_ray_starts(
    arguments: list[str], words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(TOKEN_VARIABLE)

    exit_code = main(["deploy", *arguments])

    assert exit_code == 2
    assert words in capsys.readouterr().err


def test_that_the_sample_configuration_is_one_that_can_be_deployed() -> None:
    from holysheep_desktop.cluster.deployment import GatewayArgs

    written = yaml.safe_load((resource_path("samples") / "serve.yaml").read_text())
    (application,) = written["applications"]
    args = GatewayArgs.model_validate(application["args"])

    assert application["import_path"] == "holysheep_desktop.cluster.deployment:build"
    assert args.engines == {"gemma-3-270m": EngineChoice()}
    assert (args.replicas, args.max_replicas) == (2, 8)
