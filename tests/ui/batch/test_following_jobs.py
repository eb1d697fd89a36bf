from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from PySide6.QtWidgets import QToolButton
from ui.batch.conftest import BatchBench

from holysheep_desktop.core.batches.batch import BatchSettings
from holysheep_desktop.core.batches.job import KEPT, PROMPTS, RESULTS, Job, JobProgress, JobState
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.requests import FeatureOptions
from holysheep_desktop.storage.batches.job_files import write_job, write_progress
from holysheep_desktop.storage.batches.job_schema import PROMPT_SCHEMA, RESULT_SCHEMA

N = 4
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class JobOnDisk:
    """A job of four prompts, as another machine leaves it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in (PROMPTS, RESULTS, KEPT):
            (folder / name).mkdir(parents=True)
        rows = [{"place": n, "prompt": f"word {n}", "comparison": None} for n in range(1, N + 1)]
        pq.write_table(pa.Table.from_pylist(rows, PROMPT_SCHEMA), folder / PROMPTS / "00000.parquet")
        settings = BatchSettings(Endpoint(EndpointKind.CUSTOM, "", "list.txt"), "", FeatureOptions(12))
        write_job(folder, Job("list.txt", NOW, N, settings, block=2))

    def say(self, state: JobState, n_done: int, n_failed: int = 0) -> None:
        write_progress(self.folder, JobProgress(state, n_done, n_failed, NOW))

    def finish(self, part: str, *rows: dict[str, object], is_kept: bool = True) -> None:
        bare = dict.fromkeys(RESULT_SCHEMA.names)
        table = pa.Table.from_pylist([bare | row for row in rows], RESULT_SCHEMA)
        pq.write_table(table, self.folder / RESULTS / f"{part}-0.parquet")
        ending = "parquet" if is_kept else "pending.parquet"
        pq.write_table(table.select(["place"]), self.folder / KEPT / f"{part}.{ending}")


def row(place: int, **fields: object) -> dict[str, object]:
    found = {"features": [7, 3], "activations": [2.5, 1.0], "labels": ["on words", None]}
    return {"place": place, "state": "done", "answer": f"answer {place}", "model": "toy", **found, **fields}


@pytest.fixture
def job(tmp_path: Path) -> JobOnDisk:
    return JobOnDisk(tmp_path / "job")


def opened(bench: BatchBench, job: JobOnDisk) -> None:
    bench.tab._jobs.follower.open(job.folder)


def test_that_a_job_is_followed_from_its_first_block_to_its_last(bench: BatchBench, job: JobOnDisk) -> None:
    job.say(JobState.RUNNING, 2)
    job.finish("a", row(1), row(2))
    job.finish("b", row(3), is_kept=False)  # what a kill cut off

    opened(bench, job)
    bench.qtbot.waitUntil(lambda: bench.states() == "ddww")
    job.say(JobState.STOPPED, 2)
    bench.wait_to_hear("batchHeadline", "It was stopped")
    job.finish("b", row(3, answer="last"), failed(4, "too long"))
    job.say(JobState.DONE, 3, 1)
    bench.qtbot.waitUntil(lambda: bench.states() == "dddf")

    items = bench.items()
    assert [item.finding.answer if item.finding else item.error for item in items[2:]] == ["last", "too long"]
    assert bench.said("batchHeadline") == "3 of 4 prompts are done, 1 failed."


def failed(place: int, error: str) -> dict[str, object]:
    return row(place, state="failed", error=error, features=None, activations=None, labels=None)


def test_that_a_job_of_somewhere_else_can_be_neither_renamed_nor_deleted(
    bench: BatchBench, job: JobOnDisk
) -> None:
    job.say(JobState.STOPPED, 0)

    opened(bench, job)
    bench.qtbot.waitUntil(lambda: bench.states() == "wwww")

    buttons = [bench.find(QToolButton, name) for name in ("batchRename", "batchDelete")]
    assert [button.isEnabled() for button in buttons] == [False, False]


@pytest.mark.parametrize(
    "damage", ["no_job", "newer", "broken_json", "not_parquet", "wrong_type", "infinite"]
)
def test_that_a_folder_without_a_sound_job_is_refused_in_words(
    bench: BatchBench, job: JobOnDisk, damage: str
) -> None:
    job.say(JobState.DONE, 2)
    job.finish("a", row(1), row(2))
    path, part = job.folder / "job.json", job.folder / RESULTS / "a-0.parquet"
    if damage == "no_job":
        path.unlink()
    elif damage == "newer":
        path.write_text(json.dumps(json.loads(path.read_text()) | {"format_version": 2}))
    elif damage == "broken_json":
        path.write_text("{")
    elif damage == "not_parquet":
        part.write_bytes(b"PAR1")
    elif damage == "wrong_type":
        pq.write_table(pa.table({"place": ["x"]}), part)
    else:
        job.finish("a", row(1, activations=[float("inf"), 1.0]))

    opened(bench, job)

    bench.qtbot.waitUntil(lambda: "job" in bench.said("noticeTitle"))
    assert bench.items() == ()
