"""BatchTopK training (Bussmann et al. 2412.06410) of one SAE on stored activations.

The encoder's product over all features only *finds* candidates, so it may run in bfloat16; the
activations that are kept are computed again in float32, and all gradients are over active pairs only. At
the end the SAE is a JumpReLU one whose threshold is the mean of the batch thresholds over the last fifth
of the steps.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training import kernels
from training.kernels import Floats, Ints

Scorer = Callable[[Floats, Floats, Floats], NDArray[np.generic]]
CANDIDATE_MARGIN = 0.9
ENCODER_START = 0.25
MASSIVE = 4.0
ADAM_BETAS = (0.9, 0.99)


@dataclass(frozen=True)
class Settings:
    """What decides a run: the same settings and shards give the same parameters."""

    d_in: int = 640
    d_sae: int = 8192
    l0: int = 50
    batch: int = 2048
    steps: int = 4500
    learning_rate: float = 1e-3
    warm_up: int = 100
    decay_share: float = 0.2
    dead_after_tokens: int = 200_000
    auxiliary_rows: int = 128
    auxiliary_l0: int = 128
    auxiliary_weight: float = 1 / 32
    seed: int = 1
    block_shards: int = 6

    def rate(self, step: int) -> float:
        """Learning rate of the step (from 1): warm-up, constant, linear decay to zero at the end."""
        decay = min((self.steps - step) / (self.decay_share * self.steps), 1.0)
        return self.learning_rate * min(step / self.warm_up, 1.0) * decay


@dataclass
class State:
    """Parameters, Adam's moments and the counters. Encoder and decoder are both (d_sae, d_in)."""

    encoder: Floats
    encoder_bias: Floats
    decoder: Floats
    decoder_bias: Floats
    encoder_m: Floats
    encoder_v: Floats
    decoder_m: Floats
    decoder_v: Floats
    bias_moments: Floats
    silent_for: NDArray[np.int64]
    threshold_sum: float = 0.0
    threshold_count: int = 0
    cutoff: float = 0.0
    step: int = 0


def initial_state(settings: Settings) -> State:
    """Random unit decoder rows, the encoder a quarter of their transpose, no biases.

    At full size the first reconstructions overshoot several times over and training begins by undoing that.
    """
    rng = np.random.default_rng(settings.seed)
    decoder = rng.standard_normal((settings.d_sae, settings.d_in), dtype=np.float32)
    decoder /= np.linalg.norm(decoder, axis=1, keepdims=True)
    d_sae, d_in = decoder.shape

    def zeros() -> Floats:
        return np.zeros((d_sae, d_in), np.float32)

    return State(
        encoder=np.float32(ENCODER_START) * decoder,
        encoder_bias=np.zeros(d_sae, np.float32),
        decoder=decoder,
        decoder_bias=np.zeros(d_in, np.float32),
        encoder_m=zeros(),
        encoder_v=zeros(),
        decoder_m=zeros(),
        decoder_v=zeros(),
        bias_moments=np.zeros(2 * (d_sae + d_in), np.float32),
        silent_for=np.zeros(d_sae, np.int64),
    )


def exact_scores(x: Floats, encoder: Floats, bias: Floats) -> NDArray[np.generic]:
    """Pre-activations (token, d_sae) in float32."""
    return x @ encoder.T + bias


@dataclass
class Active:
    """The active pairs of a batch, sorted by token."""

    rows: Ints
    columns: Ints
    values: Floats
    threshold: float


def as_score(value: float, scores: NDArray[np.generic]) -> float | int:
    """The cutoff in the scores' order: bfloat16 scores come as the int16 of their bits, which sort alike."""
    if scores.dtype == np.int16:
        return int(np.float32(value).view(np.uint32) >> 16)
    return value


