"""What the weights alone say of a feature, for SAEs that come without dashboards."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from holysheep_desktop.core.dashboards import FeatureDashboard, RelatedFeature
from holysheep_desktop.engine.dictionaries.promotes import Promotion
from holysheep_desktop.engine.dictionaries.sae import Sae

N_TOKENS = 10
N_NEAREST = 8
_TINY = np.float32(1e-12)


def with_decoder_direction(dashboard: FeatureDashboard, sae: Sae, promotion: Promotion) -> FeatureDashboard:
    """The dashboard with promoted and suppressed tokens and nearest features, computed from the decoder."""
    direction = sae.direction(dashboard.feature)
    promoted = promotion.of(direction[None, :], N_TOKENS)[0]
    return replace(
        dashboard,
        promoted=promoted.up,
        suppressed=promoted.down,
        nearest=nearest_features(sae, dashboard.feature, N_NEAREST),
    )


def nearest_features(sae: Sae, feature: int, n: int) -> tuple[RelatedFeature, ...]:
    """The `n` other features whose decoder rows have the largest cosine with this one's."""
    lengths = np.maximum(np.linalg.norm(sae.w_dec, axis=1), _TINY)
    cosines = (sae.w_dec @ sae.direction(feature)) / (lengths * lengths[feature])
    order = np.argsort(-cosines, kind="stable")[: n + 1].tolist()
    return tuple(RelatedFeature(i, float(cosines[i])) for i in order if i != feature)[:n]
