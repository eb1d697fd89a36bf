"""Own labels through a real socket: kept by weights, shown everywhere, never fatal."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fakes.engine import MODEL, SAE, SAE_SHA256, FakeEngine
from gateway.gateways import TOKEN, ThreadGateway, chat_body, client_of

from holysheep_desktop.core.labelling.own_labels import LabelImport, OwnLabels
from holysheep_desktop.core.provenance import Origin, Provenance
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import (
    AnalysisResult,
    EffectDirection,
    FeatureActivation,
    FeatureAnalysis,
    FeatureEffect,
    Label,
    PatchAnalysis,
    SaeReading,
)
from holysheep_desktop.core.source import Progress, Report
from holysheep_desktop.errors import LabelFileError
from holysheep_desktop.gateway.label_store import LabelStore
from holysheep_desktop.protocol.label_pages import dump_import, dump_labels

LABEL = "/interpretability/features/7/label"
LABELS = "/interpretability/labels"
WHERE = {"sae_id": SAE}
FEATURES = {"include_sae_features": True, "sae_layer": 3}


class FindingEngine(FakeEngine):
    """Finds feature 7 in every prompt, with an automatic label."""

    def analyse(self, request: AnalysisRequest, report: Report, _should_stop: object) -> AnalysisResult:
        automatic = Label("fires on: “x”", "activating examples")
        features = FeatureAnalysis(
            (FeatureActivation(7, 2.0, automatic),), SaeReading(SAE, sha256=SAE_SHA256)
        )
        report(Progress("loss", features=features))
        effects = (FeatureEffect(7, label=automatic), FeatureEffect(8, label=automatic))
        patching = PatchAnalysis(0.5, EffectDirection.TOWARD_COMPARISON, features=effects)
        provenance = Provenance(Origin.MEASURED_HERE, "", "fake")
        return AnalysisResult(MODEL, provenance, features=features, patching=patching)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "labels"


@pytest.fixture
def labelled(folder: Path) -> Iterator[httpx.Client]:
    with ThreadGateway(FindingEngine(), labels_dir=folder) as running:
        running.wait_until_ready()
        with client_of(running.base_url, TOKEN) as client:
            yield client


def label_of(http: httpx.Client, feature: int = 7) -> dict[str, str]:
    return http.get(f"/interpretability/features/{feature}", params=WHERE).json()["label"]


def test_that_the_model_list_says_that_labels_are_kept(labelled: httpx.Client) -> None:
    (model,) = labelled.get("/models").json()["data"]

    assert model["capabilities"]["keeps_labels"] is True


def test_that_a_label_is_kept_in_a_file_named_by_the_weights(labelled: httpx.Client, folder: Path) -> None:
    reply = labelled.put(LABEL, params=WHERE, json={"text": " 정렬 \n loops "})

    assert (reply.status_code, reply.json()) == (
        200,
        {"feature": 7, "label": {"text": "정렬 loops", "source": "you"}},
    )
    assert [path.name for path in folder.iterdir()] == [f"{SAE_SHA256}.json"]
    assert json.loads((folder / f"{SAE_SHA256}.json").read_bytes())["labels"] == {"7": "정렬 loops"}


def test_that_an_own_label_is_on_the_features_page_until_its_text_is_empty(labelled: httpx.Client) -> None:
    labelled.put(LABEL, params=WHERE, json={"text": "mine"})
    named = label_of(labelled)
    gone = labelled.put(LABEL, params=WHERE, json={"text": ""})

    assert named == {"text": "mine", "source": "you"}
    assert gone.json() == {"feature": 7, "label": None}
    assert label_of(labelled)["text"] == "feature 7"


def test_that_an_own_label_wins_in_features_and_in_patching(labelled: httpx.Client) -> None:
    labelled.put(LABEL, params=WHERE, json={"text": "mine"})
    patching = {"enabled": True, "comparison_prompt": "b", "target_layer": 3}
    asked = chat_body("a", extra_body={**FEATURES, "activation_patching": patching})

    found = labelled.post("/chat/completions", json=asked).json()

    assert found["sae_metadata"]["labels"] == {"7": {"text": "mine", "source": "you"}}
    effects = found["patching_analysis"]["features"]
    assert [effect["label"]["source"] for effect in effects] == ["you", "activating examples"]


def test_that_an_own_label_wins_in_a_stream_too(labelled: httpx.Client) -> None:
    labelled.put(LABEL, params=WHERE, json={"text": "mine"})

    text = labelled.post("/chat/completions", json=chat_body("a", extra_body=FEATURES, stream=True)).text

    assert '"labels":{"7":{"text":"mine","source":"you"}}' in text


def test_that_a_feature_is_found_by_its_own_label_before_all_others(labelled: httpx.Client) -> None:
    labelled.put("/interpretability/features/12/label", params=WHERE, json={"text": "feature of loops"})

    hits = labelled.get(
        "/interpretability/features", params={**WHERE, "query": "feature", "limit": "3"}
    ).json()

    assert [hit["feature"] for hit in hits["data"]] == [12, 0, 1]
    assert hits["data"][0]["label"]["source"] == "you"
    assert hits["data"][0]["found_in"] == "label"


def test_that_labels_are_there_after_a_restart(folder: Path) -> None:
    for text in ("mine", None):
        with ThreadGateway(FakeEngine(), labels_dir=folder) as running:
            running.wait_until_ready()
            with client_of(running.base_url, TOKEN) as http:
                if text is not None:
                    http.put(LABEL, params=WHERE, json={"text": text})
                else:
                    assert label_of(http)["text"] == "mine"


@pytest.mark.parametrize("content", [b"", b"{", b'{"labels": 5}', b"\xff\xfe", b"[" * 100_000])
def test_that_a_damaged_file_is_moved_aside_and_labels_go_on(
    content: bytes, labelled: httpx.Client, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder.mkdir()
    (folder / f"{SAE_SHA256}.json").write_bytes(content)

    with caplog.at_level(logging.WARNING):
        before = label_of(labelled)["text"]
    labelled.put(LABEL, params=WHERE, json={"text": "mine"})

    assert (before, label_of(labelled)["text"]) == ("feature 7", "mine")
    kept = [path for path in folder.iterdir() if ".unreadable-" in path.name]
    assert [path.read_bytes() for path in kept] == [content]
    assert "own labels" in caplog.text


def test_that_labels_are_exported_and_imported(labelled: httpx.Client) -> None:
    labelled.put(LABEL, params=WHERE, json={"text": "mine"})
    others = OwnLabels(SAE_SHA256, "elsewhere", {7: "theirs", 8: "new"})

    kept = labelled.post(LABELS, params=WHERE, json=dump_import(others, replaces=False)).json()
    after_first = labelled.get(LABELS, params=WHERE).json()
    replaced = labelled.post(LABELS, params=WHERE, json=dump_import(others, replaces=True)).json()

    assert kept == {"added": 1, "replaced": 0, "kept": 1}
    assert after_first == dump_labels(OwnLabels(SAE_SHA256, SAE, {7: "mine", 8: "new"}))
    assert replaced == {"added": 0, "replaced": 1, "kept": 0}
    assert label_of(labelled)["text"] == "theirs"


@pytest.mark.parametrize(
    ("method", "path", "params", "body", "expected"),
    [
        ("PUT", LABEL, {}, {"text": "x"}, (400, "missing_required_parameter", "sae_id")),
        ("PUT", LABEL, {"sae_id": "other"}, {"text": "x"}, (404, "not_found", "sae_id")),
        (
            "PUT",
            "/interpretability/features/16/label",
            WHERE,
            {"text": "x"},
            (404, "not_found", "feature"),
        ),
        ("PUT", LABEL, WHERE, {"text": 5}, (400, "invalid_request", "text")),
        ("PUT", LABEL, WHERE, [], (400, "invalid_request", "text")),
        ("GET", LABEL, WHERE, None, (405, "method_not_allowed", None)),
        ("POST", LABELS, WHERE, {"document": {}}, (400, "invalid_request", None)),
        (
            "POST",
            LABELS,
            WHERE,
            dump_import(OwnLabels("0" * 64, "", {1: "x"}), replaces=True),
            (400, "other_weights", "document"),
        ),
        (
            "POST",
            LABELS,
            WHERE,
            dump_import(OwnLabels(SAE_SHA256, "", {16: "x"}), replaces=True),
            (400, "invalid_request", "document"),
        ),
    ],
)
def test_that_a_wrong_request_is_named_and_keeps_nothing(
    method: str,
    path: str,
    params: dict[str, str],
    body: object,
    expected: tuple[int, str, str | None],
    labelled: httpx.Client,
    folder: Path,
) -> None:
    reply = labelled.request(method, path, params=params, json=body)

    error = reply.json()["error"]
    assert (reply.status_code, error["code"], error["param"]) == expected
    assert not folder.exists()


def test_that_a_label_needs_the_token_and_json(labelled: httpx.Client) -> None:
    no_token = labelled.put(LABEL, params=WHERE, json={"text": "x"}, headers={"Authorization": "Bearer no"})
    no_json = labelled.put(LABEL, params=WHERE, content=b"text=x")

    assert (no_token.status_code, no_json.status_code) == (401, 415)


def test_that_a_folder_that_cannot_be_written_is_an_error_and_the_label_is_not_shown(tmp_path: Path) -> None:
    place = tmp_path / "a file"
    place.write_text("in the way")
    store = LabelStore(place)

    with pytest.raises(LabelFileError):
        store.write(SAE_SHA256, SAE, 1, "x")

    assert store.labels(SAE_SHA256).labels == {}


def test_that_an_sae_without_a_hash_has_no_own_labels(tmp_path: Path) -> None:
    store = LabelStore(tmp_path)

    assert (store.labels(None).labels, store.labels("../../etc").labels) == ({}, {})


def test_that_an_import_is_kept_in_the_file(tmp_path: Path) -> None:
    done = LabelStore(tmp_path).take(SAE_SHA256, SAE, OwnLabels("", "", {1: "x"}), replaces=False)

    assert done == LabelImport(n_added=1)
    assert dict(LabelStore(tmp_path).labels(SAE_SHA256).labels) == {1: "x"}


def test_that_features_that_are_streamed_early_carry_the_own_label(labelled: httpx.Client) -> None:
    labelled.put(LABEL, params=WHERE, json={"text": "sorting"})

    reply = labelled.post("/chat/completions", json=chat_body("x", extra_body=FEATURES, stream=True))

    events = [json.loads(line[6:]) for line in reply.text.splitlines() if line.startswith("data: {")]
    (early,) = [e for e in events if e.get("stage") == "loss"]
    assert early["sae_metadata"]["labels"] == {"7": {"text": "sorting", "source": "you"}}


def test_that_a_label_that_was_proposed_keeps_who_proposed_it(labelled: httpx.Client) -> None:
    labelled.put(LABEL, params=WHERE, json={"text": "sorting", "source": "proposed by m"})

    assert label_of(labelled) == {"text": "sorting", "source": "proposed by m"}
    assert labelled.get(LABELS, params=WHERE).json()["sources"] == {"7": "proposed by m"}


def test_that_writing_an_own_label_forgets_who_proposed_the_one_before(labelled: httpx.Client) -> None:
    labelled.put(LABEL, params=WHERE, json={"text": "sorting", "source": "proposed by m"})
    labelled.put(LABEL, params=WHERE, json={"text": "my own words"})

    assert label_of(labelled) == {"text": "my own words", "source": "you"}


def test_that_silent_passages_are_given(http: httpx.Client) -> None:
    reply = http.get("/interpretability/features/7/silent", params={**WHERE, "limit": "2"})

    assert [entry["tokens"] for entry in reply.json()["data"]] == [["quiet 0"], ["quiet 1"]]


def test_that_silent_passages_of_an_unknown_feature_are_not_found(http: httpx.Client) -> None:
    reply = http.get("/interpretability/features/99/silent", params=WHERE)

    assert (reply.status_code, reply.json()["error"]["param"]) == (404, "feature")
