"""Jobs on a real Ray Data: what is killed goes on, nothing is lost, nothing is there twice."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from cluster.conftest import wait_until
from cluster.toy_engines import Toy

from holysheep_desktop.cluster.job_options import add_batch_options
from holysheep_desktop.cluster.jobs.making import begun_job, keep_list, new_job
from holysheep_desktop.core.batches.batch import ItemState
from holysheep_desktop.core.batches.job import RESULTS, FollowedJob, Job, JobState
from holysheep_desktop.core.models import Capabilities, Metric, ModelInfo, SaeInfo, Support
from holysheep_desktop.core.requests import FeatureOptions, PatchOptions
from holysheep_desktop.errors import (
    EngineError,
    EngineOptionError,
    JobError,
    JobFault,
)
from holysheep_desktop.gateway.engine_choice import EngineChoice, add_engine_options
from holysheep_desktop.storage.batches.job_folders import DiskJobFolders

_GO_ON = """
import sys
from pathlib import Path
import ray
from cluster.toy_engines import Toy
from holysheep_desktop.cluster.jobs.running import run_in_ray
from holysheep_desktop.storage.batches.job_files import read_job
folder, log = map(Path, sys.argv[1:3])
ray.init(address=sys.argv[3], log_to_driver=False)
run_in_ray(folder, read_job(folder), Toy("toy", log), 2, cpus=1)
"""


TOY = ModelInfo("toy", "tests", Capabilities(sae=Support.NO, n_layers=4))
WITH_SAES = ModelInfo(
    "deep",
    "tests",
    Capabilities(n_layers=18, saes=tuple(SaeInfo(f"sae-{n}", n, "resid_post", 8) for n in (5, 9, 12))),
)


def made(
    folder: Path,
    prompts: list[str],
    *options: str,
    block: int = 2,
    model: ModelInfo = TOY,
    comparison: str | None = None,
) -> Job:
    listed, rest = folder.with_suffix(".jsonl"), {"comparison": comparison}
    listed.write_text("".join(json.dumps({"prompt": prompt, **rest}) + "\n" for prompt in prompts))
    parsed = parsed_options(str(folder), "--prompts", str(listed), "--block", str(block), *options)
    return new_job(parsed, keep_list(parsed), model)


def parsed_options(*options: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_batch_options(parser)
    add_engine_options(parser)
    return parser.parse_args(options)


def found(folder: Path) -> FollowedJob:
    return asyncio.run(DiskJobFolders().read(folder))


def places(folder: Path) -> list[int]:
    return sorted(pq.read_table(folder / RESULTS)["place"].to_pylist())


def test_that_a_killed_engine_loses_nothing_and_leaves_nothing_twice(ray_here: Path, tmp_path: Path) -> None:
    from holysheep_desktop.cluster.jobs.running import run_in_ray

    prompts = [f"word {n}" for n in range(12)]
    job, toy = made(tmp_path / "job", prompts), Toy("toy", tmp_path / "log", delay_s=0.3)
    killer = subprocess.Popen([sys.executable, "-c", _KILL_ONE, str(toy.log)])

    state = run_in_ray(tmp_path / "job", job, toy, 2)

    batch = found(tmp_path / "job").batch
    assert (state, killer.wait()) == (JobState.DONE, 0)
    assert len({pid for pid, _ in toy.lines()}) == 3
    assert places(tmp_path / "job") == list(range(1, 13))
    assert [item.finding.answer for item in batch.items if item.finding] == [f"{p} " for p in prompts]


_KILL_ONE = """
import os, signal, sys, threading
from pathlib import Path
log = Path(sys.argv[1])
while not (log.exists() and len(log.read_text().splitlines()) > 4):
    threading.Event().wait(0.02)
