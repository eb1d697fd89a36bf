"""The user's own labels as JSON: one label, all of an SAE, and what an import did."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from holysheep_desktop.core.labelling.own_labels import LABELS_LIMIT, LabelImport, OwnLabels, own_text
from holysheep_desktop.core.results import Label
from holysheep_desktop.errors import ApiResponseError, RequestError
from holysheep_desktop.protocol.feature_values import feature_id
from holysheep_desktop.protocol.label_shape import dump_label
from holysheep_desktop.protocol.wire_types import Count, Strict, Word

FORMAT = "holysheep-sae-labels"
VERSION = 1
TEXT_LIMIT = 10_000
"""Characters of one label as it may come in; what is kept is far shorter."""


class _Labels(Strict):
    format: Literal["holysheep-sae-labels"]
    version: Literal[1]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    sae_id: Word = ""
    labels: Annotated[dict[str, Annotated[str, Field(max_length=TEXT_LIMIT)]], Field(max_length=LABELS_LIMIT)]
    sources: Annotated[dict[str, Word], Field(max_length=LABELS_LIMIT)] = Field(
        default_factory=dict[str, str]
    )


class _Import(Strict):
    document: dict[str, object]
    replaces: bool


class _Imported(Strict):
    added: Count
    replaced: Count
    kept: Count


class _Text(Strict):
    text: Annotated[str, Field(max_length=TEXT_LIMIT)]
    source: Word = ""


def dump_text(text: str, source: str = "") -> dict[str, object]:
    """The body of PUT …/label; an empty text takes the label away, `source` says who proposed it."""
    return {"text": text, "source": source} if source else {"text": text}


def parse_text(body: object) -> tuple[str, str]:
    """Text and source of PUT …/label; raises RequestError."""
    try:
        wire = _Text.model_validate(body)
        return wire.text, wire.source
    except ValidationError as error:
        raise RequestError("text", f"must be a string of at most {TEXT_LIMIT} characters") from error


def dump_written(feature: int, label: Label | None) -> dict[str, object]:
    """The reply to PUT …/label: the own label as it was kept, or null."""
    return {"feature": feature, "label": dump_label(label)}


def dump_labels(labels: OwnLabels) -> dict[str, object]:
    """All own labels of one SAE: a reply of GET …/labels, and the content of a file."""
    document: dict[str, object] = {
        "format": FORMAT,
        "version": VERSION,
        "sae_id": labels.sae_id,
        "sha256": labels.sha256,
        "labels": {str(feature): labels.labels[feature] for feature in sorted(labels.labels)},
    }
    if labels.sources:
        document["sources"] = {str(feature): labels.sources[feature] for feature in sorted(labels.sources)}
    return document


def read_labels(document: object) -> OwnLabels:
    """The labels in a document of `dump_labels`; raises ValueError that says what is wrong, in English."""
    try:
        wire = _Labels.model_validate(document)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        path = ".".join(str(part) for part in fault["loc"][:1]) or "document"
        raise ValueError(f"{path}: {fault['msg']}") from error
    labels, sources = _by_feature(wire.labels), _by_feature(wire.sources)
    return OwnLabels(wire.sha256, wire.sae_id, labels, {f: sources[f] for f in sources if f in labels})


def _by_feature(texts: Mapping[str, str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for name, text in texts.items():
        feature = feature_id(name)
        if feature is None:
            raise ValueError("labels: a key is not the number of a feature")
        shown = own_text(text)
        if shown:
            found[feature] = shown
    return found


def parse_labels(payload: object) -> OwnLabels:
    """A reply of GET …/labels; raises ApiResponseError."""
    try:
        return read_labels(payload)
    except ValueError as error:
        raise ApiResponseError("own_labels", str(error)) from error


def dump_import(labels: OwnLabels, *, replaces: bool) -> dict[str, object]:
    """The body of POST …/labels."""
    return {"document": dump_labels(labels), "replaces": replaces}


def parse_import(body: object) -> tuple[OwnLabels, bool]:
    """The labels to add and whether they replace; raises RequestError."""
    try:
        wire = _Import.model_validate(body)
        return read_labels(wire.document), wire.replaces
    except ValidationError as error:
        raise RequestError(None, "must have a document and say whether it replaces") from error
    except ValueError as error:
        raise RequestError("document", f"document.{error}", "invalid_value") from error


def dump_imported(done: LabelImport) -> dict[str, object]:
    """The reply to POST …/labels."""
    return {"added": done.n_added, "replaced": done.n_replaced, "kept": done.n_kept}


def parse_imported(payload: object) -> LabelImport:
    """What an import did; raises ApiResponseError."""
    try:
        wire = _Imported.model_validate(payload)
    except ValidationError as error:
        raise ApiResponseError("import_labels", "the counts are missing") from error
    return LabelImport(wire.added, wire.replaced, wire.kept)
