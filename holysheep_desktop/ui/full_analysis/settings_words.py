"""What was asked and what answered, as names and values for the end of the report."""

from __future__ import annotations

from PySide6.QtCore import QObject

from holysheep_desktop.core.models import Metric
from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.core.provenance import Origin
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult

Rows = tuple[tuple[str, str], ...]


class SettingsWords(QObject):
    """Settings and provenance, translated; what nobody said is said to be unknown."""

    def settings(self, request: AnalysisRequest) -> Rows:
        """Everything that the answer depends on and that the user chose."""
        generation, features, patching = request.generation, request.features, request.patching
        rows = [(self.tr("Model"), request.model), (self.tr("Prompt"), request.prompt)]
        if patching is not None:
            rows.append((self.tr("Comparison prompt"), patching.comparison_prompt))
        if features is not None:
            sae, layer = features.sae_id or self.tr("the model's own"), self.tr("layer {n}")
            rows.append((self.tr("SAE"), f"{sae} · {layer.format(n=features.layer)}"))
            rows.append((self.tr("Features listed"), str(features.top_k)))
        if patching is not None:
            rows.append((self.tr("Layer to patch"), str(patching.layer)))
            rows.append((self.tr("Measured by"), self._metric(patching.metric)))
            rows.append((self.tr("Random controls"), str(patching.controls)))
        decoding = self.tr("{n} tokens, temperature {temperature}, top-p {top_p}, seed {seed}").format(
            n=generation.max_tokens,
            temperature=f"{generation.temperature:g}",
            top_p=f"{generation.top_p:g}",
            seed=generation.seed,
        )
        return (*rows, (self.tr("Decoding"), decoding))

    def provenance(self, result: AnalysisResult) -> Rows:
        """Who computed it, with what, and how long it took."""
        source = result.provenance
        unknown = self.tr("not said by the endpoint")
        reading = result.features.reading if result.features else None
        is_here = source.origin is Origin.MEASURED_HERE
        engine = f"{source.engine or ''} {source.version or ''}".strip()
        times = ", ".join(f"{self._stage(name)} {ms:,.0f} ms" for name, ms in source.elapsed_ms.items())
        rows = (
            (self.tr("Where from"), self.tr("measured here") if is_here else self.tr("reported")),
            (self.tr("Endpoint"), source.endpoint),
            (self.tr("Engine"), engine),
            (self.tr("Numbers"), source.dtype or ""),
            *self._template(result),
            (self.tr("Model SHA-256"), source.model_sha256 or ""),
            (self.tr("Tokenizer SHA-256"), source.tokenizer_sha256 or ""),
            (self.tr("SAE SHA-256"), (reading.sha256 if reading else None) or ""),
            (self.tr("Time"), times),
        )
        return tuple((name, plain_text(value, 400) or unknown) for name, value in rows)

    def _template(self, result: AnalysisResult) -> Rows:
        """What a chat model read, whose template was put around the messages."""
        text = result.templated_prompt
        return () if text is None else ((self.tr("Read as"), text.replace("\n", "⏎")),)

    def _metric(self, metric: Metric) -> str:
        return {
            Metric.LOGIT_DIFF: self.tr("logit difference"),
            Metric.ANSWER_PROBABILITY: self.tr("probability of the answer"),
            Metric.ANSWER_RANK: self.tr("rank of the answer"),
            Metric.KL_DIVERGENCE: self.tr("KL divergence"),
            Metric.SEMANTIC_SIMILARITY: self.tr("semantic similarity"),
        }[metric]

    def _stage(self, name: str) -> str:
        """A stage that was timed; one that an endpoint named itself stays as it came."""
        return {
            "loading": self.tr("loading the SAE"),
            "prefill": self.tr("reading the prompt"),
            "features": self.tr("features"),
            "lens": self.tr("logit lens"),
            "loss": self.tr("loss"),
            "steering": self.tr("steering"),
            "decode": self.tr("answer"),
            "patching": self.tr("patching"),
        }.get(name, name)
