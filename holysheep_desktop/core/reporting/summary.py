"""What a run found, in sentences: graded by the tutorial's thresholds where the number allows it.

Where it does not, the sentence says why there is no grade.
"""

from __future__ import annotations

from holysheep_desktop.core.interpretation import (
    HIGH_SPARSITY,
    MEDIUM_IMPACT,
    POOR_CE_RECOVERED,
    POOR_EXPLAINED_VARIANCE,
    STRONG_IMPACT,
    ReadingTrust,
    ScoreState,
    causal_role,
    denoising_verdict,
    impact_verdict,
    is_rare,
    is_recovery_in_range,
    most_telling,
    reading_trust,
    sparsity_level,
)
from holysheep_desktop.core.provenance import NoteKind
from holysheep_desktop.core.report import Run
from holysheep_desktop.core.reporting.picture import fitted
from holysheep_desktop.core.reporting.words import Words, number
from holysheep_desktop.core.requests import SteeringMode
from holysheep_desktop.core.results import FeatureActivation, FeatureAnalysis, PatchAnalysis

_LABEL_WIDTH = 420.0


def run_sentences(run: Run, words: Words) -> tuple[str, ...]:
    """The sentences of one run, the most important first."""
    found: list[str] = []
    if run.request.patching is not None:
        found += _patching(run, words)
    if run.request.features is not None:
        found += _features(run, words)
    if run.request.steering:
        found.append(_steering(run, words))
    if not found:
        key = "sentence_answer_only" if run.result.answer is not None else "sentence_nothing"
        found.append(words.fill(key, model=run.result.model))
    return tuple(found)


def _features(run: Run, words: Words) -> list[str]:
    analysis = run.result.features
    if analysis is None:
        return [words["sentence_features_missing"], words["sentence_missing_cure"]]
    if not analysis.features:
        return [words["sentence_no_feature"]]
    passed_over = _passed_over(analysis, words)
    return [_strongest(analysis, words), *passed_over, _sparsity(analysis, words), *_trust(analysis, words)]


def _strongest(analysis: FeatureAnalysis, words: Words) -> str:
    telling, reading = most_telling(analysis.features), analysis.reading
    strongest = _named(telling, words)
    if telling is not analysis.features[0]:
        listed = number(len(analysis.features))
        return words.fill("sentence_telling", n=listed, feature=strongest)
    if reading.n_active is None:
        listed = number(len(analysis.features))
        return words.fill("sentence_listed", n=listed, feature=strongest)
    if reading.width is None:
        return words.fill("sentence_active", n=number(reading.n_active), feature=strongest)
    n, width = number(reading.n_active), number(reading.width)
    return words.fill("sentence_active_of", n=n, width=width, feature=strongest)


def _passed_over(analysis: FeatureAnalysis, words: Words) -> list[str]:
    """Why the sentence before does not name the strongest feature."""
    strongest = analysis.features[0]
    if most_telling(analysis.features) is strongest:
        return []
    if strongest.density is None or is_rare(strongest):
        return [words.fill("sentence_stronger_unlabelled", id=strongest.feature)]
    share = f"{100 * strongest.density:.0f}"
    return [words.fill("sentence_stronger_common", id=strongest.feature, share=share)]


def _named(feature: FeatureActivation, words: Words) -> str:
    label = fitted(words.label(feature.label), _LABEL_WIDTH)
    if not label:
        return words.fill("feature_without_label", id=feature.feature)
    return words.fill("feature_with_label", id=feature.feature, label=label)


def _sparsity(analysis: FeatureAnalysis, words: Words) -> str:
    level = sparsity_level(analysis.reading)
    if level is None:
        return words["sentence_sparsity_missing"]
    return words.fill(
        f"sentence_sparsity_{level.value}", value=f"{analysis.reading.sparsity:.4f}", limit=HIGH_SPARSITY
    )


def _trust(analysis: FeatureAnalysis, words: Words) -> list[str]:
    reading = analysis.reading
    trust = reading_trust(reading)
    if trust is None:
        return [words["sentence_trust_missing"]]
    is_readable = is_recovery_in_range(reading) or trust is ReadingTrust.UNCLEAR
    recovered = reading.ce_loss_recovered if is_readable else None
    values = {"variance": number(reading.explained_variance), "recovered": number(recovered)}
    limits = {"variance_limit": POOR_EXPLAINED_VARIANCE, "recovered_limit": POOR_CE_RECOVERED}
    return [words.fill(f"sentence_trust_{trust.value}", **values, **limits)]


def _patching(run: Run, words: Words) -> list[str]:
    analysis, options = run.result.patching, run.request.patching
    if analysis is None or options is None:
        return [words["sentence_patching_missing"], words["sentence_missing_cure"]]
    layer = options.layer if analysis.target_layer is None else analysis.target_layer
    sentences = [_impact(run, analysis, layer, words)]
    role = causal_role(impact_verdict(analysis), denoising_verdict(analysis))
    if role is not None:
        sentences.append(words[f"sentence_role_{role.value}"])
    if analysis.direction is not None:
        sentences.append(words[f"sentence_direction_{analysis.direction.value}"])
    return [*sentences, *_self_tests(analysis, words)]


def _impact(run: Run, analysis: PatchAnalysis, layer: int, words: Words) -> str:
    verdict = impact_verdict(analysis)
    values = {"layer": layer, "score": number(verdict.score), "raw": number(analysis.raw_effect)}
    limits = {"strong": STRONG_IMPACT, "medium": MEDIUM_IMPACT}
    if verdict.strength is not None:
        return words.fill(f"sentence_impact_{verdict.strength.value}", **values, **limits)
    is_unreadable = any(note.kind is NoteKind.SCORE_UNREADABLE for note in run.result.notes)
    if verdict.state is ScoreState.MISSING and is_unreadable:
        return words.fill("sentence_impact_unreadable", **values)
    return words.fill(f"sentence_impact_{verdict.state.value}", **values)


def _self_tests(analysis: PatchAnalysis, words: Words) -> list[str]:
    if not analysis.self_tests:
        return [words["sentence_self_tests_missing"]]
    n, n_failed = len(analysis.self_tests), sum(not test.passed for test in analysis.self_tests)
    if n_failed:
        return [words.fill("sentence_self_tests_failed", n=n, failed=n_failed)]
    return [words.fill("sentence_self_tests_passed", n=n)]


def _steering(run: Run, words: Words) -> str:
    parts = [
        words.fill(f"steering_{one.mode.value}", id=one.feature, strength=number(one.strength))
        if one.mode is not SteeringMode.ABLATE
        else words.fill("steering_ablate", id=one.feature)
        for one in run.request.steering
    ]
    return words.fill("sentence_steering", changes="; ".join(parts))
