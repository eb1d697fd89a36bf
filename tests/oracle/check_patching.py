"""Every component, both ways, every metric, and an opened site, against transformers with forward hooks.

    python tests/oracle/check_patching.py CACHE_DIR SAE_DIR [layer …]

The pairs are in no test: one of different length, one in Korean, one that does not differ, and one as in the
interpretability literature. The project's own analysis runs on one side; on the other whole forward passes of
transformers' Gemma 3 in fp32, one per site, with autograd for the neurons and features to choose. Printed is
the largest difference of the raw metric over all sites of a component; the run fails where one is too large.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2]))
from make_patching_references import (
    D_HEAD,
    N_HEADS,
    Places,
    all_positions,
    captured,
    last_logits,
    one_position_each,
    with_mid,
)
from make_references import load

from holysheep_desktop.core.effect_maps import map_of
from holysheep_desktop.core.models import Component, Metric
from holysheep_desktop.core.requests import (
    AnalysisRequest,
    Generation,
    PatchOptions,
    SiteChoice,
    Way,
    user_message,
)
from holysheep_desktop.core.results import EffectMap, EffectScale, PatchAnalysis
from holysheep_desktop.core.source import report_nothing
from holysheep_desktop.engine.analysis.prompt_run import read_prompt_text
from holysheep_desktop.engine.dictionaries.file_hashes import FileHashes
from holysheep_desktop.engine.dictionaries.sae import Sae
from holysheep_desktop.engine.dictionaries.sae_files import SaeModel
from holysheep_desktop.engine.dictionaries.sae_library import SaeLibrary
from holysheep_desktop.engine.patching import analyse_patching
from holysheep_desktop.engine.transformer.model import Model
from holysheep_desktop.engine.transformer.threads import set_threads
from holysheep_desktop.engine.weights.tokenizer import load_tokenizer
from holysheep_desktop.engine.weights.weights import open_weights

PAIRS = {
    "literature": (
        "The war lasted from the year 1732 to the year 17",
        "The war lasted from the year 1701 to the year 17",
    ),
    "length": (
        "My sister bought two apples and one",
        "My older sister from Busan bought three pears and one",
    ),
    "Korean": ("봄이 지나고 나면 곧 뜨거운", "가을이 지나고 나면 곧 차가운"),
    "equal": ("The sun rises in the", "The sun rises in the"),
}
METRICS = (Metric.LOGIT_DIFF, Metric.ANSWER_PROBABILITY, Metric.ANSWER_RANK, Metric.KL_DIVERGENCE)
TOLERANCE = {
    Metric.LOGIT_DIFF: 1e-3,
    Metric.ANSWER_PROBABILITY: 1e-4,
    Metric.ANSWER_RANK: 1.0,
    Metric.KL_DIVERGENCE: 1e-3,
}
TOP_K = 5
TEXT_TOKENS = 8
PLACE_OF = {
    "resid_pre": "resid_pre",
    "attn_out": "attn_out",
    "mlp_out": "mlp_out",
    "resid_post": "resid_post",
}
Pairs = list[tuple[int, int]]


@dataclass
class Side:
    """One way of patching, as transformers runs it."""

    model: Any
    base: list[int]
    source: list[int]
    pairs: Pairs
    answers: tuple[int, int]

    def read(self, metric: Metric, logits: torch.Tensor) -> torch.Tensor:
        """(n, d_vocab) to (n,), by the definition of the metric."""
        logits = logits.double()
        r, r_prime = self.answers
        log_p = torch.log_softmax(logits, dim=-1)
        if metric is Metric.LOGIT_DIFF:
            found = logits[:, r] - logits[:, r_prime]
        elif metric is Metric.ANSWER_PROBABILITY:
            found = log_p[:, r].exp()
        elif metric is Metric.ANSWER_RANK:
            found = 1.0 + (logits > logits[:, r : r + 1]).sum(-1).double()
        else:
            other = torch.log_softmax(last_logits(self.model, torch.tensor([self.source])).double(), dim=-1)
            found = (other.exp() * (other - log_p)).sum(-1)
        return found

    def unpatched(self) -> torch.Tensor:
        return last_logits(self.model, torch.tensor([self.base]))


def whole_columns(replace: Callable[..., Any], theirs: torch.Tensor, pairs: Pairs) -> Any:
    return replace(theirs, pairs, slice(None))


def patched(side: Side, component: Component, layer: int, chosen: Any) -> torch.Tensor:
    """Next-token logits (n_pairs, d_vocab); of heads (n_heads, n_pairs, d_vocab) or (n_heads, d_vocab)."""
    theirs = captured(side.model, side.source, layer)
    places, pairs = Places(side.model, layer), side.pairs
    batch = torch.tensor([side.base] * len(pairs))
    if component.value in PLACE_OF:
        place = PLACE_OF[component.value]
        with places.hooked(place, whole_columns(one_position_each, theirs[place], pairs)):
            return last_logits(side.model, batch)
    if component is Component.RESID_MID:
        replace = whole_columns(one_position_each, theirs["resid_mid"], pairs)
        return with_mid(side.model, layer, batch, replace)
    if component is Component.LAYER_OUTPUT:
        attn, mlp = (whole_columns(one_position_each, theirs[at], pairs) for at in ("attn_out", "mlp_out"))
        with places.hooked("attn_out", attn), places.hooked("mlp_out", mlp):
            return last_logits(side.model, batch)
    if component in (Component.HEAD, Component.HEAD_ALL_POSITIONS):
        everywhere = component is Component.HEAD_ALL_POSITIONS
        found = []
        for head in range(N_HEADS):
            columns = slice(head * D_HEAD, (head + 1) * D_HEAD)
            replace = (all_positions if everywhere else one_position_each)(theirs["z"], pairs, columns)
            with places.hooked("z", replace):
                found.append(
                    last_logits(side.model, batch[:1])[0] if everywhere else last_logits(side.model, batch)
                )
        return torch.stack(found)
    place, change = chosen
    with places.hooked(place, change(side, theirs[place], captured(side.model, side.base, layer)[place])):
        return last_logits(side.model, batch)


def gradient(side: Side, layer: int, place: str, metric: Metric) -> torch.Tensor:
    """Autograd of the metric at one place of the unpatched run; for a rank, of the answer's probability."""
    seen: list[torch.Tensor] = []

    def keep(value: torch.Tensor) -> torch.Tensor:
        value = value.detach().requires_grad_(True)
        seen.append(value)
        return value

    with Places(side.model, layer).hooked(place, keep):
        logits = side.model(torch.tensor([side.base]), use_cache=False, logits_to_keep=1).logits[:, -1]
    smooth = Metric.ANSWER_PROBABILITY if metric is Metric.ANSWER_RANK else metric
    (found,) = torch.autograd.grad(side.read(smooth, logits)[0], seen)
    return found[0]


