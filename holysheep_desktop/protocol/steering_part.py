"""`steering_effect`: what the steering of a request did to the first token of the answer."""

from __future__ import annotations

from pydantic import Field

from holysheep_desktop.core.results import NextToken, SteeringEffect
from holysheep_desktop.protocol.wire_types import Index, LeftOut, OrNone, Real, Strict


class _Token(Strict):
    id: Index
    token: str
    logprob_before: Real
    logprob_after: Real


class _Effect(Strict):
    kl: OrNone[Real] = None
    tokens: list[OrNone[_Token]] = Field(default_factory=list[OrNone[_Token]])


class _Reply(Strict):
    steering_effect: OrNone[_Effect] = None


def dump_steering(effect: SteeringEffect) -> dict[str, object]:
    """The divergence in nats, and the tokens in the order of the engine."""
    return {
        "kl": effect.kl,
        "tokens": [
            {
                "id": token.id,
                "token": token.token,
                "logprob_before": token.logprob_before,
                "logprob_after": token.logprob_after,
            }
            for token in effect.tokens
        ],
    }


def parse_steering(payload: dict[str, object], left_out: LeftOut) -> SteeringEffect | None:
    """None where the reply does not say that anything was steered."""
    effect = _Reply.model_validate(payload, context=left_out).steering_effect
    if effect is None:
        return None
    tokens = (
        NextToken(token.id, token.token, token.logprob_before, token.logprob_after)
        for token in effect.tokens
        if token is not None
    )
    return SteeringEffect(effect.kl, tuple(tokens))
