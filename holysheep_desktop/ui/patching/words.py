"""The sentences and numbers of a patching finding. They only say what the result holds."""

from __future__ import annotations

from PySide6.QtCore import QObject

from holysheep_desktop.core.interpretation import (
    CausalRole,
    ScoreState,
    Strength,
    causal_role,
    denoising_verdict,
    impact_verdict,
)
from holysheep_desktop.core.models import Metric
from holysheep_desktop.core.provenance import NoteKind
from holysheep_desktop.core.requests import AnalysisRequest
from holysheep_desktop.core.results import AnalysisResult, EffectDirection, EffectScale, PatchAnalysis
from holysheep_desktop.ui.charts.plot_rows import signed
from holysheep_desktop.ui.widgets.facts import Fact, Source
from holysheep_desktop.ui.widgets.help_mark import Term
from holysheep_desktop.ui.widgets.reply_notes import missing_cure, note_sentence
from holysheep_desktop.ui.widgets.shown_text import one_line


class PatchWords(QObject):
    """Headline, remarks and facts, translated."""

    def headline(self, request: AnalysisRequest, result: AnalysisResult) -> str:
        """The one sentence that a beginner understands."""
        analysis = result.patching
        if analysis is None:
            sentence = self.tr("{model} answered, but without a patching analysis.")
            return sentence.format(model=one_line(result.model))
        verdict = impact_verdict(analysis)
        layer = layer_of(request, analysis)
        if analysis.scale is EffectScale.RAW:
            return self._raw_headline(analysis, layer)
        if verdict.strength is not None:
            return self._graded(verdict.strength).format(layer=layer, score=_score(verdict.score))
        sentence = {
            ScoreState.OPPOSITE: self.tr(
                "Patching layer {layer} pushes the answer away from the comparison (impact {score})."
            ),
            ScoreState.OVERSHOOT: self.tr(
                "Patching layer {layer} moves the answer further than the comparison prompt itself does "
                "(impact {score})."
            ),
        }.get(verdict.state, self.tr("The reply gives no impact score for layer {layer}."))
        return sentence.format(layer=layer, score=_score(verdict.score))

    def _raw_headline(self, analysis: PatchAnalysis, layer: int) -> str:
        """Without a scale there is no impact: say what there is instead."""
        if _are_the_same(analysis):
            return self.tr("Both prompts read as the same tokens, so both runs are the same run.")
        rank = analysis.baseline.original if analysis.baseline else None
        if analysis.metric is Metric.ANSWER_RANK and rank is not None and analysis.raw_effect is not None:
            token = one_line(analysis.answers.original.text.strip()) if analysis.answers else ""
            words = self.tr("Patching layer {layer} moves “{token}” from rank {before} to rank {after}.")
            after = round(rank + analysis.raw_effect)
            return words.format(layer=layer, token=token, before=f"{round(rank):,}", after=f"{after:,}")
        sentence = self.tr(
            "The two prompts hardly differ in their answers, so there is no scale for an impact."
        )
        if analysis.raw_effect is None:
            return sentence
        raw = self.tr("Patching layer {layer} changes the metric by {raw}.")
        return f"{sentence} {raw.format(layer=layer, raw=_score(analysis.raw_effect))}"

    def _graded(self, strength: Strength) -> str:
        return {
            Strength.STRONG: self.tr(
                "Layer {layer} decides the answer: strong causal effect (impact {score})."
            ),
            Strength.MEDIUM: self.tr(
                "Layer {layer} contributes, but is not the only cause: medium causal effect (impact {score})."
            ),
            Strength.WEAK: self.tr("Layer {layer} hardly matters here: weak causal effect (impact {score})."),
        }[strength]

    def remarks(self, result: AnalysisResult) -> tuple[str, ...]:
        """Direction, sufficiency, failed self-tests, and what was odd or missing."""
        analysis = result.patching
        if analysis is None:
            others = [n for n in result.notes if n.kind is not NoteKind.PATCHING_MISSING]
            return (missing_cure(), *(note_sentence(note) for note in others))
        found = (
            self._failed_self_tests(analysis),
            self._role(analysis),
            self._direction(analysis),
            self._scale(analysis),
            self._maps(analysis),
            self._orders(analysis),
            *(note_sentence(note) for note in result.notes),
        )
        return tuple(sentence for sentence in found if sentence)

    def _failed_self_tests(self, analysis: PatchAnalysis) -> str:
        n_failed = sum(not test.passed for test in analysis.self_tests)
        if n_failed == 0:
            return ""
        return self.tr("{n} of the self-tests failed: do not trust these numbers.").format(n=n_failed)

    def _role(self, analysis: PatchAnalysis) -> str:
        role = causal_role(impact_verdict(analysis), denoising_verdict(analysis))
        if role is None:
            return ""
        return {
            CausalRole.NECESSARY_AND_SUFFICIENT: self.tr(
                "What this layer writes is necessary for the original answer and sufficient to bring it back."
            ),
            CausalRole.NECESSARY: self.tr(
                "What this layer writes is necessary for the original answer, but not sufficient for it."
            ),
            CausalRole.SUFFICIENT: self.tr(
                "What this layer writes brings the original answer back, but other places can replace it."
            ),
            CausalRole.NEITHER: self.tr(
                "What this layer writes is neither necessary nor sufficient for the original answer."
            ),
        }[role]

    def _direction(self, analysis: PatchAnalysis) -> str:
        match analysis.direction:
            case EffectDirection.TOWARD_COMPARISON:
                return self.tr("Direction: toward the comparison's answer.")
            case EffectDirection.AWAY_FROM_COMPARISON:
                return self.tr("Direction: away from the comparison's answer.")
            case EffectDirection.NONE:
                return self.tr("Direction: none; the effect is below 0.02.")
            case None:
                return ""

    def _scale(self, analysis: PatchAnalysis) -> str:
        if analysis.scale is not EffectScale.RAW:
            return ""
        if analysis.metric is Metric.ANSWER_RANK:
            return self.tr("A rank has no scale: all effects are changes of the rank, without a grade.")
        return self.tr(
            "Not normalisable: no score and no grade, only raw differences of the metric are shown."
        )

    def _maps(self, analysis: PatchAnalysis) -> str:
        if analysis.map_metric is None or analysis.map_metric is analysis.metric:
            return ""
        return self.tr("The chart, neurons and features below are measured by logit difference.")

    def _orders(self, analysis: PatchAnalysis) -> str:
        known = (analysis.attribution_agreement, analysis.feature_agreement)
        weakest = min((rho for rho in known if rho is not None), default=1.0)
        if weakest >= WEAK_AGREEMENT:
            return ""
        return self.tr(
            "Attribution and exact patching order the neurons or features differently (rank correlation "
            "{rho}): others may matter more than those listed."
        ).format(rho=signed(weakest, ".2f"))

    def facts(self, result: AnalysisResult) -> tuple[Fact, ...]:
        """The numbers of the whole layer."""
        analysis = result.patching
        if analysis is None:
            return ()
        source = Source.of(result.provenance.origin)
        metric_term = {
            Metric.SEMANTIC_SIMILARITY: Term.SEMANTIC_SIMILARITY,
            Metric.ANSWER_PROBABILITY: Term.METRIC,
            Metric.ANSWER_RANK: Term.METRIC,
            Metric.KL_DIVERGENCE: Term.DIVERGENCE,
        }.get(analysis.metric or Metric.LOGIT_DIFF, Term.LOGIT_DIFFERENCE)
        baseline = analysis.baseline
        return (
            _fact(self.tr("Impact (noising)"), analysis.impact_score, source, Term.IMPACT),
            _fact(self.tr("Denoising"), analysis.denoising_score, source, Term.DENOISING),
            _fact(self.tr("Original run"), baseline.original if baseline else None, source, metric_term),
            _fact(self.tr("Comparison run"), baseline.comparison if baseline else None, source, metric_term),
            _fact(self.tr("Raw effect"), analysis.raw_effect, source, metric_term),
        )


WEAK_AGREEMENT = 0.7
"""Below this the gradient may have ranked away what matters: its order is not that of the exact effects."""


def _are_the_same(analysis: PatchAnalysis) -> bool:
    first, second = (
        [token.id for token in tokens] for tokens in (analysis.tokens, analysis.comparison_tokens)
    )
    return bool(first) and first == second


def layer_of(request: AnalysisRequest, analysis: PatchAnalysis) -> int:
    """The layer that the reply is about; the one asked for where the reply does not say."""
    if analysis.target_layer is not None:
        return analysis.target_layer
    assert request.patching is not None
    return request.patching.layer


def _fact(name: str, value: float | None, source: Source, term: Term) -> Fact:
    if value is None:
        return Fact(name, "", Source.NOT_AVAILABLE, term=term)
    return Fact(name, _score(value), source, term=term)


def _score(value: float | None) -> str:
    return "" if value is None else signed(value)
