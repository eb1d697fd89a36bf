"""The dashboard of an own SAE, against loops that follow the definitions one entry at a time."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fakes.sae_folders import random_weights, write_corpus_sample, write_sae
from fakes.tiny_gemma import CONFIG, tiny_model, tiny_tokenizer
from safetensors.numpy import load_file

from holysheep_desktop.core.models import HookPoint
from holysheep_desktop.core.sae_import import SaeImport
from holysheep_desktop.core.source import Progress, report_nothing
from holysheep_desktop.engine.dictionaries import dashboard_arrays, sample_reading
from holysheep_desktop.engine.dictionaries.corpus_sample import CorpusSample
from holysheep_desktop.engine.dictionaries.file_hashes import FileHashes
from holysheep_desktop.engine.dictionaries.sae_files import SaeModel
from holysheep_desktop.engine.dictionaries.sae_library import SaeLibrary
from holysheep_desktop.engine.local_engine import MODEL_ID, LocalEngine
from holysheep_desktop.errors import CancelledWorkError, DictionaryError, PatchTargetError

WIDTH, LAYER, DEAD = 24, 1, 3
WRITTEN = [
    "corpus_sample.safetensors", "dashboard.safetensors", "evaluation.json", "labels.json",
    "statistics.safetensors",
]  # fmt: skip


def arrays() -> dict[str, np.ndarray[Any, Any]]:
    found = random_weights(CONFIG.d_model, WIDTH, seed=5)
    found["b_enc"] -= 2.0
    found["threshold"][DEAD] = 1e6
    return found


def documents() -> list[list[int]]:
    rng, sizes = np.random.default_rng(7), (30, 6, 41, 17, 25, 33, 28, 22, 35, 12)
    first = CONFIG.d_vocab - 30
    return [rng.integers(first, CONFIG.d_vocab, size=n).tolist() for n in sizes]


def never() -> bool:
    return False


@dataclass
class Bench:
    """An engine with one own SAE that reads `hook_point` of layer 1, and the folder of that SAE."""

    engine: LocalEngine
    sae_id: str
    folder: Path
    sample: Path


def bench(root: Path, hook_point: str = "resid_post") -> Bench:
    write_sae(root / "shipped" / "m" / "l0", random_weights(CONFIG.d_model, 5), layer=0)
    sample = write_corpus_sample(root / "shipped" / "m" / "corpus_sample.safetensors", documents())
    source = write_sae(root / "from" / "mine", arrays(), layer=LAYER)
    cfg = json.loads((source / "cfg.json").read_text())
    cfg["metadata"]["hook_name"] = f"blocks.{LAYER}.hook_{hook_point}"
    (source / "cfg.json").write_text(json.dumps(cfg))
    tokenizer = tiny_tokenizer()
    shape = SaeModel((MODEL_ID,), CONFIG.n_layers, CONFIG.d_model)
    library = SaeLibrary.open(
        [root / "shipped"], shape, FileHashes(root / "cache"), tokenizer, own_root=root / "own"
    )
    engine = LocalEngine(tiny_model(), tokenizer, library)
    sae = engine.add_sae(SaeImport(source), never)
    return Bench(engine, sae.sae_id, root / "own" / "mine", sample)


@dataclass
class Naive:
    """Activations by (position in the sample, feature), and sums over the tokens after BOS."""

    values: dict[tuple[int, int], float]
    x: np.ndarray[Any, Any]
    reconstruction: np.ndarray[Any, Any]
    positions: list[int]
    losses: np.ndarray[Any, Any]

    def of(self, feature: int) -> dict[int, float]:
        return {p: v for (p, i), v in self.values.items() if i == feature}


def naive(hook_point: str = "resid_post") -> Naive:
    model, a = tiny_model(), {k: v.astype(np.float64) for k, v in arrays().items()}
    hook = f"blocks.{LAYER}.hook_{hook_point}"
    found = Naive({}, np.empty((0, 8)), np.empty((0, 8)), [], np.zeros(3))
    offset, n_predicted = 0, 0
    for document in documents():
        tokens = np.array([2, *document])
        run = model.run(tokens, capture={hook})
        x = run.values[hook]
        spliced, zeros = x.copy(), x.copy()
        for t in range(1, len(tokens)):
            z = x[t].astype(np.float64) @ a["W_enc"] + a["b_enc"]
            f = np.where((z > a["threshold"]) & (z > 0), z, 0.0)
            for i in np.flatnonzero(f).tolist():
                found.values[offset + t, i] = f[i]
            spliced[t] = f @ a["W_dec"] + a["b_dec"]
            zeros[t] = 0
            found.positions.append(offset + t)
        found.x = np.vstack([found.x, x[1:]])
        found.reconstruction = np.vstack([found.reconstruction, spliced[1:]])
        for which, value in enumerate((x, spliced, zeros)):
            final = model.run(tokens, edit=lambda name, _, v=value: v if name == hook else None).resid
            logits = model.logits(final).astype(np.float64)
            for t in range(1, len(tokens) - 1):
                found.losses[which] += np.log(np.exp(logits[t] - logits[t].max()).sum()) + logits[t].max()
                found.losses[which] -= logits[t, tokens[t + 1]]
        n_predicted += len(tokens) - 2
        offset += len(tokens)
    found.losses /= n_predicted
    return found


def losses(made: Bench) -> list[float]:
    evaluation = json.loads((made.folder / "evaluation.json").read_text())
    return [evaluation[name] for name in ("ce_model", "ce_sae", "ce_zero")]


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    made = bench(tmp_path_factory.mktemp("dashboard"))
    made.engine.compute_dashboard(made.sae_id, report_nothing, never)
    return made


@pytest.fixture(scope="module")
def truth() -> Naive:
    return naive()


def test_that_density_maximum_and_mean_are_those_of_the_sample(computed: Bench, truth: Naive) -> None:
    stored = load_file(computed.folder / "statistics.safetensors")
    density = [len(truth.of(i)) / len(truth.positions) for i in range(WIDTH)]
    largest = [max(truth.of(i).values(), default=0.0) for i in range(WIDTH)]

    assert 0 < min(d for i, d in enumerate(density) if i != DEAD) < max(density) < 0.7
    np.testing.assert_allclose(stored["density"], density, rtol=1e-6)
    np.testing.assert_allclose(stored["max_activation"], largest, rtol=1e-4)
    np.testing.assert_allclose(stored["mean"], truth.x.mean(axis=0), rtol=1e-4, atol=1e-5)


def test_that_the_histogram_counts_every_activation_once(computed: Bench, truth: Naive) -> None:
    stored = load_file(computed.folder / "dashboard.safetensors")
    edges = stored["histogram_edges"].astype(np.float64)
    ratios = edges[1:] / edges[:-1]

    np.testing.assert_allclose(ratios, ratios[0], rtol=1e-4)
    assert stored["histogram"].sum(axis=1).tolist() == [len(truth.of(i)) for i in range(WIDTH)]
    for i in range(WIDTH):
        inner = sum(v < edges[10] for v in truth.of(i).values())
        assert abs(int(stored["histogram"][i, :10].sum()) - inner) <= 1


def document_of(position: int) -> tuple[int, int, int]:
    """Number, first token after BOS, and end of the document at a position."""
    start = 0
    for number, document in enumerate(documents()):
        stop = start + len(document) + 1
        if position < stop:
            return number, start + 1, stop
        start = stop
    raise AssertionError(position)


def test_that_the_top_examples_are_the_strongest_of_different_documents(
    computed: Bench, truth: Naive
) -> None:
    stored = load_file(computed.folder / "dashboard.safetensors")
    for i in range(WIDTH):
        best: dict[int, int] = {}
        for position, _ in sorted(truth.of(i).items(), key=lambda item: -item[1]):
            best.setdefault(document_of(position)[0], position)
        peaks = [
            int(start) + int(peak)
            for start, peak in zip(stored["example_start"][i, :8], stored["example_peak"][i, :8], strict=True)
            if start >= 0
        ]
        assert peaks == list(best.values())[:8], i


def test_that_a_window_stays_in_its_document_and_holds_every_activation(
    computed: Bench, truth: Naive
) -> None:
    stored = load_file(computed.folder / "dashboard.safetensors")
    n_windows = 0
    for i in range(WIDTH):
        values = truth.of(i)
        largest = max(values.values(), default=1.0)
        for slot in range(12):
            start, length = int(stored["example_start"][i, slot]), int(stored["example_length"][i, slot])
            if start < 0:
                continue
            n_windows += 1
            _, first, stop = document_of(start)
            assert first <= start < start + length <= stop
            assert length == min(20, stop - first)
            wanted = [
                0 if p not in values else max(1, round(255 * values[p] / largest))
                for p in range(start, start + length)
            ]
            levels = stored["example_activations"][i, slot, :length].astype(int)
            assert np.abs(levels - wanted).max() <= 1
            if slot >= 8:
                share = values[start + int(stored["example_peak"][i, slot])] / largest
                assert 0.3 - 1e-3 <= share <= 0.7 + 1e-3
    assert n_windows > 3 * WIDTH


def test_that_a_feature_that_never_fires_has_nothing(computed: Bench) -> None:
    stored = load_file(computed.folder / "dashboard.safetensors")

    for name in ("example_start", "promoted_tokens", "suppressed_tokens", "nearest_features"):
        assert (stored[name][DEAD] == -1).all()
    assert computed.engine.feature(computed.sae_id, DEAD).top_examples == ()


def test_that_nearest_features_have_the_largest_cosines(computed: Bench) -> None:
    stored = load_file(computed.folder / "dashboard.safetensors")
    rows = arrays()["W_dec"].astype(np.float64)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    for i in set(range(WIDTH)) - {DEAD}:
        cosines = sorted(((float(rows[i] @ rows[j]), j) for j in range(WIDTH) if j != i), reverse=True)[:8]
        positive = [(c, j) for c, j in cosines if c > 0]
        assert stored["nearest_features"][i, : len(positive)].tolist() == [j for _, j in positive]
        np.testing.assert_allclose(
            stored["nearest_cosines"][i, : len(positive)], [c for c, _ in positive], atol=1e-3
        )


def test_that_coactive_features_are_those_that_fire_together(computed: Bench, truth: Naive) -> None:
    stored = load_file(computed.folder / "dashboard.safetensors")
    where = [set(truth.of(i)) for i in range(WIDTH)]
    for i in set(range(WIDTH)) - {DEAD}:
        scores = sorted(
            (
                len(where[i] & where[j]) / (len(where[i]) * len(where[j])) ** 0.5
                for j in range(WIDTH)
                if j not in {i, DEAD}
            ),
            reverse=True,
        )[:8]
        positive = [score for score in scores if score > 0]
        np.testing.assert_allclose(stored["coactive_scores"][i, : len(positive)], positive, atol=1e-3)
        for j, score in zip(stored["coactive_features"][i], stored["coactive_scores"][i], strict=True):
            if j >= 0:
                both = len(where[i] & where[int(j)])
                assert both / (len(where[i]) * len(where[int(j)])) ** 0.5 == pytest.approx(score, abs=1e-3)


def test_that_promoted_tokens_have_the_largest_logits(computed: Bench) -> None:
    stored = load_file(computed.folder / "dashboard.safetensors")
    weights, tokenizer = tiny_model().weights, tiny_tokenizer()
    assert weights.embedding.floats is not None
    logits = (arrays()["W_dec"].astype(np.float64) * weights.final_norm) @ weights.embedding.floats.T
    logits -= logits.mean(axis=1, keepdims=True)
    readable = [t for t in range(CONFIG.d_vocab) if t >= 3 and tokenizer.byte_of(t) is None]
    for i in set(range(WIDTH)) - {DEAD}:
        order = sorted(readable, key=lambda t: -logits[i, t])
        assert stored["promoted_tokens"][i].tolist() == order[:10]
        assert stored["suppressed_tokens"][i].tolist() == order[::-1][:10]
        np.testing.assert_allclose(stored["promoted_weights"][i], logits[i, order[:10]], rtol=1e-3)


def test_that_the_quality_is_that_of_the_definitions(computed: Bench, truth: Naive) -> None:
    quality = computed.engine.models()[0].capabilities.saes[-1].metrics
    l0 = [sum((p, i) in truth.values for i in range(WIDTH)) for p in truth.positions]
    error = np.square(truth.x - truth.reconstruction).sum()
    variance = np.square(truth.x - truth.x.mean(axis=0)).sum()
    model, sae, zero = truth.losses

    assert quality.sample_tokens == len(truth.positions)
    assert quality.l0 == pytest.approx(np.mean(l0))
    assert quality.explained_variance == pytest.approx(1 - error / variance, rel=1e-4)
    assert losses(computed) == pytest.approx([model, sae, zero], rel=1e-5)
    # zeros do this random model no harm, so there is no share of it to give back
    assert (quality.ce_loss_recovered is None) is bool(zero <= model)
    assert quality.dead_fraction == pytest.approx(1 / WIDTH)


@pytest.mark.parametrize("hook_point", ["attn_out", "mlp_out", "resid_mid", "resid_pre"])
def test_that_the_hook_point_is_honoured(tmp_path: Path, hook_point: str) -> None:
    made, truth = bench(tmp_path, hook_point), naive(hook_point)

    sae = made.engine.compute_dashboard(made.sae_id, report_nothing, never)

    stored = load_file(made.folder / "statistics.safetensors")
    model, spliced, zero = truth.losses
    np.testing.assert_allclose(
        stored["max_activation"],
        [max(truth.of(i).values(), default=0.0) for i in range(WIDTH)],
        rtol=1e-3, atol=1e-5,
    )  # fmt: skip
    assert sae.hook_point == HookPoint(hook_point)
    assert losses(made) == pytest.approx([model, spliced, zero], rel=1e-5)


def test_that_the_dashboard_is_shown_with_the_text_of_the_sample(computed: Bench) -> None:
    feature = int(np.argmax(load_file(computed.folder / "statistics.safetensors")["density"]))

    page = computed.engine.feature(computed.sae_id, feature)

    assert page.histogram is not None
    assert page.top_examples[0].source == "letters"
    assert page.top_examples[0].activations[page.top_examples[0].peak] == pytest.approx(page.max_activation)


def test_that_progress_goes_from_nothing_to_the_end(tmp_path: Path) -> None:
    made = bench(tmp_path)
    seen: list[Progress] = []

    made.engine.compute_dashboard(made.sae_id, seen.append, never)

    done = [progress.done for progress in seen]
    assert done == sorted(done)
    assert (done[0], done[-1]) == (0, seen[-1].total)
    assert {progress.stage for progress in seen} == {"dashboard"}


def stopping_at(call: int) -> Callable[[], bool]:
    calls = iter(range(10_000))
    return lambda: next(calls) >= call


@pytest.mark.parametrize("call", [0, 5, 30, 45])
def test_that_a_stop_leaves_everything_as_it_was(tmp_path: Path, call: int) -> None:
    made = bench(tmp_path)
    before = sorted(path.name for path in made.folder.iterdir())

    with pytest.raises(CancelledWorkError):
        made.engine.compute_dashboard(made.sae_id, report_nothing, stopping_at(call))

    assert sorted(path.name for path in made.folder.iterdir()) == before
    assert made.engine.models()[0].capabilities.saes[-1].has_dashboard is False


def test_that_the_passages_survive_another_sample_of_the_program(tmp_path: Path) -> None:
    made = bench(tmp_path)
    made.engine.compute_dashboard(made.sae_id, report_nothing, never)
    before = made.engine.feature(made.sae_id, 0).top_examples
    write_corpus_sample(made.sample, [[299] * 300])

    assert made.engine.feature(made.sae_id, 0).top_examples == before
    assert sorted(p.name for p in made.folder.iterdir() if p.name in WRITTEN) == WRITTEN


def test_that_shipped_saes_keep_their_dashboards(tmp_path: Path) -> None:
    made = bench(tmp_path)

    with pytest.raises(PatchTargetError):
        made.engine.compute_dashboard("m/l0", report_nothing, never)


def test_that_without_a_sample_it_says_so(tmp_path: Path) -> None:
    made = bench(tmp_path)
    made.sample.unlink()

    with pytest.raises(DictionaryError, match="no sample"):
        made.engine.compute_dashboard(made.sae_id, report_nothing, never)


def test_that_an_sae_that_fires_everywhere_is_refused_before_memory_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = bench(tmp_path)
    monkeypatch.setattr(sample_reading, "MAX_ACTIVATIONS", 50)

    with pytest.raises(DictionaryError, match="too dense"):
        made.engine.compute_dashboard(made.sae_id, report_nothing, never)

    assert not (made.folder / "dashboard.safetensors").exists()


def test_that_of_a_large_sample_documents_from_all_over_are_read(tmp_path: Path) -> None:
    path = write_corpus_sample(tmp_path / "s.safetensors", [[5] * 399] * 900)

    read = sample_reading.documents_read(CorpusSample(path))

    assert len(read) == 300
    assert (read[0], read[-1]) == (0, 897)
    assert set(np.diff(read).tolist()) == {3}


def test_that_work_is_counted_for_every_document_and_batch() -> None:
    assert dashboard_arrays.units_of_work(10, 65) == 10 + 2 * 2


def test_that_silent_passages_are_text_on_which_the_feature_does_not_fire(tmp_path: Path) -> None:
    own = bench(tmp_path)

    passages = own.engine.silent_passages(own.sae_id, DEAD, 4, never)

    assert len(passages) == 4
    assert {len(passage.tokens) for passage in passages} == {20}


def test_that_a_feature_that_always_fires_has_no_silent_passages(tmp_path: Path) -> None:
    own = bench(tmp_path)
    always = arrays()
    always["b_enc"][:] = 100.0
    source = write_sae(tmp_path / "from" / "loud", always, layer=LAYER)
    loud = own.engine.add_sae(SaeImport(source), never)

    assert own.engine.silent_passages(loud.sae_id, 0, 4, never) == ()


def test_that_silent_passages_of_a_feature_are_the_same_each_time(tmp_path: Path) -> None:
    own = bench(tmp_path)

    first = own.engine.silent_passages(own.sae_id, DEAD, 2, never)

    assert own.engine.silent_passages(own.sae_id, DEAD, 2, never) == first


def test_that_silent_passages_of_an_unknown_feature_are_refused(tmp_path: Path) -> None:
    own = bench(tmp_path)

    with pytest.raises(PatchTargetError):
        own.engine.silent_passages(own.sae_id, WIDTH, 2, never)
