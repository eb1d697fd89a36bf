"""Effects of features and random controls on the wire."""

from __future__ import annotations

from holysheep_desktop.core.results import ControlResult, FeatureEffect
from holysheep_desktop.protocol.label_shape import dump_label, label_of
from holysheep_desktop.protocol.patching_models import WireControl, WireFeatureEffect


def dump_feature(effect: FeatureEffect) -> dict[str, object]:
    """One feature."""
    return {
        "feature": effect.feature,
        "difference": effect.difference,
        "effect": effect.effect,
        "control": effect.control,
        "label": dump_label(effect.label),
        "denoising": effect.denoising,
        "denoising_control": effect.denoising_control,
        "attribution": effect.attribution,
    }


def feature_of(wire: WireFeatureEffect) -> FeatureEffect:
    """The same as a core value."""
    return FeatureEffect(
        feature=wire.feature,
        difference=wire.difference,
        effect=wire.effect,
        control=wire.control,
        label=label_of(wire.label),
        denoising=wire.denoising,
        denoising_control=wire.denoising_control,
        attribution=wire.attribution,
    )


def dump_control(control: ControlResult) -> dict[str, object]:
    """The random controls of one claim."""
    fields: dict[str, object] = {
        "claim": control.claim,
        "n": control.n,
        "percentile_95": control.percentile_95,
        "effects": list(control.effects),
    }
    if control.layers is not None:
        fields["layers"] = list(control.layers)
    return fields


def control_of(wire: WireControl) -> ControlResult:
    """The same as a core value."""
    layers = None if wire.layers is None else tuple(wire.layers)
    return ControlResult(wire.claim, wire.n, wire.percentile_95, tuple(wire.effects), layers)
