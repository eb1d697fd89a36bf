"""A model with its tokenizer and SAEs as one object: it says what it can do, and answers requests."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass

from holysheep_desktop import __version__
from holysheep_desktop.core.dashboards import FeatureDashboard, FeatureExample, FeatureHit
from holysheep_desktop.core.models import Capabilities, Component, Metric, ModelInfo, SaeInfo, Support
from holysheep_desktop.core.provenance import Origin, Provenance
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult, Answer, LensRow, PatchAnalysis
from holysheep_desktop.core.sae_import import SaeImport
from holysheep_desktop.core.source import Report
from holysheep_desktop.core.tokens import Token
from holysheep_desktop.engine import patching
from holysheep_desktop.engine.analysis.answering import answer
from holysheep_desktop.engine.analysis.feature_analysis import analyse_features, captures_for
from holysheep_desktop.engine.analysis.lens import logit_lens
from holysheep_desktop.engine.analysis.prompt_run import (
    Prompt,
    PromptRun,
    read_messages,
    read_prompt_text,
    run_prompt,
)
from holysheep_desktop.engine.analysis.request_check import Plan, check_components, check_lengths, plan
from holysheep_desktop.engine.analysis.stages import Stages
from holysheep_desktop.engine.analysis.steering import steering_edit
from holysheep_desktop.engine.analysis.steering_effect import steering_effect
from holysheep_desktop.engine.dictionaries.decoder_directions import with_decoder_direction
from holysheep_desktop.engine.dictionaries.own_dashboard import compute_dashboard
from holysheep_desktop.engine.dictionaries.promotes import Promotion
from holysheep_desktop.engine.dictionaries.sae_library import SaeLibrary, checked_feature
from holysheep_desktop.engine.dictionaries.silent_passages import silent_passages
from holysheep_desktop.engine.transformer import hooks
from holysheep_desktop.engine.transformer.hooks import Site
from holysheep_desktop.engine.transformer.network import Network
from holysheep_desktop.engine.weights.text_tokens import TextTokenizer
from holysheep_desktop.errors import DictionaryError, PatchTargetError

ShouldStop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Identity:
    """What the engine says of itself. `components`: what can be patched, but for SAE features."""

    model: str
    owner: str | None
    engine: str
    dtype: str
    model_sha256: str | None
    tokenizer_sha256: str | None
    components: tuple[Component, ...] = tuple(c for c in Component if c is not Component.SAE_FEATURE)
    device: str | None = None
    has_chat_template: bool | None = None


class ModelEngine:
    """One model. Synchronous, for one thread at a time."""

    def __init__(
        self, network: Network, tokenizer: TextTokenizer, library: SaeLibrary, identity: Identity
    ) -> None:
        self._model = network
        self._tokenizer = tokenizer
        self._library = library
        self._identity = identity
        self._promotion = Promotion(network, tokenizer)

    def models(self) -> tuple[ModelInfo, ...]:
        """The one model, with what it can really do."""
        saes = self._library.infos()
        config = self._model.config
        capabilities = Capabilities(
            sae=_support(bool(saes)),
            activation_patching=_support(bool(self._identity.components)),
            steering=_support(bool(saes)),
            n_layers=config.n_layers,
            d_model=config.d_model,
            context_length=config.n_context,
            saes=saes,
            patching_metrics=tuple(metric.value for metric in Metric),
            patching_components=tuple(c.value for c in self._components()),
            dtype=self._identity.dtype,
            device=self._identity.device,
            chat_template=self._identity.has_chat_template,
        )
        return (ModelInfo(self._identity.model, self._identity.owner, capabilities),)

    def _components(self) -> tuple[Component, ...]:
        served = self._identity.components
        return (*served, Component.SAE_FEATURE) if served and self._library.infos() else served

    def tokenize(self, text: str) -> tuple[Token, ...]:
        """The tokens of a text as the model reads it, BOS first."""
        return read_prompt_text(self._tokenizer, text).tokens

    def feature(self, sae_id: str, feature: int) -> FeatureDashboard:
        """What is known of one feature; raises PatchTargetError where there is no such SAE or feature."""
        dashboard = self._library.dashboard(sae_id, feature)
        if dashboard.promoted:
            return dashboard
        return with_decoder_direction(dashboard, self._library.sae(sae_id), self._promotion)

    def silent_passages(
        self, sae_id: str, feature: int, n: int, should_stop: ShouldStop
    ) -> tuple[FeatureExample, ...]:
        """Passages of the sample without a feature; raises PatchTargetError, DictionaryError."""
        sae, path = self._library.sae(sae_id), self._library.corpus_sample()
        checked_feature(self._library.info(sae_id), feature, "feature")
        if path is None:
            return ()
        return silent_passages(self._model, self._tokenizer, sae, path, feature, n, should_stop)

    def find_features(self, sae_id: str, query: str, limit: int) -> tuple[FeatureHit, ...]:
        """Features by the words of their label; raises PatchTargetError where there is no such SAE."""
        return self._library.find(sae_id, query, limit)

    def add_sae(self, wish: SaeImport, should_stop: ShouldStop) -> SaeInfo:
        """Take in an SAE of the user; raises DictionaryError, SaePlaceUnknownError, CancelledWorkError."""
        return self._library.add(wish, should_stop)

    def remove_sae(self, sae_id: str) -> None:
        """Delete an SAE of the user; raises PatchTargetError for any other, DictionaryError."""
        self._library.remove(sae_id)

    def compute_dashboard(self, sae_id: str, report: Report, should_stop: ShouldStop) -> SaeInfo:
        """Compute the dashboard of an SAE of the user over the sample of text that came with the program.

        Raises PatchTargetError for any other SAE, DictionaryError, CancelledWorkError.
        """
        folder, sample = self._library.own_folder(sae_id), self._library.corpus_sample()
        if sample is None:
            raise DictionaryError(folder, "there is no sample of text to read")
        compute_dashboard(
            self._model, self._tokenizer, self._promotion, self._library.sae(sae_id),
            sample, folder, report, should_stop,
        )  # fmt: skip
        return self._library.refresh(sae_id)

    def close(self) -> None:
        """Forget the SAEs in memory; the weights are maps of files and go with the object."""
        self._library.close()

    def analyse(self, request: AnalysisRequest, report: Report, should_stop: ShouldStop) -> AnalysisResult:
        """Answer a request: features, lens and answer come from one run over the prompt.

        Raises PatchTargetError for an option that cannot be served, PromptTooLongError, DictionaryError for
        an SAE that is damaged, CancelledWorkError.
        """
        if request.model != self._identity.model:
            raise PatchTargetError("model", f"this engine runs {self._identity.model}")
        stages = Stages(report, should_stop)
        prompt = read_messages(self._tokenizer, request.messages)
        check_lengths(request, prompt, self._model.config)
        check_components(request, self._components())
        with stages.stage("loading"):
            needed = plan(request, self._library)
        with stages.stage("prefill", len(prompt.ids)):
            run = self._run(request, prompt, needed, should_stop)
        features = None
        if needed.sae is not None and request.features is not None:
            with stages.stage("features"):
                features = analyse_features(
                    self._model, self._library, needed.sae, run, request.features, report, should_stop
                )
        lens = None
        if request.logit_lens:
            with stages.stage("lens"):
                lens = self._lens(run)
        with stages.stage("steering") if request.steering else nullcontext():
            steered = steering_effect(self._model, self._tokenizer, run, should_stop)
        with stages.stage("decode", request.generation.max_tokens):
            said = answer(
                self._model, self._tokenizer, run, request.generation,
                edit=steering_edit(needed.steered), report=report, should_stop=should_stop,
            )  # fmt: skip
        found = None
        if request.patching is not None:
            with stages.stage("patching"):
                found = self._patching(request, prompt, said, report, should_stop)
        return AnalysisResult(
            model=self._identity.model,
            provenance=self._provenance(request, stages),
            answer=said,
            features=features,
            patching=found,
            logit_lens=lens,
            steering=steered,
            templated_prompt=prompt.template,
        )

    def _run(
        self, request: AnalysisRequest, prompt: Prompt, needed: Plan, should_stop: ShouldStop
    ) -> PromptRun:
        capture: set[str] = set() if needed.sae is None else set(captures_for(needed.sae))
        if request.logit_lens:
            capture.update(hooks.name(i, Site.RESID_POST) for i in range(self._model.config.n_layers))
        return run_prompt(
            self._model, prompt, capture,
            new_tokens=request.generation.max_tokens,
            edit=steering_edit(needed.steered, prompt.is_special),
            should_stop=should_stop,
        )  # fmt: skip

    def _lens(self, run: PromptRun) -> tuple[LensRow, ...]:
        streams = [run.value(i, Site.RESID_POST)[-1] for i in range(self._model.config.n_layers)]
        return logit_lens(self._model, self._tokenizer, streams)

    def _patching(
        self, request: AnalysisRequest, prompt: Prompt, said: Answer, report: Report, should_stop: ShouldStop
    ) -> PatchAnalysis:
        asked = request.generation
        is_plain = asked.temperature <= 0 and not asked.stop and asked.max_tokens > 0
        return patching.analyse_patching(
            self._model, self._tokenizer, self._library, prompt.tokens, request, report, should_stop,
            neuron_labels=self._promotion.neuron_labels,
            original_answer=said.text if is_plain else None,
        )  # fmt: skip

    def _provenance(self, request: AnalysisRequest, stages: Stages) -> Provenance:
        identity = self._identity
        return Provenance(
            origin=Origin.MEASURED_HERE,
            endpoint="",
            engine=identity.engine,
            version=__version__,
            model_sha256=identity.model_sha256,
            tokenizer_sha256=identity.tokenizer_sha256,
            dtype=identity.dtype,
            seed=request.generation.seed,
            elapsed_ms=stages.elapsed_ms,
        )


def _support(is_there: bool) -> Support:
    return Support.YES if is_there else Support.NO