def neurons_chosen(noising: Side, layer: int, metric: Metric) -> Any:
    slope = gradient(noising, layer, "neuron", metric)
    ours, theirs = (captured(noising.model, ids, layer)["neuron"] for ids in (noising.base, noising.source))
    sets = {
        i: ((theirs[j] - ours[i]) * slope[i]).abs().argsort(descending=True)[:TOP_K] for i, j in noising.pairs
    }

    def change(side: Side, theirs: torch.Tensor, _: torch.Tensor) -> Any:
        def replace(value: torch.Tensor) -> torch.Tensor:
            value = value.clone()
            for k, (i, j) in enumerate(side.pairs):
                members = sets[i if side is noising else j]
                value[k, i, members] = theirs[j, members]
            return value

        return replace

    return "neuron", change


def features_chosen(noising: Side, sae: Sae, layer: int, metric: Metric) -> Any:
    w_enc, b_enc, w_dec, threshold = (
        torch.from_numpy(np.array(part)) for part in (sae.w_enc, sae.b_enc, sae.w_dec, sae.threshold)
    )

    def encode(x: torch.Tensor) -> torch.Tensor:
        z = x @ w_enc + b_enc
        return torch.where(z > threshold, z, torch.zeros(())).clamp(min=0)

    slope = gradient(noising, layer, "resid_post", metric) @ w_dec.T
    ours, theirs = (
        captured(noising.model, ids, layer)["resid_post"] for ids in (noising.base, noising.source)
    )
    sets = {
        i: ((encode(theirs[j]) - encode(ours[i])) * slope[i]).abs().argsort(descending=True)[:TOP_K]
        for i, j in noising.pairs
    }

    def change(side: Side, theirs: torch.Tensor, ours: torch.Tensor) -> Any:
        def replace(value: torch.Tensor) -> torch.Tensor:
            value = value.clone()
            for k, (i, j) in enumerate(side.pairs):
                members = sets[i if side is noising else j]
                moved = (encode(theirs[j]) - encode(ours[i]))[members]
                value[k, i] += moved @ w_dec[members]
            return value

        return replace

    return "resid_post", change