def select(x: Floats, state: State, settings: Settings, scorer: Scorer) -> Active:
    """The batch · L0 largest positive activations of the batch (BatchTopK)."""
    scores = scorer(x, state.encoder, state.encoder_bias)
    wanted = len(x) * settings.l0
    if state.cutoff <= 0:
        some = exact_scores(x[:64], state.encoder, state.encoder_bias)
        state.cutoff = float(np.partition(some.ravel(), -settings.l0 * len(some))[-settings.l0 * len(some)])
    cutoff = max(CANDIDATE_MARGIN * state.cutoff, 1e-6)
    counts = kernels.count_above(scores, as_score(cutoff, scores))
    while counts.sum() < wanted * 1.02 and cutoff > 1e-6:
        cutoff = max(cutoff * 0.8, 1e-6) if cutoff > 1e-5 else 1e-6
        counts = kernels.count_above(scores, as_score(cutoff, scores))
    rows, columns = kernels.pairs_above(scores, as_score(cutoff, scores), counts)
    values = kernels.pre_activations(x, state.encoder, state.encoder_bias, rows, columns)
    threshold = float(np.partition(values, -wanted)[-wanted]) if len(values) > wanted else 0.0
    threshold = max(threshold, 0.0)
    keep = values > threshold if threshold == 0 else values >= threshold
    state.cutoff = threshold
    return Active(rows[keep], columns[keep], values[keep], threshold)


@dataclass
class Auxiliary:
    """Gradients that revive dead features: `place` (d_sae,) is a row of the two gradients, or −1."""

    place: Ints
    encoder: Floats
    decoder: Floats
    bias: Floats


def auxiliary_gradient(x: Floats, error: Floats, state: State, settings: Settings) -> Auxiliary:
    """Dead features' strongest pre-activations reconstruct the error of some rows (AuxK, 2406.04093)."""
    place = np.full(settings.d_sae, -1, np.int32)
    dead = np.flatnonzero(state.silent_for > settings.dead_after_tokens)
    if len(dead) == 0:
        empty = np.zeros((1, settings.d_in), np.float32)
        return Auxiliary(place, empty, empty, np.zeros(settings.d_sae, np.float32))
    place[dead] = np.arange(len(dead), dtype=np.int32)
    inputs, missing = x[: settings.auxiliary_rows], -error[: settings.auxiliary_rows]
    pre = inputs @ state.encoder[dead].T + state.encoder_bias[dead]
    kept = min(settings.auxiliary_l0, len(dead))
    smallest = np.partition(pre, -kept, axis=1)[:, -kept, None]
    active = np.where(pre >= smallest, np.maximum(pre, 0), 0)
    residual = active @ state.decoder[dead] - missing
    scale = 2 * settings.auxiliary_weight / residual.size / max(float(np.square(missing).mean()), 1e-8)
    slope = np.where(active > 0, residual @ state.decoder[dead].T, 0) * np.float32(scale)
    bias = np.zeros(settings.d_sae, np.float32)
    bias[dead] = slope.sum(axis=0)
    return Auxiliary(place, slope.T @ inputs, active.T @ residual * np.float32(scale), bias)


def row_shares(x: Floats) -> Floats:
    """Weight (token, 1) of each token in the loss: 1, and for massive activations (cap / norm)².

    In layers 5 and 9 one token in a thousand has 30 times the usual norm (Sun et al. 2402.17762) and half
    of all squared norm; unweighted, such tokens decide the gradients of the batches they are in.
    """
    norms = np.linalg.norm(x, axis=1, keepdims=True)
    return np.minimum(MASSIVE * np.median(norms) / np.maximum(norms, 1e-6), 1).astype(np.float32) ** 2


def train_step(x: Floats, state: State, settings: Settings, scorer: Scorer = exact_scores) -> float:
    """One step in place on x (token, d_in); returns the unexplained share of the batch's squared norm."""
    state.step += 1
    active = select(x, state, settings, scorer)
    error = kernels.decode(
        len(x), active.rows, active.columns, active.values, state.decoder, state.decoder_bias
    )
    error -= x
    unexplained = float(np.square(error).sum() / np.square(x).sum())
    share = row_shares(x)
    auxiliary = auxiliary_gradient(x * np.sqrt(share), error * np.sqrt(share), state, settings)
    error *= share * np.float32(2 / x.size)
    rate = settings.rate(state.step)
    bias_gradient = auxiliary.bias
    order, starts = kernels.by_feature(active.columns, settings.d_sae)
    kernels.update_features(
        x, error, active.values, active.rows, order, starts,
        state.encoder, state.encoder_m, state.encoder_v, state.decoder, state.decoder_m, state.decoder_v,
        auxiliary.place, auxiliary.encoder, auxiliary.decoder, bias_gradient,
        rate, *ADAM_BETAS, state.step,
    )  # fmt: skip
    _update_biases(state, np.concatenate((bias_gradient, error.sum(axis=0))), rate)
    fired = np.diff(starts) > 0
    state.silent_for = np.where(fired, 0, state.silent_for + len(x))
    if state.step > settings.steps * (1 - settings.decay_share):
        state.threshold_sum += active.threshold
        state.threshold_count += 1
    return unexplained


