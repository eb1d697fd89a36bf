"""The body of a chat reply: results as JSON, and any gateway's JSON as a result.

Of our own gateway nothing is lost; a remote one may leave out or garble any part, which is then None and
named in the result's notes. A number that is not finite never gets through.
"""

from __future__ import annotations

from collections import Counter

from holysheep_desktop.core.provenance import NoteKind, Origin, ReplyNote
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult, LensRow, TokenLogprob, Usage
from holysheep_desktop.errors import ApiResponseError, ErrorReplyError
from holysheep_desktop.protocol.answer_part import answer_notes, dump_choices, dump_usage, parse_answer
from holysheep_desktop.protocol.chat_request import PLACEMENT_ADVICE, Placement
from holysheep_desktop.protocol.error_body import error_of
from holysheep_desktop.protocol.feature_part import dump_features, parse_features
from holysheep_desktop.protocol.patching_dump import dump_patching
from holysheep_desktop.protocol.patching_part import parse_patching
from holysheep_desktop.protocol.provenance_part import dump_provenance, parse_provenance
from holysheep_desktop.protocol.steering_part import dump_steering, parse_steering
from holysheep_desktop.protocol.wire_types import Index, LeftOut, OrNone, Real, Strict, Word

_OPERATION = "analyse"
_KNOWN_FIELDS = frozenset(
    {
        "id",
        "object",
        "created",
        "model",
        "choices",
        "usage",
        "sae_features",
        "sae_metadata",
        "activation_cache",
        "patching_analysis",
        "logit_lens",
        "steering_effect",
        "templated_prompt",
        "provenance",
        "extra_body_placement",
        "extra_body_advice",
    }
)
_PARTS = ("choices", "sae_features", "patching_analysis", "logit_lens")


class _LensToken(Strict):
    token: str
    logprob: Real


class _LensRow(Strict):
    layer: Index
    top: list[_LensToken]


class _Top(Strict):
    model: OrNone[Word] = None
    templated_prompt: OrNone[str] = None
    logit_lens: OrNone[list[_LensRow]] = None


def dump_result(
    result: AnalysisResult,
    placement: Placement = Placement.NONE,
    *,
    reply_id: str | None = None,
    created: int | None = None,
) -> dict[str, object]:
    """The JSON body of a reply; `created` is in seconds since 1970.

    `result.notes` and `unknown_fields` describe a reply that was read, so they are not written.
    """
    body: dict[str, object] = {"object": "chat.completion", "model": result.model}
    if reply_id is not None:
        body["id"] = reply_id
    if created is not None:
        body["created"] = created
    body["choices"] = dump_choices(result.answer)
    body["usage"] = dump_usage(result.answer.usage if result.answer else Usage())
    if result.features is not None:
        body.update(dump_features(result.features))
    if result.patching is not None:
        body["patching_analysis"] = dump_patching(result.patching)
    if result.logit_lens is not None:
        body["logit_lens"] = [_lens_row(row) for row in result.logit_lens]
    if result.steering is not None:
        body["steering_effect"] = dump_steering(result.steering)
    if result.templated_prompt is not None:
        body["templated_prompt"] = result.templated_prompt
    body["provenance"] = dump_provenance(result.provenance)
    body["extra_body_placement"] = str(placement)
    if placement in {Placement.TOP_LEVEL, Placement.BOTH}:
        body["extra_body_advice"] = PLACEMENT_ADVICE
    return body


def _lens_row(row: LensRow) -> dict[str, object]:
    return {"layer": row.layer, "top": [{"token": t.token, "logprob": t.logprob} for t in row.top]}


def parse_result(
    payload: object, request: AnalysisRequest, *, endpoint: str, origin: Origin
) -> AnalysisResult:
    """A result from a reply's JSON.

    Raises ApiResponseError where it is no object, an error, or holds neither an answer nor an analysis.
    """
    body = _body(payload)
    left_out, notes = LeftOut(), list[ReplyNote]()
    top = _Top.model_validate(body, context=left_out)
    answer = parse_answer(body, left_out)
    features = parse_features(body, request.features, left_out, notes)
    patching = parse_patching(body, request.patching, left_out, notes)
    steering = parse_steering(body, left_out)
    notes.extend(answer_notes(body, answer, is_asked=request.generation.max_tokens > 0))
    provenance = parse_provenance(body, left_out, endpoint=endpoint, origin=origin)
    if left_out:
        notes.append(ReplyNote(NoteKind.VALUES_LEFT_OUT, len(left_out), _counted(left_out)))
    return AnalysisResult(
        model=top.model or request.model,
        provenance=provenance,
        answer=answer,
        features=features,
        patching=patching,
        logit_lens=_lens(top.logit_lens),
        notes=tuple(notes),
        unknown_fields={key: value for key, value in body.items() if key not in _KNOWN_FIELDS},
        steering=steering,
        templated_prompt=top.templated_prompt,
    )


def _body(payload: object) -> dict[str, object]:
    if not isinstance(payload, dict):
        raise ApiResponseError(_OPERATION, f"the reply is a {type(payload).__name__}, not an object")
    body: dict[str, object] = {str(key): value for key, value in payload.items()}
    if body.get("error") and not any(body.get(part) for part in _PARTS):
        raise ErrorReplyError(_OPERATION, "the reply is an error", error_of(body).message)
    if not any(part in body for part in _PARTS):
        raise ApiResponseError(_OPERATION, "the reply holds neither an answer nor an analysis")
    return body


def _lens(rows: list[_LensRow] | None) -> tuple[LensRow, ...] | None:
    if rows is None:
        return None
    return tuple(LensRow(r.layer, tuple(TokenLogprob(t.token, t.logprob) for t in r.top)) for r in rows)


def _counted(names: LeftOut) -> str:
    return ", ".join(f"{name} ×{n}" if n > 1 else name for name, n in Counter(names).items())