def choose(component: Component, noising: Side, layer: int, sae: Sae | None, metric: Metric) -> Any:
    """The sets of a component that has any: the strongest by the gradient of the metric."""
    if component is Component.NEURON:
        return neurons_chosen(noising, layer, metric)
    if component is Component.SAE_FEATURE:
        assert sae is not None
        return features_chosen(noising, sae, layer, metric)
    return None


def raw(analysis: PatchAnalysis, way: Way, effects: np.ndarray) -> np.ndarray:
    """The metric that belongs to effects of a map."""
    baseline = analysis.map_baseline
    assert baseline is not None
    start, end = baseline.original, baseline.comparison
    if way is Way.DENOISING:
        start, end = end, start
    if analysis.map_metric is Metric.KL_DIVERGENCE:
        end = 0.0
    return start + effects * (end - start if analysis.map_scale is EffectScale.NORMALISED else 1.0)


def cells(drawn: EffectMap, way: Way, layer: int, originals: list[int]) -> np.ndarray:
    matrix = np.array(getattr(drawn, way.value), np.float64)
    row = drawn.layers.index(layer)
    if not drawn.positions:
        return matrix[row]
    height = drawn.rows_per_layer
    return matrix[row * height : (row + 1) * height][:, originals]


class Project:
    """The project's side."""

    def __init__(self, cache: Path, saes: Path) -> None:
        set_threads()
        weights = open_weights(cache)
        self.model, self.tokenizer = Model(weights), load_tokenizer(weights)
        shape = SaeModel(("gemma-3-270m",), weights.config.n_layers, weights.config.d_model)
        self.library = SaeLibrary.open([saes], shape, FileHashes(cache), self.tokenizer)

    def analyse(self, prompts: tuple[str, str], **options: Any) -> PatchAnalysis:
        request = AnalysisRequest(
            "gemma-3-270m",
            user_message(prompts[0]),
            Generation(max_tokens=TEXT_TOKENS),
            patching=PatchOptions(prompts[1], 12, neuron_top_k=TOP_K, controls=20, **options),
        )
        tokens = read_prompt_text(self.tokenizer, prompts[0]).tokens
        return analyse_patching(
            self.model, self.tokenizer, self.library, tokens, request, report_nothing, lambda: False
        )