os.kill(int(log.read_text().splitlines()[-1].split()[0]), signal.SIGKILL)
"""


def test_that_a_killed_job_goes_on_where_it_was(ray_here: Path, tmp_path: Path) -> None:
    import ray

    from holysheep_desktop.cluster.jobs.running import run_in_ray

    folder, prompts = tmp_path / "job", [*(f"word {n}" for n in range(8)), *(f"wait {n}" for n in range(4))]
    job, toy = made(folder, prompts), Toy("toy", tmp_path / "log")
    address = ray.get_runtime_context().gcs_address
    first = subprocess.Popen([sys.executable, "-c", _GO_ON, str(folder), str(toy.log), address])
    wait_until(lambda: found(folder).progress.n_done == 8, 60)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    kept = Counter(prompt for _, prompt in toy.lines())
    (tmp_path / "go").touch()

    state = run_in_ray(folder, job, toy, 2)

    asked = Counter(prompt for _, prompt in toy.lines())
    assert state is JobState.DONE
    assert places(folder) == list(range(1, 13))
    assert {p: asked[p] - kept[p] for p in prompts[:8]} == dict.fromkeys(prompts[:8], 0)


def test_that_two_engines_work_at_the_same_time(ray_here: Path, tmp_path: Path) -> None:
    """Each waits until the other is asked too, so that one alone would never end."""
    from holysheep_desktop.cluster.jobs.running import run_in_ray

    job, toy = made(tmp_path / "job", ["together 1", "together 2"], block=1), Toy("toy", tmp_path / "log")

    assert run_in_ray(tmp_path / "job", job, toy, 2) is JobState.DONE


def test_that_a_prompt_which_ends_every_engine_is_left_and_the_others_are_asked(
    ray_here: Path, tmp_path: Path
) -> None:
    from holysheep_desktop.cluster.jobs.running import run_in_ray

    prompts = ["one", "two", "fatal", "long", "five", "six"]
    job, toy = made(tmp_path / "job", prompts, block=1), Toy("toy", tmp_path / "log")

    with pytest.raises(JobError, match="1 prompts could not be asked"):
        run_in_ray(tmp_path / "job", job, toy, 2)

    followed = found(tmp_path / "job")
    states = [item.state for item in followed.batch.items]
    assert followed.progress.state is JobState.FAILED
    assert states == [
        ItemState.DONE, ItemState.DONE, ItemState.WAITING, ItemState.FAILED, ItemState.DONE, ItemState.DONE,
    ]  # fmt: skip
    assert "2048" in followed.batch.items[3].error


def test_that_a_folder_with_a_job_takes_no_other_list(tmp_path: Path) -> None:
    made(tmp_path / "job", ["one"])

    with pytest.raises(JobError) as raised:
        begun_job(parsed_options(str(tmp_path / "job"), "--prompts", "other.txt"))

    assert raised.value.fault is JobFault.TAKEN


def test_that_a_long_list_comes_as_parquet(tmp_path: Path) -> None:
    n = 120_000
    pq.write_table(pa.table({"prompt": [f"word {i}" for i in range(n)]}), tmp_path / "long.parquet")
    options = parsed_options(str(tmp_path / "job"), "--prompts", str(tmp_path / "long.parquet"))

    job = new_job(options, keep_list(options), TOY)

    followed = found(tmp_path / "job")
    assert (job.n_items, job.block) == (n, 60)
    assert followed.batch.items[9_999].pair.prompt == "word 9999"
    assert len(followed.batch.items) == 10_000
    assert followed.job.created_at <= datetime.now(UTC)


@pytest.mark.parametrize(
    ("model", "options", "features"),
    [
        (WITH_SAES, (), FeatureOptions(12, 50, "sae-12")),
        (WITH_SAES, ("--layer", "9"), FeatureOptions(9, 50, "sae-9")),
        (WITH_SAES, ("--sae-id", "sae-5", "--top-k", "7"), FeatureOptions(5, 7, "sae-5")),
        (WITH_SAES, ("--no-features",), None),
        (TOY, (), None),
    ],
)
def test_that_the_job_says_with_which_sae_of_the_model_it_reads(
    model: ModelInfo, options: tuple[str, ...], features: FeatureOptions | None, tmp_path: Path
) -> None:
    job = made(tmp_path / "job", ["one"], *options, model=model)

    assert found(tmp_path / "job").job == job
    assert (job.settings.model, job.settings.features) == (model.id, features)


def test_that_pairs_are_patched_without_features_where_the_model_has_no_sae(tmp_path: Path) -> None:
    job = made(tmp_path / "job", ["one"], "--patch-layer", "3", comparison="two")

    assert job.settings.features is None
    assert job.settings.patching == PatchOptions("", 3, Metric.LOGIT_DIFF)


@pytest.mark.parametrize(
    ("options", "comparison", "words"),
    [
        (("--layer", "9"), None, "toy has no such SAE; it has: none"),
        (("--patch-layer", "4"), "two", "the last is 3"),
        (("--patch-layer", "3"), None, "needs a list with comparisons"),
        (("--max-tokens", "0"), None, "neither features nor patching nor an answer"),
    ],
)
def test_that_what_the_model_cannot_do_is_said_before_anything_is_asked(
    options: tuple[str, ...], comparison: str | None, words: str, tmp_path: Path
) -> None:
    with pytest.raises(EngineOptionError, match=words):
        made(tmp_path / "job", ["one"], *options, comparison=comparison)

    assert not (tmp_path / "job" / "job.json").exists()


def test_that_an_engine_says_which_model_it_serves_or_why_it_does_not(ray_here: Path, tmp_path: Path) -> None:
    from holysheep_desktop.cluster.jobs.running import model_of

    assert model_of(Toy("toy", tmp_path / "log")) == TOY
    with pytest.raises(EngineError, match="--model, --sae, --device"):
        model_of(partial(EngineChoice.open, EngineChoice(model="gpt2")))
