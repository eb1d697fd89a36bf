import json
from pathlib import Path

import pytest

from holysheep_desktop.core.connections.network import Network, NetworkLimits, ProxyUse
from holysheep_desktop.core.connections.proxy import ProxySettings
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.settings import Language, Settings, ThemeChoice
from holysheep_desktop.errors import SettingsFileError
from holysheep_desktop.storage.settings_file import SettingsFile

CHOSEN = Settings(
    endpoint="https://lab.example/v1",
    holysheep=Network(NetworkLimits(total_timeout_s=300, retries=0), ProxyUse.NONE),
    servers=(
        Endpoint(
            EndpointKind.CUSTOM,
            "https://lab.example/v1",
            "Lab",
            Network(
                NetworkLimits(2.5),
                ProxyUse.OWN,
                "http://proxy.example:8080",
                "/ca.pem",
                allows_plain_http=True,
            ),
        ),
        Endpoint(EndpointKind.CUSTOM, "http://127.0.0.1:8000/v1", "연구실"),
    ),
    proxy=ProxySettings(is_on=True, port=9000, origins=("http://localhost:3000",)),
    language=Language.KOREAN,
    theme=ThemeChoice.DARK,
    models={"local": "gemma-3-270m"},
    state={"sae.prompt": "초안"},
)


def test_that_settings_come_back_as_they_were_saved(tmp_path: Path) -> None:
    SettingsFile(tmp_path / "deep" / "settings.json").save(CHOSEN)
    assert SettingsFile(tmp_path / "deep" / "settings.json").load() == CHOSEN


def test_that_a_first_start_has_the_defaults(tmp_path: Path) -> None:
    assert SettingsFile(tmp_path / "settings.json").load() == Settings()


def test_that_a_key_of_another_version_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"version": 1, "theme": "dark", "wings": 2}')
    file = SettingsFile(path)
    file.save(file.load())
    assert json.loads(path.read_text())["wings"] == 2


@pytest.mark.parametrize(
    "text",
    ["", "garbage", "[]", "null", '{"version": 99}', "{}",
     '{"version": 1, "theme": "pink"}', '{"version": "1"}',
     '{"version": 1, "limits": {"total_timeout_s": NaN}}', "[" * 100_000,
     '{"version": 1, "state": {"a": 1}}', '{"version": 1, "state": []}', '{"version": 1, "terms_shown": 1}',
     '{"version": 1, "limits": {"retries": 9}}', '{"version": 1, "limits": {"read_timeout_s": -1}}',
     '{"version": 2, "servers": {}}', '{"version": 2, "servers": [1]}',
     '{"version": 2, "servers": [{"base_url": "ftp://x"}]}', '{"version": 2, "proxy": {"port": 80}}',
     '{"version": 2, "proxy": {"origins": ["null"]}}', '{"version": 2, "holysheep": {"proxy": "tor"}}',
     '{"version": 2, "holysheep": {"proxy_url": "http://u:p@h"}}'],
)  # fmt: skip
def test_that_a_bad_file_is_kept_aside_and_the_next_start_has_the_defaults(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text)
    with pytest.raises(SettingsFileError, match=r"kept as settings\.json\.unreadable-"):
        SettingsFile(path).load()
    [aside] = tmp_path.iterdir()
    assert aside.read_text() == text
    assert SettingsFile(path).load() == Settings()


def test_that_the_server_and_the_limits_of_the_first_version_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    limits = {"connect_timeout_s": 5, "read_timeout_s": 60, "total_timeout_s": 300, "retries": 1}
    first = {
        "version": 1,
        "endpoint": "custom",
        "custom_base_url": "http://127.0.0.1:8000/v1",
        "limits": limits,
    }
    path.write_text(json.dumps(first))

    settings = SettingsFile(path).load()

    network = Network(NetworkLimits(5, 60, 300, 1))
    server = Endpoint(EndpointKind.CUSTOM, "http://127.0.0.1:8000/v1", "", network)
    assert settings == Settings(endpoint=server.id, holysheep=network, servers=(server,))
    assert settings.chosen_endpoint == server


def test_that_a_folder_in_place_of_the_file_is_an_error_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(SettingsFileError, match="directory"):
        SettingsFile(tmp_path).load()
