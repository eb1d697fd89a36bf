"""`holysheep-gateway batch`: a job from where it is to its end, over engines that Ray Data keeps running."""

# pyright: reportMissingImports=false, reportUnknownParameterType=false

from __future__ import annotations

import argparse
import logging
import sys
import warnings
from functools import partial
from pathlib import Path
from typing import Final

import ray
from ray.data import ActorPoolStrategy, DataContext
from ray.data.checkpoint import CheckpointConfig
from ray.exceptions import RayError
from ray.util.annotations import RayDeprecationWarning

from holysheep_desktop.cluster.jobs.asking import Asker, never
from holysheep_desktop.cluster.jobs.making import KeptList, begun_job, engine_of, keep_list, new_job
from holysheep_desktop.cluster.jobs.watching import JobWatch
from holysheep_desktop.cluster.local_ray import ray_running, stop_politely
from holysheep_desktop.core.batches.job import KEPT, PROMPTS, RESULTS, Job, JobState
from holysheep_desktop.core.models import ModelInfo
from holysheep_desktop.core.source import report_nothing
from holysheep_desktop.errors import EngineError, HolySheepError, JobError, JobFault
from holysheep_desktop.gateway.engine_choice import engine_choice
from holysheep_desktop.gateway.engine_interface import OpenEngine

TRIES_OF_A_BLOCK: Final = 4
"""A block whose engine ends so often is left out: one prompt may bring every engine down."""
_CHECKPOINT_BYTES = 2**26


def run_job(options: argparse.Namespace) -> int:
    """Run what is left of a job; raises JobError where something stays undone."""
    job = begun_job(options)
    kept = KeptList() if job is not None else keep_list(options)
    choice = engine_of(job) if job is not None else engine_choice(options)
    opener = partial(choice.open_in_own_process, max(1, int(options.cpus)))
    with ray_running(options.address, options.replicas * options.cpus):
        stop_politely()
        if job is None:
            job = new_job(options, kept, model_of(opener, options.cpus, options.gpus))
        state = run_in_ray(
            options.folder.resolve(), job, opener, options.replicas, options.cpus, options.gpus
        )
    return 0 if state is JobState.DONE else 130


def model_of(opener: OpenEngine, cpus: float = 1.0, gpus: float = 0.0) -> ModelInfo:
    """The model that an engine serves, told by a process like those that will ask; raises EngineError."""
    asked = ray.remote(num_cpus=cpus, num_gpus=gpus, max_retries=0)(_opened).remote(opener)
    try:
        told = ray.get(asked)
    except RayError as error:
        raise EngineError(f"the engine could not be opened: {_last_line(error)}") from error
    if isinstance(told, str):
        raise EngineError(told)
    return told


def _opened(opener: OpenEngine) -> ModelInfo | str:
    """The model, or why it cannot be asked: Ray does not carry our errors."""
    try:
        engine = opener(report_nothing, never)
    except HolySheepError as error:
        return str(error)
    (model, *_) = engine.models()
    engine.close()
    return model


def run_in_ray(
    folder: Path, job: Job, opener: OpenEngine, replicas: int, cpus: float = 1.0, gpus: float = 0.0
) -> JobState:
    """The same where Ray runs already: DONE, or STOPPED where it was interrupted. Raises JobError."""
    with JobWatch(folder, job, tell=_say) as watch:
        try:
            _ask_the_rest(folder, job, opener, replicas, cpus, gpus)
        except KeyboardInterrupt:
            watch.end(JobState.STOPPED)
            return JobState.STOPPED
        except RayError as error:
            watch.end(JobState.FAILED, type(error).__name__)
            raise JobError(folder, JobFault.FAILED, _last_line(error)) from error
        n_left = watch.n_left()
        if n_left:
            note = f"{n_left} prompts could not be asked"
            watch.end(JobState.FAILED, note)
            raise JobError(folder, JobFault.FAILED, f"{note}; run it again to try them again")
        watch.end(JobState.DONE)
    return JobState.DONE


def _ask_the_rest(
    folder: Path, job: Job, opener: OpenEngine, replicas: int, cpus: float, gpus: float
) -> None:
    """Blocks that are kept are left out; of the others each is asked, written, and then kept."""
    _configure(folder)
    prompts = ray.data.read_parquet(str(folder / PROMPTS)).repartition(target_num_rows_per_block=job.block)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RayDeprecationWarning)  # there is no other name for the tries yet
        found = prompts.map_batches(
            Asker,
            fn_constructor_args=(opener, job),
            batch_size=job.block,
            batch_format="pyarrow",
            compute=ActorPoolStrategy(size=replicas, max_tasks_in_flight_per_actor=1),
            num_cpus=cpus,
            num_gpus=gpus,
            max_task_retries=TRIES_OF_A_BLOCK,
        )
    found.write_parquet(str(folder / RESULTS))


def _configure(folder: Path) -> None:
    context = DataContext.get_current()
    context.enable_progress_bars = False
    context.max_errored_blocks = -1  # the others go on, and the watch counts what is missing
    checkpoint = CheckpointConfig("place", str(folder / KEPT), delete_checkpoint_on_success=False)
    checkpoint.checkpoint_actor_memory_bytes = _CHECKPOINT_BYTES
    context.checkpoint_config = checkpoint
    for name in ("ray.data", "ray._private.worker"):
        logging.getLogger(name).setLevel(logging.ERROR)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _last_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[-1][:300]
