from __future__ import annotations

import io
import json
import logging
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import pytest

from holysheep_desktop.core.connections.network import Network, ProxyUse
from holysheep_desktop.core.diagnostics import Person, Redactor, bundle_of, settings_text, zipped
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.program_facts import BrokenEnd, LogLine
from holysheep_desktop.core.settings import Language, Settings

KEY = "hs-canary-99182"
PLAIN_KEY = "quietword"
PROMPT = "왜 하늘은 marked-blue 인가요?"
HOME = Path("/users/yuna.kim")
NETWORK = Network(
    proxy=ProxyUse.OWN, proxy_url="http://hidden-proxy.example:8080", certificates="/etc/private.pem"
)
LAB = Endpoint(EndpointKind.CUSTOM, "https://secret-lab.example/v1", "Skunkworks", NETWORK)
SETTINGS = Settings(
    endpoint=LAB.id,
    servers=(LAB,),
    language=Language.KOREAN,
    model_path=f"{HOME}/models/own.gguf",
    models={LAB.id: "secret-model"},
    state={"sae": urlencode({"prompt": f"first line\n{PROMPT}", "layer": "12"}), "window": "AbC=|3"},
)
SECRETS = (KEY, PLAIN_KEY, PROMPT, "marked-blue", "yuna.kim", "lab-laptop", "secret-lab", "Skunkworks",
           "hidden-proxy", "secret-model", "private.pem", "own.gguf")  # fmt: skip


def redactor() -> Redactor:
    return Redactor([KEY, PLAIN_KEY], Person(HOME, "yuna.kim", "lab-laptop"), SETTINGS)


def test_that_nothing_marked_leaves_in_a_bundle() -> None:
    told = (
        f"ERROR a: no answer from https://secret-lab.example/v1 for {KEY} and {PLAIN_KEY}",
        f"ERROR b: could not read {PROMPT!r} in {HOME}/.config",
        "ERROR c: proxy hidden-proxy.example:8080 on lab-laptop, server Skunkworks",
        f"first line\n{PROMPT}",
    )
    log = [LogLine(n, logging.ERROR, text) for n, text in enumerate(told, start=1)]
    end = BrokenEnd(datetime.now(UTC), datetime.now(UTC), "0.1", f'File "{HOME}/app.py"')

    files = bundle_of([("folder", f"{HOME}/x")], SETTINGS, log, end, redactor())

    whole = "\n".join(file.text for file in files)
    assert [secret for secret in SECRETS if secret in whole] == []
    assert "~/.config" in whole


@pytest.mark.parametrize(
    "text",
    ["Authorization: Bearer abc.def", "api_key=abc.def", "token: abc.def", "sk-abcdefgh", "hf_abcdefgh",
     "https://user:abcdefgh@host/", "A1" + "abcdefgh" * 5],
)  # fmt: skip
def test_that_what_looks_like_a_key_is_taken_out_whoever_it_belongs_to(text: str) -> None:
    cleaned = redactor().clean(text)

    assert "⟨key⟩" in cleaned
    assert "abc" not in cleaned


def test_that_ordinary_lines_stay_as_they_are() -> None:
    line = "2026-11-23 01:02:03,456 INFO holysheep_desktop.app: gemma-3-270m ready, 8192 features at layer 12"

    assert redactor().clean(line) == line


def test_that_the_home_folder_of_root_does_not_eat_every_slash() -> None:
    assert Redactor([], Person(Path("/")), Settings()).clean("a/b") == "a/b"


def test_that_settings_tell_choices_and_numbers_only() -> None:
    told = json.loads(settings_text(SETTINGS))

    assert (told["endpoint"], told["language"], told["has_own_model_file"]) == ("server 1", "ko", True)
    assert told["servers"][0]["proxy"] == "own"
    assert told["characters_of_layout_and_drafts"]["window"] == 6
    assert [secret for secret in SECRETS if secret in settings_text(SETTINGS)] == []


def test_that_what_is_saved_is_what_was_shown() -> None:
    files = bundle_of([("Python", "3.11")], Settings(), [LogLine(1, 20, "INFO begun")], None, redactor())

    with zipfile.ZipFile(io.BytesIO(zipped(files))) as archive:
        saved = {name: archive.read(name).decode() for name in archive.namelist()}

    assert saved == {file.name: file.text for file in files}
    assert saved["about.txt"] == "Python: 3.11\n"
    assert sorted(saved) == ["about.txt", "log.txt", "settings.json"]
