import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from holysheep_desktop.core.connections.network import Network, NetworkLimits, ProxyUse
from holysheep_desktop.core.connections.proxy import ProxySettings
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.settings import Language, Settings, ThemeChoice
from holysheep_desktop.core.stores import LoadedSettings
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
    assert SettingsFile(tmp_path / "deep" / "settings.json").load() == LoadedSettings(CHOSEN)


def test_that_a_first_start_has_the_defaults(tmp_path: Path) -> None:
    assert SettingsFile(tmp_path / "settings.json").load() == LoadedSettings(Settings())


def test_that_a_key_of_another_version_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"version": 1, "theme": "dark", "wings": 2}')
    file = SettingsFile(path)
    file.save(file.load().settings)
    assert json.loads(path.read_text())["wings"] == 2


@pytest.mark.parametrize("text", ["", "garbage", "[]", "null", '{"version": 99}', "{}", '{"version": "1"}',
                                  '{"version": true}', "[" * 100_000, "\ud800",
                                  '{"version": 1, "limits": {"total_timeout_s": NaN}}'])  # fmt: skip
def test_that_a_file_that_says_nothing_is_kept_aside_and_the_defaults_hold(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    content = text.encode("utf-8", "surrogatepass")
    path.write_bytes(content)

    loaded = SettingsFile(path).load()

    [aside] = tmp_path.iterdir()
    assert loaded.fault is not None
    assert (loaded.settings, loaded.fault.kept) == (Settings(), aside)
    assert aside.read_bytes() == content
    assert SettingsFile(path).load() == LoadedSettings(Settings())


@pytest.mark.parametrize(
    ("fields", "unusable"),
    [({"theme": "pink"}, "theme"), ({"theme": []}, "theme"), ({"terms_shown": 1}, "terms_shown"),
     ({"state": {"a": 1}}, "state"), ({"state": []}, "state"), ({"endpoint": None}, "endpoint"),
     ({"servers": {}}, "servers"), ({"servers": [1]}, "servers"),
     ({"servers": [{"base_url": "ftp://x"}]}, "servers"),
     ({"proxy": {"port": 80}}, "proxy"), ({"proxy": {"origins": ["null"]}}, "proxy"), ({"proxy": 1}, "proxy"),
     ({"holysheep": {"proxy": "tor"}}, "holysheep"),
     ({"holysheep": {"proxy_url": "http://u:p@h"}}, "holysheep"),
     ({"holysheep": {"limits": {"retries": 9}}}, "holysheep"),
     ({"holysheep": {"limits": {"read_timeout_s": -1}}}, "holysheep")],
)  # fmt: skip
def test_that_only_the_damaged_field_has_its_default(
    tmp_path: Path, fields: dict[str, object], unusable: str
) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"version": 2, "language": "ko", "models": {"local": "gemma"}, **fields}))

    loaded = SettingsFile(path).load()

    assert loaded.settings == Settings(language=Language.KOREAN, models={"local": "gemma"})
    assert loaded.fault is not None
    assert loaded.fault.unusable == (unusable,)


def test_that_drafts_outlive_a_damaged_neighbour(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    lab = {"base_url": "https://lab.example/v1"}
    damaged = {"version": 2, "state": {"sae": "prompt=a", "window": 7}, "servers": [lab, "gone"]}
    path.write_text(json.dumps(damaged))

    loaded = SettingsFile(path).load().settings

    assert loaded.state == {"sae": "prompt=a"}
    assert [server.base_url for server in loaded.servers] == ["https://lab.example/v1"]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
_FIELD = st.sampled_from([*sorted(Settings.__dataclass_fields__), "version", "limits", "custom_base_url"])


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fields=st.dictionaries(_FIELD, _JSON, max_size=6), version=st.sampled_from([1, 2, 3, None]))
def test_that_no_content_of_the_file_stops_the_start(
    tmp_path: Path, fields: dict[str, object], version: int | None
) -> None:
    path = tmp_path / "any" / "settings.json"
    path.parent.mkdir(exist_ok=True)
    content = json.dumps({"version": version, **fields}).encode()
    path.write_bytes(content)

    file = SettingsFile(path)
    loaded = file.load()

    kept = loaded.fault.kept if loaded.fault else path
    assert kept is not None
    assert kept.read_bytes() == content
    file.save(loaded.settings)
    assert SettingsFile(path).load() == LoadedSettings(loaded.settings)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, 2_000), new=st.binary(max_size=4), cut=st.integers(0, 40))
def test_that_no_damage_of_a_real_file_stops_the_start(
    tmp_path: Path, place: int, new: bytes, cut: int
) -> None:
    path = tmp_path / "real" / "settings.json"
    SettingsFile(path).save(CHOSEN)
    whole = path.read_bytes()
    begin = place % len(whole)
    path.write_bytes(whole[:begin] + new + whole[begin + cut :])

    file = SettingsFile(path)
    loaded = file.load()

    file.save(loaded.settings)
    assert SettingsFile(path).load() == LoadedSettings(loaded.settings)


def test_that_a_file_that_may_not_be_read_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.mkdir()
    (path / "precious").write_text("kept")

    file = SettingsFile(path)
    fault = file.load().fault
    file.save(CHOSEN)

    assert fault is not None
    assert fault.kept is not None
    assert (fault.kept / "precious").read_text() == "kept"
    assert SettingsFile(path).load().settings == CHOSEN


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

    loaded = SettingsFile(path).load().settings

    network = Network(NetworkLimits(5, 60, 300, 1))
    server = Endpoint(EndpointKind.CUSTOM, "http://127.0.0.1:8000/v1", "", network)
    assert loaded == Settings(endpoint=server.id, holysheep=network, servers=(server,))
    assert loaded.chosen_endpoint == server


def test_that_nobody_but_the_user_can_read_what_was_typed(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text("{}", encoding="utf-8")
    path.chmod(0o644)

    SettingsFile(path).save(CHOSEN)

    assert path.stat().st_mode & 0o777 == 0o600
