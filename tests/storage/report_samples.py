"""A report in which every part is filled, for the tests of report files."""

from __future__ import annotations

from datetime import UTC, datetime

from holysheep_desktop.core.models import Component, Metric
from holysheep_desktop.core.provenance import NoteKind, Origin, Provenance, ReplyNote
from holysheep_desktop.core.report import Report, Software, record_of
from holysheep_desktop.core.requests import (
    AnalysisRequest,
    FeatureOptions,
    Generation,
    PatchOptions,
    user_message,
)
from holysheep_desktop.core.results import (
    ActivationCache,
    AnalysisResult,
    Answer,
    AnswerToken,
    Baseline,
    ControlResult,
    EffectDirection,
    EffectMap,
    EffectScale,
    FeatureActivation,
    FeatureAnalysis,
    FeatureEffect,
    Label,
    NeuronEffect,
    PatchAnalysis,
    PatchAnswers,
    SaeReading,
    SelfTest,
    TokenActivations,
)
from holysheep_desktop.core.tokens import Token

TOKENS = (Token(2, "<bos>", 0, 0, is_special=True), Token(100, "좋은", 0, 2), Token(101, " 아침", 2, 5))


def full_report(prompt: str = "좋은 아침", label: str = "greetings", answer: str = "입니다") -> Report:
    """A report of a features-and-patching request."""
    request = AnalysisRequest(
        "gemma-3-270m",
        user_message(prompt),
        Generation(max_tokens=8, seed=7),
        FeatureOptions(layer=12),
        PatchOptions("나쁜 아침", layer=12),
    )
    provenance = Provenance(
        Origin.MEASURED_HERE, "http://127.0.0.1:9/v1", "holysheep-numpy", "0.1.0", "ab" * 32, "cd" * 32,
        "float32", 7, {"prefill": 12.5},
    )  # fmt: skip
    result = AnalysisResult(
        "gemma-3-270m",
        provenance,
        Answer(answer, "stop"),
        _features(label),
        _patching(label),
        notes=(ReplyNote(NoteKind.VALUES_LEFT_OUT, 3, "NaN"),),
    )
    software = Software("HolySheep Desktop", "0.1.0", "3.11.7", "Linux", (("numpy", "2.4.6"),))
    return Report(datetime(2026, 11, 23, 9, 30, tzinfo=UTC), software, record_of(request, result), "ko")


def _features(label: str) -> FeatureAnalysis:
    cache = ActivationCache(
        TOKENS,
        (
            TokenActivations((), ()),
            TokenActivations((4711,), (12.5,)),
            TokenActivations((4711, 88), (6.25, 3.0)),
        ),
    )
    features = (FeatureActivation(4711, 12.5, Label(label, "auto")), FeatureActivation(88, 3.0))
    return FeatureAnalysis(
        features, SaeReading("gemma-3-270m/layer-12/8k", 12, n_active=2, l0_mean=1.5), cache
    )


def _patching(label: str) -> PatchAnalysis:
    effects = EffectMap(Component.RESID_POST, (12,), (0, 1, 2), ((0.0, 0.75, None),), ((0.0, 0.5, None),))
    return PatchAnalysis(
        0.75,
        EffectDirection.TOWARD_COMPARISON,
        (NeuronEffect("L12.N345", 0.21, Label(label)),),
        Metric.LOGIT_DIFF,
        12,
        EffectScale.NORMALISED,
        PatchAnswers(AnswerToken(5, " 네"), AnswerToken(6, " 아니오"), "argmax"),
        Baseline(3.5, -2.0),
        raw_effect=-4.1,
        denoising_score=0.5,
        tokens=TOKENS,
        comparison_tokens=TOKENS,
        alignment=((0, 0), (1, 1)),
        self_tests=(SelfTest("self_patch", 0.0, 1e-4, passed=True),),
        controls=(ControlResult("neurons", 20, 0.02),),
        maps=(effects,),
        features=(FeatureEffect(4711, -2.5, 0.3, 0.01),),
    )
