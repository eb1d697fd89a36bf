"""Jobs on a real Ray Data: what is killed goes on, nothing is lost, nothing is there twice."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from cluster.conftest import wait_until
from cluster.toy_engines import Toy

from holysheep_desktop.cluster.job_options import add_batch_options, settings_of
from holysheep_desktop.cluster.jobs.making import job_of
from holysheep_desktop.core.batches.batch import ItemState
from holysheep_desktop.core.batches.job import RESULTS, FollowedJob, Job, JobState
from holysheep_desktop.errors import JobError, JobFault
from holysheep_desktop.gateway.engine_choice import add_engine_options
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


def made(folder: Path, prompts: list[str], *options: str, block: int = 2) -> Job:
    import argparse

    listed = folder.with_suffix(".jsonl")
    listed.write_text("".join(json.dumps({"prompt": prompt}) + "\n" for prompt in prompts))
    parser = argparse.ArgumentParser()
    add_batch_options(parser)
    add_engine_options(parser)
    return job_of(parser.parse_args([str(folder), "--prompts", str(listed), "--block", str(block), *options]))


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
        made(tmp_path / "job", ["two"])

    assert raised.value.fault is JobFault.TAKEN


def test_that_a_long_list_comes_as_parquet(tmp_path: Path) -> None:
    import argparse

    n = 120_000
    pq.write_table(pa.table({"prompt": [f"word {i}" for i in range(n)]}), tmp_path / "long.parquet")
    parser = argparse.ArgumentParser()
    add_batch_options(parser)
    add_engine_options(parser)
    options = parser.parse_args([str(tmp_path / "job"), "--prompts", str(tmp_path / "long.parquet")])

    job = job_of(options)

    followed = found(tmp_path / "job")
    assert (job.n_items, job.block) == (n, 60)
    assert followed.batch.items[9_999].pair.prompt == "word 9999"
    assert len(followed.batch.items) == 10_000
    assert settings_of(options, "x").features.layer == 12
    assert followed.job.created_at <= datetime.now(UTC)
