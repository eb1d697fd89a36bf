import json
from pathlib import Path

import pytest

from holysheep_desktop.core.endpoints import EndpointKind
from holysheep_desktop.core.settings import Language, NetworkLimits, Settings, ThemeChoice
from holysheep_desktop.errors import SettingsFileError
from holysheep_desktop.storage.settings_file import SettingsFile

CHOSEN = Settings(
    endpoint=EndpointKind.CUSTOM,
    custom_base_url="https://lab.example/v1",
    language=Language.KOREAN,
    theme=ThemeChoice.DARK,
    limits=NetworkLimits(total_timeout_s=300, retries=0),
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
     '{"version": 1, "limits": {"retries": 9}}', '{"version": 1, "limits": {"read_timeout_s": -1}}'],
)  # fmt: skip
def test_that_a_bad_file_is_kept_aside_and_the_next_start_has_the_defaults(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text)
    with pytest.raises(SettingsFileError, match=r"kept as settings\.json\.unreadable-"):
        SettingsFile(path).load()
    [aside] = tmp_path.iterdir()
    assert aside.read_text() == text
    assert SettingsFile(path).load() == Settings()


def test_that_a_folder_in_place_of_the_file_is_an_error_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(SettingsFileError, match="directory"):
        SettingsFile(tmp_path).load()