def check_maps(project: Project, oracle: Any, name: str, layers: tuple[int, ...]) -> bool:
    found = {
        metric: project.analyse(
            PAIRS[name], sweep=True, layers=layers, components=tuple(Component), metric=metric
        )
        for metric in METRICS
    }
    one = found[Metric.LOGIT_DIFF]
    assert one.answers is not None
    assert one.alignment is not None
    failed = [test.name for analysis in found.values() for test in analysis.self_tests if not test.passed]
    sys.stdout.write(
        f"{name}: {one.answers.original.text!r} {one.answers.comparison.text!r} {one.baseline}\n"
    )
    if failed or not one.maps:
        sys.stdout.write(f"    no maps, scale {one.map_scale}, failed self-tests {failed}\n")
        return not failed
    a, b = ([token.id for token in tokens] for tokens in (one.tokens, one.comparison_tokens))
    first = next(k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y)
    pairs = [(i, j) for i, j in one.alignment if i >= first]
    answers = (one.answers.original.id, one.answers.comparison.id)
    noising = Side(oracle, a, b, pairs, answers)
    denoising = Side(oracle, b, a, [(j, i) for i, j in pairs], answers)
    worst: dict[tuple[Component, Metric], float] = {}
    for layer in layers:
        sae = project.library.sae_at(layer)
        for component in Component:
            if component is Component.SAE_FEATURE and sae is None:
                continue
            for way, side in ((Way.NOISING, noising), (Way.DENOISING, denoising)):
                logits = None
                for metric, analysis in found.items():
                    chosen = choose(component, noising, layer, sae, metric)
                    if logits is None or chosen is not None:
                        logits = patched(side, component, layer, chosen)
                    drawn = map_of(analysis, component)
                    assert drawn is not None
                    ours = raw(analysis, way, cells(drawn, way, layer, [i for i, _ in pairs]))
                    theirs = side.read(metric, logits.reshape(-1, logits.shape[-1])).numpy()
                    key = component, metric
                    far = float(np.abs(ours - theirs.reshape(ours.shape)).max())
                    worst[key] = max(worst.get(key, 0.0), far)
    is_right = True
    for component in Component:
        differences = [worst.get((component, metric)) for metric in METRICS]
        words = "  ".join("-" if d is None else f"{d:9.2e}" for d in differences)
        bad = any(d is not None and d > TOLERANCE[m] for d, m in zip(differences, METRICS, strict=True))
        is_right &= not bad
        sys.stdout.write(f"    {component.value:20} {words} {'TOO FAR' if bad else ''}\n")
    return is_right


def check_site(project: Project, oracle: Any, name: str) -> bool:
    """The text that the patched run goes on with, decoded by transformers over the whole prompt each time."""
    plain = project.analyse(PAIRS[name])
    assert plain.alignment is not None
    a, b = ([token.id for token in tokens] for tokens in (plain.tokens, plain.comparison_tokens))
    i, j = plain.alignment[-1]
    found = project.analyse(PAIRS[name], site=SiteChoice(Component.RESID_POST, 12, i)).site
    assert found is not None
    is_right = True
    for way, base, source, (at, of) in ((Way.NOISING, a, b, (i, j)), (Way.DENOISING, b, a, (j, i))):
        theirs = captured(oracle, source, 12)["resid_post"]
        new: list[int] = []
        with Places(oracle, 12).hooked("resid_post", one_position_each(theirs, [(at, of)], slice(None))):
            for _ in range(TEXT_TOKENS):
                new.append(int(last_logits(oracle, torch.tensor([base + new]))[0].argmax()))
        text, said = project.tokenizer.decode(new), getattr(found, way.value)
        is_right &= said is not None and said.text == text
        sys.stdout.write(f"    {way.value}: {said and said.text!r} against {text!r}\n")
    return is_right


def main() -> None:
    project = Project(Path(sys.argv[1]), Path(sys.argv[2]))
    layers = tuple(int(layer) for layer in sys.argv[3:]) or (0, 5, 12, 17)
    oracle, _ = load()
    sys.stdout.write(f"largest differences by {', '.join(METRICS)}; layers {layers}\n")
    results = [check_maps(project, oracle, name, layers) for name in PAIRS]
    results += [check_site(project, oracle, name) for name in ("literature", "length", "Korean")]
    if not all(results):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
