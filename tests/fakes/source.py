"""An `AnalysisSource` without a network, for tests of everything above it."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from fakes.toy_findings import SAE_LAYERS, dashboard_of, label_of, patch_analysis, reading_of, sae_id_of
from fakes.toy_model import (
    N_LAYERS,
    WIDTH,
    activations_of,
    chance,
    likely_tokens,
    tokens_of,
)

from holysheep_desktop.core.dashboards import (
    FeatureDashboard,
    FeatureExample,
    FeatureHit,
    FoundIn,
)
from holysheep_desktop.core.effect_maps import layer_rows
from holysheep_desktop.core.labelling.own_labels import (
    LabelImport,
    OwnLabels,
    joined,
    labelled_dashboard,
    labelled_features,
    labelled_hit,
)
from holysheep_desktop.core.models import (
    Capabilities,
    HookPoint,
    Metric,
    ModelInfo,
    SaeInfo,
    SaeMetrics,
    Support,
)
from holysheep_desktop.core.provenance import NoteKind, Origin, Provenance, ReplyNote
from holysheep_desktop.core.requests import AnalysisRequest, FeatureOptions, Steering, SteeringMode
from holysheep_desktop.core.results import (
    ActivationCache,
    AnalysisResult,
    Answer,
    AnswerTokenLogprobs,
    FeatureActivation,
    FeatureAnalysis,
    Label,
    LensRow,
    NextToken,
    PatchAnalysis,
    SteeringEffect,
    Usage,
)
from holysheep_desktop.core.source import Progress, Report, report_nothing
from holysheep_desktop.core.tokens import Token
from holysheep_desktop.errors import BadRequestError, HolySheepError, NotFoundError

_SHA256 = "9c1e" * 16


SAE_MODEL = ModelInfo(
    "gemma-3-270m",
    "google",
    Capabilities(
        sae=Support.YES,
        activation_patching=Support.YES,
        steering=Support.YES,
        n_layers=N_LAYERS,
        d_model=640,
        context_length=2048,
        saes=tuple(
            SaeInfo(
                sae_id_of(layer),
                layer,
                HookPoint.RESID_POST,
                WIDTH,
                _SHA256,
                SaeMetrics(12.0, 0.87, 0.93, 0.02),
            )
            for layer in SAE_LAYERS
        ),
        patching_metrics=tuple(Metric),
        patching_components=(
            "resid_post",
            "attn_out",
            "mlp_out",
            "layer_output",
            "head",
            "head_all_positions",
            "neuron",
            "sae_feature",
        ),
    ),
)
CHAT_MODEL = ModelInfo("gpt-4.1", "openai")


class FakeSource:
    """Answers from the toy model, at once or when the test says so.

    `hold()` keeps every later call waiting (after its first progress) until `release()`; `fail_next(error)`
    makes the next call raise. Tokens are read in the background while somebody types: that call is never
    held, and raises what `fail_tokenize` says, each time. `requests`, `calls` and `n_cancelled` say what
    happened.
    """

    def __init__(
        self,
        models: tuple[ModelInfo, ...] = (SAE_MODEL, CHAT_MODEL),
        *,
        seed: int = 0,
        endpoint: str = "http://127.0.0.1:1/v1",
        origin: Origin = Origin.MEASURED_HERE,
    ) -> None:
        self.available = models
        self.requests: list[AnalysisRequest] = []
        self.calls: list[str] = []
        self.n_cancelled = 0
        self._seed = seed
        self._endpoint = endpoint
        self._origin = origin
        self._failures: list[HolySheepError] = []
        self._own: dict[str, OwnLabels] = {}
        self._tokenize_failure: HolySheepError | None = None
        self._gate: asyncio.Event | None = None
        self._features_gate: asyncio.Event | None = None
        self._let_layers = 0
        self.is_held = False
        self._sweep_gate: asyncio.Event | None = None

    def hold(self) -> None:
        """Keep calls waiting until `release()`."""
        self._gate = asyncio.Event()

    def hold_after_features(self) -> None:
        """Report the features of the next prompt without what is lost with them, and wait for `release()`."""
        self._features_gate = asyncio.Event()

    def hold_after_layers(self, n: int) -> None:
        """Keep the next sweep waiting once the rows of its last `n` layers are told, until `release()`.

        `is_held` says that it waits.
        """
        self._let_layers = n
        self.is_held = False
        self._sweep_gate = asyncio.Event()

    async def _let_through(self, n_layers: int) -> None:
        """Wait before the next layer of a sweep where a test wants to look."""
        if self._sweep_gate is not None and n_layers >= self._let_layers:
            self.is_held = True
            await self._sweep_gate.wait()
            self.is_held = False
            if self._failures:
                raise self._failures.pop(0)

    def release(self) -> None:
        """Let waiting and later calls finish."""
        for gate in (self._gate, self._features_gate, self._sweep_gate):
            if gate is not None:
                gate.set()
        self._gate = self._features_gate = self._sweep_gate = None

    def fail_next(self, error: HolySheepError) -> None:
        """The next call raises `error`; several failures queue up."""
        self._failures.append(error)

    def fail_tokenize(self, error: HolySheepError | None) -> None:
        """Reading tokens raises `error` from now on; None: it works again."""
        self._tokenize_failure = error

    async def models(self) -> tuple[ModelInfo, ...]:
        await self._arrive("models")
        return self.available

    async def analyse(self, request: AnalysisRequest, report: Report = report_nothing) -> AnalysisResult:
        self.requests.append(request)
        with self._counting_cancels():
            return await self._analyse(request, report)

    async def _analyse(self, request: AnalysisRequest, report: Report) -> AnalysisResult:
        report(Progress("queued"))
        await self._arrive("analyse")
        model = self._model(request.model)
        self._check_steering(request.steering)
        n_tokens = len(tokens_of(request.prompt))
        report(Progress("prefill", n_tokens, n_tokens))
        if self._features_gate is not None:
            await self._tell_features(self._features_gate, model, request, report)
        answer = await self._answer(request, report)
        return AnalysisResult(
            model=model.id,
            provenance=self._provenance(model, request),
            answer=answer,
            features=self._features(model, request),
            patching=await self._patching(model, request, report),
            logit_lens=self._lens(request) if request.logit_lens and _has_saes(model) else None,
            notes=tuple(_missing(model, request)),
            steering=self._steering(request) if request.steering and _has_saes(model) else None,
        )

    async def _tell_features(
        self, gate: asyncio.Event, model: ModelInfo, request: AnalysisRequest, report: Report
    ) -> None:
        found = self._features(model, request)
        if found is not None:
            reading = replace(found.reading, ce_loss_recovered=None)
            report(Progress("loss", features=replace(found, reading=reading)))
        await gate.wait()
        if self._failures:
            raise self._failures.pop(0)

    async def tokenize(self, model: str, text: str) -> tuple[Token, ...]:
        self.calls.append("tokenize")
        await asyncio.sleep(0)
        if self._tokenize_failure is not None:
            raise self._tokenize_failure
        self._model(model)
        return tokens_of(text)

    async def feature(self, sae_id: str, feature: int) -> FeatureDashboard:
        await self._arrive("feature")
        self._check_feature(sae_id, feature)
        return labelled_dashboard(dashboard_of(self._seed, sae_id, feature), self._labels(sae_id).label)

    async def find_features(self, sae_id: str, query: str, limit: int = 50) -> tuple[FeatureHit, ...]:
        await self._arrive("find_features")
        self._check_feature(sae_id, 0)
        words = query.casefold().split()
        own = self._labels(sae_id).label
        found = (
            FeatureHit(feature, label, 0.01, FoundIn.LABEL)
            for feature in range(512)
            if (label := own(feature) or label_of(self._seed, sae_id, feature))
            and all(w in label.text.casefold() for w in words)
        )
        return tuple(labelled_hit(hit, own) for hit, _ in zip(found, range(limit), strict=False))

    async def silent_passages(self, sae_id: str, feature: int, n: int) -> tuple[FeatureExample, ...]:
        await self._arrive("silent_passages")
        self._check_feature(sae_id, feature)
        return tuple(FeatureExample((f"quiet passage {i}",), (0.0,), 0) for i in range(n))

    async def write_label(self, sae_id: str, feature: int, text: str, source: str = "") -> None:
        await self._arrive("write_label")
        self._check_feature(sae_id, feature)
        self._own[sae_id] = self._labels(sae_id).with_label(feature, text, source)

    async def own_labels(self, sae_id: str) -> OwnLabels:
        await self._arrive("own_labels")
        self._check_feature(sae_id, 0)
        return self._labels(sae_id)

    async def import_labels(self, sae_id: str, labels: OwnLabels, *, replaces: bool) -> LabelImport:
        await self._arrive("import_labels")
        self._check_feature(sae_id, 0)
        if labels.sha256 != _SHA256:
            raise BadRequestError(
                "import_labels", 400, "other weights", code="other_weights", param="document"
            )
        self._own[sae_id], done = joined(self._labels(sae_id), labels, replaces=replaces)
        return done

    def _labels(self, sae_id: str) -> OwnLabels:
        return self._own.get(sae_id, OwnLabels(_SHA256, sae_id))

    async def _arrive(self, call: str) -> None:
        self.calls.append(call)
        await asyncio.sleep(0)
        if self._gate is not None:
            await self._gate.wait()
        if self._failures:
            raise self._failures.pop(0)

    @contextmanager
    def _counting_cancels(self) -> Iterator[None]:
        try:
            yield
        except asyncio.CancelledError:
            self.n_cancelled += 1
            raise

    def _model(self, model_id: str) -> ModelInfo:
        for model in self.available:
            if model.id == model_id:
                return model
        raise NotFoundError("analyse", 404, f"no model {model_id}", code="model_not_found", param="model")

    def _check_steering(self, steering: tuple[Steering, ...]) -> None:
        known = {sae.sae_id for model in self.available for sae in model.capabilities.saes}
        for index, change in enumerate(steering):
            if change.sae_id not in known:
                param = f"extra_body.steering[{index}].sae_id"
                raise BadRequestError("analyse", 400, "no such SAE", code="invalid_value", param=param)

    def _check_feature(self, sae_id: str, feature: int) -> None:
        known = {sae.sae_id: sae for model in self.available for sae in model.capabilities.saes}
        if sae_id not in known or not 0 <= feature < known[sae_id].width:
            raise NotFoundError("feature", 404, "no such feature", code="not_found")

    def _provenance(self, model: ModelInfo, request: AnalysisRequest) -> Provenance:
        measured = _has_saes(model)
        return Provenance(
            origin=self._origin,
            endpoint=self._endpoint,
            engine="toy" if measured else None,
            version="1" if measured else None,
            model_sha256="a5fd3b62" * 8 if measured else None,
            tokenizer_sha256="4711beef" * 8 if measured else None,
            dtype="float32" if measured else None,
            seed=request.generation.seed if measured else None,
            elapsed_ms={"prefill": 12.0, "decode": 34.5} if measured else {},
        )

    async def _answer(self, request: AnalysisRequest, report: Report) -> Answer:
        rng = chance(self._seed, "answer", request.prompt, request.generation.seed, request.steering)
        total = min(request.generation.max_tokens, 12)
        pieces: list[str] = []
        logprobs: list[AnswerTokenLogprobs] = []
        for done in range(1, total + 1):
            top = likely_tokens(rng, max(1, request.generation.top_logprobs or 1))
            pieces.append(top[0].token)
            logprobs.append(AnswerTokenLogprobs(top[0], top if request.generation.top_logprobs else ()))
            report(Progress("decode", done, total, text=top[0].token))
            await asyncio.sleep(0)
        n_prompt = len(tokens_of(request.prompt))
        asked = request.generation.top_logprobs is not None
        reason = "length" if total == request.generation.max_tokens else "stop"
        return Answer("".join(pieces), reason, Usage(n_prompt, total), tuple(logprobs) if asked else None)

    def _features(self, model: ModelInfo, request: AnalysisRequest) -> FeatureAnalysis | None:
        if request.features is None or not _has_saes(model):
            return None
        sae = _chosen_sae(model, request.features)
        tokens = tokens_of(request.prompt)
        rows = activations_of(self._seed, sae.sae_id, tokens)
        pooled: dict[int, float] = {}
        for row in rows:
            for feature, value in zip(row.features, row.values, strict=True):
                pooled[feature] = max(value, pooled.get(feature, 0.0))
        strongest = sorted(pooled.items(), key=lambda item: (-item[1], item[0]))[: request.features.top_k]
        labels = {f: label for f in pooled if (label := label_of(self._seed, sae.sae_id, f)) is not None}
        found = FeatureAnalysis(
            features=tuple(FeatureActivation(f, v, labels.get(f)) for f, v in strongest),
            reading=reading_of(sae, tokens, ActivationCache(tokens, rows), len(pooled)),
            cache=ActivationCache(tokens, rows) if request.features.with_activation_cache else None,
            labels=_not_in(labels, strongest) if request.features.with_activation_cache else {},
        )
        return labelled_features(found, self._labels(sae.sae_id).label)

    async def _patching(
        self, model: ModelInfo, request: AnalysisRequest, report: Report
    ) -> PatchAnalysis | None:
        options = request.patching
        if options is None or not _has_saes(model):
            return None
        if not 0 <= options.layer < N_LAYERS:
            param = "extra_body.activation_patching.target_layer"
            raise BadRequestError("analyse", 400, f"no layer {options.layer}", param=param)
        found = patch_analysis(self._seed, request, options)
        rows = [one for effects in found.maps for one in layer_rows(effects)] if options.sweep else []
        for layer in range(N_LAYERS):
            await self._let_through(layer)
            finished = tuple(one for one in rows if one.layer == N_LAYERS - 1 - layer)
            report(Progress("sweep", layer + 1, N_LAYERS, rows=finished))
            await asyncio.sleep(0)
        return found

    def _steering(self, request: AnalysisRequest) -> SteeringEffect:
        """The toy's next token is drawn anew where a step has a strength, and stays where it has none."""
        changes = tuple(
            step for step in request.steering if step.strength or step.mode is SteeringMode.ABLATE
        )
        before, after = (
            {
                token.id: token
                for token in likely_tokens(chance(self._seed, "next", request.prompt, steps), 99)
            }
            for steps in ((), changes)
        )
        kl = sum(math.exp(p.logprob) * (p.logprob - after[i].logprob) for i, p in before.items())
        tokens = (NextToken(i or 0, p.token, p.logprob, after[i].logprob) for i, p in before.items())
        return SteeringEffect(kl, tuple(tokens))

    def _lens(self, request: AnalysisRequest) -> tuple[LensRow, ...]:
        return tuple(
            LensRow(layer, likely_tokens(chance(self._seed, "lens", layer, request.prompt), 5))
            for layer in range(N_LAYERS)
        )


def _not_in(labels: dict[int, Label], strongest: list[tuple[int, float]]) -> dict[int, Label]:
    listed = {feature for feature, _ in strongest}
    return {feature: label for feature, label in labels.items() if feature not in listed}


def _has_saes(model: ModelInfo) -> bool:
    return model.capabilities.sae is Support.YES


def _chosen_sae(model: ModelInfo, options: FeatureOptions) -> SaeInfo:
    for sae in model.capabilities.saes:
        if sae.layer == options.layer and options.sae_id in {None, sae.sae_id}:
            return sae
    raise BadRequestError("analyse", 400, f"no SAE at layer {options.layer}", param="extra_body.sae_layer")


def _missing(model: ModelInfo, request: AnalysisRequest) -> Iterator[ReplyNote]:
    if _has_saes(model):
        return
    if request.features is not None:
        yield ReplyNote(NoteKind.FEATURES_MISSING)
    if request.patching is not None:
        yield ReplyNote(NoteKind.PATCHING_MISSING)
