from __future__ import annotations

import pytest

from holysheep_desktop.core.endpoints import HOLYSHEEP_BASE_URL, Endpoint, EndpointKind
from holysheep_desktop.core.models import Capabilities, ModelInfo, Support
from holysheep_desktop.ui.patching.alignment.prompt_reader import may_read_drafts

LOCAL = Endpoint(EndpointKind.LOCAL)
HOLYSHEEP = Endpoint(EndpointKind.HOLYSHEEP, HOLYSHEEP_BASE_URL)
CUSTOM = Endpoint(EndpointKind.CUSTOM, "https://lab.example/v1")


@pytest.mark.parametrize(
    ("endpoint", "patching", "expected"),
    [
        (LOCAL, Support.UNKNOWN, True),
        (CUSTOM, Support.YES, True),
        (CUSTOM, Support.UNKNOWN, False),
        (HOLYSHEEP, Support.YES, False),
    ],
)
def test_that_drafts_go_only_to_this_computer_and_to_an_own_gateway_that_patches(
    endpoint: Endpoint, patching: Support, expected: bool
) -> None:
    model = ModelInfo("m", capabilities=Capabilities(activation_patching=patching))

    assert may_read_drafts(endpoint, model) is expected
