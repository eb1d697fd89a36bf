"""The dashboard of an SAE that the user added, computed on this machine over the bundled sample of text."""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import save_file

from holysheep_desktop.core.source import Progress, Report
from holysheep_desktop.engine.analysis.cross_entropy import recovered_share
from holysheep_desktop.engine.dictionaries import dashboard_arrays
from holysheep_desktop.engine.dictionaries.corpus_sample import CORPUS_SAMPLE, CorpusSample
from holysheep_desktop.engine.dictionaries.dashboard_arrays import Arrays, ByFeature
from holysheep_desktop.engine.dictionaries.dashboards import DASHBOARD
from holysheep_desktop.engine.dictionaries.example_labels import labels_by_example
from holysheep_desktop.engine.dictionaries.feature_examples import Sampled
from holysheep_desktop.engine.dictionaries.promotes import Promotion
from holysheep_desktop.engine.dictionaries.sae import Sae
from holysheep_desktop.engine.dictionaries.sae_pack import EVALUATION, LABELS, STATISTICS
from holysheep_desktop.engine.dictionaries.sample_reading import SampleReading, documents_read, read_sample
from holysheep_desktop.engine.transformer.network import Network
from holysheep_desktop.engine.weights.text_tokens import TextTokenizer
from holysheep_desktop.errors import CancelledWorkError, DictionaryError

STAGE = "dashboard"
DENSE = 0.1
"""A feature that fires on a larger share of the tokens counts as dense."""


def compute_dashboard(
    model: Network,
    tokenizer: TextTokenizer,
    promotion: Promotion,
    sae: Sae,
    sample_path: Path,
    folder: Path,
    report: Report,
    should_stop: Callable[[], bool],
) -> None:
    """Compute and store everything beside the SAE's weights in `folder`; nothing changes before the end.

    The sample goes with it, so that the passages stay what they are when the program brings another one.
    Raises CancelledWorkError, and DictionaryError where the SAE is too dense or the disk refuses.
    """
    with _aside(folder) as aside:
        # the copy is read: what is stored beside the windows is what they were cut from
        sample = CorpusSample(_copied(sample_path, aside / CORPUS_SAMPLE))
        done = len(documents_read(sample))
        total = dashboard_arrays.units_of_work(done, sae.d_sae)

        def tell(done: int) -> None:
            if should_stop():
                raise CancelledWorkError
            report(Progress(STAGE, done, total))

        reading = read_sample(model, sae, sample, tokenizer.is_special, tell)
        by_feature = ByFeature.of(reading)
        arrays = dashboard_arrays.histograms(by_feature)
        arrays |= dashboard_arrays.promoted(sae, by_feature, promotion, tell, done)
        sampled = Sampled(sample.ids(), sample.starts)
        done += (total - done) // 2
        arrays |= dashboard_arrays.examples_and_relatives(sae, reading, by_feature, sampled, tell, done)
        tell(total)
        _write_json(aside / LABELS, labels_by_example(arrays, sampled.ids, tokenizer))
        _write_json(aside / EVALUATION, _evaluation(reading, by_feature))
        _write_arrays(aside / STATISTICS, _statistics(reading, by_feature))
        _write_arrays(aside / DASHBOARD, arrays)
        _move_in(aside, folder)


def _statistics(reading: SampleReading, by_feature: ByFeature) -> Arrays:
    density = by_feature.counts / len(reading.positions)
    return {
        "mean": reading.mean,
        "density": density.astype(np.float32),
        "max_activation": by_feature.largest(),
    }


def _evaluation(reading: SampleReading, by_feature: ByFeature) -> dict[str, object]:
    counts = by_feature.counts
    ce_model, ce_sae, ce_zero = reading.losses.tolist()
    return {
        "l0": float(reading.l0.mean()),
        "l0_p95": float(np.percentile(reading.l0, 95)),
        "explained_variance": reading.explained_variance,
        "ce_model": ce_model,
        "ce_sae": ce_sae,
        "ce_zero": ce_zero,
        "ce_loss_recovered": recovered_share(reading.losses) if reading.n_predicted else None,
        "dead_fraction": float((counts == 0).mean()),
        "dense_fraction": float((counts > DENSE * len(reading.positions)).mean()),
        "sample": CORPUS_SAMPLE,
        "sample_tokens": len(reading.positions),
        "loss_tokens": reading.n_predicted,
        "ablation": "zero",
        "date": datetime.now(UTC).date().isoformat(),
    }


@contextmanager
def _aside(folder: Path) -> Generator[Path]:
    aside = folder / f".computing-{uuid.uuid4().hex}"
    try:
        aside.mkdir()
        yield aside
    except (OSError, SafetensorError) as error:
        raise DictionaryError(folder, "the dashboard cannot be written") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _copied(source: Path, target: Path) -> Path:
    shutil.copyfile(source, target)
    return target


def _write_json(path: Path, content: dict[str, object]) -> None:
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")


def _write_arrays(path: Path, arrays: Arrays) -> None:
    save_file({name: np.ascontiguousarray(array) for name, array in arrays.items()}, path)


def _move_in(aside: Path, folder: Path) -> None:
    """The dashboard last: only with it do the others count."""
    for name in (CORPUS_SAMPLE, STATISTICS, EVALUATION, LABELS, DASHBOARD):
        (aside / name).replace(folder / name)
