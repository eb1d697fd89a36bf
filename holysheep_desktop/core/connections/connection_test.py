"""The test of an endpoint in steps: what is tried, and how each step ends."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from holysheep_desktop.core.endpoints import Endpoint
from holysheep_desktop.errors import HolySheepError


class ConnectionStep(StrEnum):
    """The steps, in their order."""

    NAME = "name"
    """The host's name has an address."""
    TLS = "tls"
    """The connection is encrypted, and the certificate is good."""
    KEY = "key"
    MODELS = "models"
    SAE = "sae"
    """A model of the list says that it gives SAE features."""
    ANALYSIS = "analysis"
    """One tiny analysis of one token."""


class StepVerdict(StrEnum):
    """How a step ended."""

    PASSED = "passed"
    WARNED = "warned"
    """It works, but not all that the program can show will be there."""
    FAILED = "failed"
    SKIPPED = "skipped"
    """It needs an earlier step, or does not apply."""


class StepRemark(StrEnum):
    """What there is to say beside the verdict."""

    NONE = ""
    THROUGH_PROXY = "through_proxy"
    NOT_ENCRYPTED = "not_encrypted"
    ON_THIS_MACHINE = "on_this_machine"
    NO_KEY_NEEDED = "no_key_needed"
    NO_MODEL_LIST = "no_model_list"
    NO_MODELS = "no_models"
    NO_SAE_MODEL = "no_sae_model"
    NO_FEATURES = "no_features"
    EARLIER_STEP = "earlier_step"


@dataclass(frozen=True, slots=True)
class StepResult:
    """One step that has ended. `detail` is plain text: an address, a TLS version, a count, a model."""

    step: ConnectionStep
    verdict: StepVerdict
    detail: str = ""
    remark: StepRemark = StepRemark.NONE
    error: HolySheepError | None = None
    """Why it failed; its description names the cure."""


class ConnectionTester(Protocol):
    """Tries an endpoint with its own network settings and the key that is kept for it."""

    def test(self, endpoint: Endpoint) -> AsyncIterator[StepResult]:
        """The steps as they end; every step is told exactly once, also after a failure."""
        ...
