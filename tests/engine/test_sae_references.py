"""SAEs that SAELens made and saved, against the activations that SAELens computes with them.

`tests/oracle/sae_against_saelens.py` wrote the files in `references/saelens`.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from holysheep_desktop.engine.dictionaries.sae import Sae
from holysheep_desktop.engine.dictionaries.sae_files import SaeModel, load_sae, open_folder

REFERENCES = Path(__file__).parent / "references" / "saelens"
TINY = SaeModel(("gemma-3-270m",), 3, 8)


def opened(name: str) -> tuple[Sae, np.lib.npyio.NpzFile]:
    folder = REFERENCES / name
    return load_sae(open_folder(folder, name, TINY)), np.load(folder / "expected.npz")


@pytest.mark.parametrize("name", ["standard", "jumprelu", "topk"])
def test_that_an_sae_made_by_saelens_reads_the_same_features_here(name: str) -> None:
    sae, expected = opened(name)

    features = sae.encode(expected["x"])

    assert np.count_nonzero(expected["features"]) > 100
    np.testing.assert_allclose(features, expected["features"], atol=1e-5)


@pytest.mark.parametrize("name", ["standard", "jumprelu", "topk"])
def test_that_an_sae_made_by_saelens_rebuilds_the_same_activations_here(name: str) -> None:
    sae, expected = opened(name)

    np.testing.assert_allclose(sae.reconstruct(expected["x"]), expected["rebuilt"], atol=1e-5)
