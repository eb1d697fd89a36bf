"""JSON paths of the options of a patching request, as errors name them."""

from __future__ import annotations

PATCHING = "extra_body.activation_patching"
COMPARISON_PROMPT = f"{PATCHING}.comparison_prompt"
TARGET_LAYER = f"{PATCHING}.target_layer"
COMPONENTS = f"{PATCHING}.components"
LAYERS = f"{PATCHING}.layers"
SAE_ID = f"{PATCHING}.sae_id"
FEATURE_IDS = f"{PATCHING}.feature_ids"
ALIGNMENT = f"{PATCHING}.alignment"
ANSWER_TOKENS = f"{PATCHING}.answer_tokens"
ANSWER_POSITION = f"{PATCHING}.answer_position"
SITE = f"{PATCHING}.site"
STEERING = "extra_body.steering"
