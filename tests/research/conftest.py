"""Models and engines that all tests of the research engine share; everything is offline."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

os.environ |= {"HF_HUB_OFFLINE": "1", "WANDB_MODE": "disabled", "OMP_NUM_THREADS": "1"}

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of the libraries among themselves
    import torch
    from fakes import hub_folders

    from holysheep_desktop.research.opening import Wishes, open_engine

from holysheep_desktop.engine.model_engine import ModelEngine

Opened = Callable[[str], ModelEngine]


def pytest_configure(config: pytest.Config) -> None:
    for library in ("torch", "transformers", "transformer_lens", "sae_lens", "jaxtyping"):
        config.addinivalue_line("filterwarnings", f"ignore:::{library}")


@pytest.fixture(scope="session")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of tiny models, each with an SAE of layer 1."""
    root = tmp_path_factory.mktemp("hub")
    for name in hub_folders.MODELS:
        hub_folders.write_model(root, name)
    hub_folders.write_saelens(root / "saes" / "tiny-res" / "layer_1", hub_folders.saelens_sae("jumprelu"))
    return root


@pytest.fixture(scope="session")
def cache_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def opened(hub: Path, cache_dir: Path) -> Opened:
    """Engines by the model's name, opened once."""
    engines: dict[str, ModelEngine] = {}

    def of(name: str) -> ModelEngine:
        if name not in engines:
            engines[name] = engine(
                Wishes(str(hub / name), (str(hub / "saes"),), device="cpu", threads=1), cache_dir
            )
        return engines[name]

    return of


def engine(wishes: Wishes, cache_dir: Path) -> ModelEngine:
    torch.set_num_threads(1)
    return open_engine(
        wishes, cache_dir, (), own_sae_dir=None, report=lambda _: None, should_stop=lambda: False
    )
