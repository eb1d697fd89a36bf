"""Our SAEs in SAELens, and SAELens's in our engine: do both read the same features?

    python tests/oracle/sae_against_saelens.py [OUT_DIR]

Needs sae-lens (it brings torch), and no network. The shipped packs are opened by `SAE.load_from_disk`; SAEs
of three architectures are made and saved by SAELens and opened by our reader; files in both layouts of Gemma
Scope are read by SAELens's loaders for them and by ours. With OUT_DIR the tiny ones of the second kind are
written there with SAELens's own activations, as references for tests.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import torch
from sae_lens import (
    SAE,
    JumpReLUSAE,
    JumpReLUSAEConfig,
    StandardSAE,
    StandardSAEConfig,
    TopKSAE,
    TopKSAEConfig,
    __version__,
)
from sae_lens.loading import pretrained_sae_loaders as loaders
from safetensors import safe_open

sys.path.insert(0, str(Path(__file__).parents[2]))

from holysheep_desktop.engine.dictionaries.sae_files import SaeModel, load_sae, open_folder

PACKS = Path(__file__).parents[2] / "resources" / "saes" / "gemma-3-270m"
GEMMA = SaeModel(("gemma-3-270m",), 18, 640)
TOLERANCE = 1e-4
MOST_AT_THRESHOLD = 1e-5
TINY_IN, TINY_WIDTH = 8, 24
N_ROWS = 64


def report(name: str, ours: np.ndarray, theirs: np.ndarray) -> bool:
    """Say the largest difference, relative to the largest value.

    JumpReLU jumps: a pre-activation that equals its threshold to the last bit of a float32 sum is active in
    one and not in the other. Such pairs are counted, and one in 100,000 is let pass.
    """
    flipped = (ours == 0) != (theirs == 0)
    error = float(np.abs(ours - theirs)[~flipped].max() / np.abs(theirs).max())
    sys.stdout.write(f"{name:34} {error:.1e} of the largest; at the threshold {int(flipped.sum())}\n")
    return error <= TOLERANCE and float(flipped.mean()) <= MOST_AT_THRESHOLD


def inputs(mean: np.ndarray, scale: float, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return (mean + scale * rng.normal(size=(N_ROWS, mean.size))).astype(np.float32)


def read_by_saelens(folder: Path, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    sae = SAE.load_from_disk(folder, dtype="float32")
    with torch.no_grad():
        features = sae.encode(torch.from_numpy(x))
        return features.numpy(), sae.decode(features).numpy()


def compare_packs() -> bool:
    """Each shipped pack, on activations around its training mean."""
    from safetensors.numpy import load_file

    agree = True
    for folder in sorted(PACKS.glob("layer-*/*")):
        mean = load_file(folder / "statistics.safetensors")["mean"]
        x = inputs(mean, 0.05 * float(np.linalg.norm(mean)), 0)
        ours = load_sae(open_folder(folder, "pack", GEMMA))
        features, rebuilt = read_by_saelens(folder, x)
        name = f"{folder.parent.name} by SAELens"
        agree &= report(f"{name}: features", ours.encode(x), features)
        agree &= report(f"{name}: output", ours.decode(features), rebuilt)
    return agree


def made_by_saelens() -> list[SAE]:
    """One tiny SAE of each architecture that our engine serves, with random weights."""
    torch.manual_seed(0)
    sizes = {"d_in": TINY_IN, "d_sae": TINY_WIDTH, "dtype": "float32", "device": "cpu"}
    standard = StandardSAE(StandardSAEConfig(**sizes, apply_b_dec_to_input=True))
    jump = JumpReLUSAE(JumpReLUSAEConfig(**sizes))
    topk = TopKSAE(TopKSAEConfig(**sizes, k=4))
    with torch.no_grad():
        for sae in (standard, jump, topk):
            for parameter in sae.parameters():
                parameter.copy_(torch.randn_like(parameter))
            sae.cfg.metadata.hook_name = "blocks.1.hook_resid_post"
            sae.cfg.metadata.model_name = "gemma-3-270m"
        jump.threshold.copy_(torch.rand(TINY_WIDTH))
    return [standard, jump, topk]


def compare_made(out: Path) -> bool:
    """SAEs written by SAELens, read by our engine."""
    agree = True
    x = inputs(np.zeros(TINY_IN, np.float32), 1.0, 1)
    for sae in made_by_saelens():
        name = sae.cfg.architecture()
        folder = out / name
        sae.save_model(folder)
        ours = load_sae(open_folder(folder, name, SaeModel(("gemma-3-270m",), 3, TINY_IN)))
        features, rebuilt = read_by_saelens(folder, x)
        agree &= report(f"{name} of SAELens: features", ours.encode(x), features)
        agree &= report(f"{name} of SAELens: output", ours.decode(features), rebuilt)
        np.savez(folder / "expected.npz", x=x, features=features, rebuilt=rebuilt)
    return agree


def compare_gemma_scope(out: Path) -> bool:
    """Files in the two layouts of Gemma Scope, read by SAELens's loaders for them and by our engine.

    Both loaders download; here they are given the files' place on the disk instead.
    """
    from safetensors.torch import save_file

    weights = {name: p.detach() for name, p in made_by_saelens()[1].named_parameters()}
    first = out / "gemma-scope-2b-pt-res" / "layer_1" / "width_16k" / "average_l0_20"
    second = out / "gemma-scope-2-270m-pt" / "resid_post" / "layer_1_width_16k_l0_small"
    for folder in (first, second):
        folder.mkdir(parents=True)
    np.savez(first / "params.npz", **{name: value.numpy() for name, value in weights.items()})
    save_file({name.lower(): v.contiguous() for name, v in weights.items()}, second / "params.safetensors")
    hook = {"architecture": "jump_relu", "hf_hook_point_in": "model.layers.1.output"}
    (second / "config.json").write_text(json.dumps({**hook, "model_name": "google/gemma-3-270m"}))
    with read_from_disk(out):
        sizes = {"d_in": TINY_IN, "d_sae": TINY_WIDTH}
        old = loaders.gemma_2_sae_huggingface_loader(
            "gemma-scope-2b-pt-res",
            str(first.relative_to(out / "gemma-scope-2b-pt-res")),
            cfg_overrides=sizes,
        )
        new = loaders.gemma_3_sae_huggingface_loader(
            "gemma-scope-2-270m-pt", str(second.relative_to(out / "gemma-scope-2-270m-pt"))
        )
    agree = True
    x = inputs(np.zeros(TINY_IN, np.float32), 1.0, 2)
    for name, folder, (cfg, state, _) in (("params.npz", first, old), ("params.safetensors", second, new)):
        sizes = {"d_in": TINY_IN, "d_sae": TINY_WIDTH, "dtype": "float32", "device": "cpu"}
        sae = JumpReLUSAE(JumpReLUSAEConfig(**sizes, apply_b_dec_to_input=cfg["apply_b_dec_to_input"]))
        sae.load_state_dict(state)
        with torch.no_grad():
            features = sae.encode(torch.from_numpy(x))
            rebuilt = sae.decode(features).numpy()
        ours = load_sae(open_folder(folder, name, SaeModel(("gemma-3-270m",), 3, TINY_IN)))
        agree &= report(f"{name}: features", ours.encode(x), features.numpy())
        agree &= report(f"{name}: output", ours.decode(features.numpy()), rebuilt)
    return agree


@contextmanager
def read_from_disk(root: Path) -> Iterator[None]:
    """SAELens's loaders take repositories from folders below `root`."""

    def path_of(repo_id: str, filename: str, subfolder: str = "", **_: object) -> str:
        return str(root / repo_id / subfolder / filename)

    def shapes_of(repo_id: str, filename: str, **_: object) -> dict[str, list[int]]:
        with safe_open(root / repo_id / filename, "np") as file:
            return {name: file.get_slice(name).get_shape() for name in file.keys()}  # noqa: SIM118

    kept = loaders.hf_hub_download, loaders.get_safetensors_tensor_shapes
    loaders.hf_hub_download, loaders.get_safetensors_tensor_shapes = path_of, shapes_of
    try:
        yield
    finally:
        loaders.hf_hub_download, loaders.get_safetensors_tensor_shapes = kept


def main() -> None:
    sys.stdout.write(f"SAELens {__version__}\n")
    agree = compare_packs()
    with tempfile.TemporaryDirectory() as folder:
        agree &= compare_gemma_scope(Path(folder))
    if len(sys.argv) > 1:
        agree &= compare_made(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            agree &= compare_made(Path(folder))
    if not agree:
        raise SystemExit(f"they differ by more than {TOLERANCE:g}")


if __name__ == "__main__":
    main()