def _update_biases(state: State, gradient: Floats, rate: float) -> None:
    m, v = np.split(state.bias_moments, 2)
    joined = np.concatenate((state.encoder_bias, state.decoder_bias))
    beta1, beta2 = ADAM_BETAS
    kernels.adam_row(joined, gradient, m, v, rate, beta1, beta2, 1 - beta1**state.step, 1 - beta2**state.step)
    state.encoder_bias[:], state.decoder_bias[:] = np.split(joined, [len(state.encoder_bias)])


def batches(shards: list[Path], settings: Settings, first_step: int) -> Iterator[Floats]:
    """Batches from `first_step` (from 0) on, of blocks of a few random shards that are shuffled together."""
    sizes = {path: len(np.load(path, mmap_mode="r")) for path in shards}
    step, epoch = 0, 0
    while True:
        order = np.random.default_rng((settings.seed, epoch)).permutation(len(shards))
        for block, start in enumerate(range(0, len(order), settings.block_shards)):
            chosen = [shards[i] for i in order[start : start + settings.block_shards]]
            rows = sum(sizes[path] for path in chosen)
            steps = rows // settings.batch
            if step + steps > first_step:
                data = np.concatenate([np.load(path) for path in chosen])
                shuffled = np.random.default_rng((settings.seed, epoch, block)).permutation(rows)
                for index in range(max(first_step - step, 0), steps):
                    picked = shuffled[index * settings.batch : (index + 1) * settings.batch]
                    yield data[picked].astype(np.float32)
            step += steps
        epoch += 1
        if step == 0:
            raise ValueError("the shards hold less than one batch")


@dataclass
class Run:
    """One training run: its folder holds `settings.json`, `log.jsonl` and `checkpoint.npz`."""

    settings: Settings
    shards: list[Path]
    folder: Path
    scorer: Scorer = field(default=exact_scores)
    checkpoint_every: int = 500
    log_every: int = 50

    def train(self) -> State:
        """Train to the last step, from the checkpoint if there is one."""
        self.folder.mkdir(parents=True, exist_ok=True)
        description = asdict(self.settings) | {"shards": [path.name for path in self.shards]}
        (self.folder / "settings.json").write_text(json.dumps(description, indent=1), "utf-8")
        state = self.resume()
        started, first = time.perf_counter(), state.step
        for x in batches(self.shards, self.settings, state.step):
            if state.step >= self.settings.steps:
                break
            unexplained = train_step(x, state, self.settings, self.scorer)
            if state.step % self.log_every == 0:
                speed = (state.step - first) * self.settings.batch / (time.perf_counter() - started)
                self._log(state, unexplained, speed)
            if state.step % self.checkpoint_every == 0 or state.step == self.settings.steps:
                save_state(state, self.folder / "checkpoint.npz")
        return state

    def resume(self) -> State:
        path = self.folder / "checkpoint.npz"
        return load_state(path) if path.exists() else initial_state(self.settings)

    def _log(self, state: State, unexplained: float, speed: float) -> None:
        row = {
            "step": state.step,
            "unexplained": round(unexplained, 5),
            "dead": int((state.silent_for > self.settings.dead_after_tokens).sum()),
            "threshold": round(state.cutoff, 4),
            "tokens_per_s": round(speed),
        }
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")


def save_state(state: State, path: Path) -> None:
    temporary = path.with_suffix(".tmp")
    with temporary.open("wb") as file:
        np.savez(file, **{name: np.asarray(value) for name, value in vars(state).items()})
    temporary.rename(path)


def load_state(path: Path) -> State:
    data = np.load(path)
    scalars = {"threshold_sum": float, "threshold_count": int, "cutoff": float, "step": int}
    return State(
        **{name: scalars[name](data[name]) if name in scalars else data[name] for name in data.files}
    )
