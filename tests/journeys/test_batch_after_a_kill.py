"""A batch on a real gateway process, killed in the middle and gone on with by another process."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

from gateway.gateways import TOKEN, ProcessGateway
from journeys.batch_program import PROMPTS

ENOUGH = 3
PROGRAM = (sys.executable, "-m", "journeys.batch_program")
TESTS = Path(__file__).parents[1]


def start(database: Path, gateway: ProcessGateway) -> subprocess.Popen[str]:
    command = (*PROGRAM, str(database), gateway.base_url, TOKEN)
    path = {"PYTHONPATH": f"{TESTS}:{TESTS.parent}"}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=path, cwd=TESTS)


def kept(database: Path) -> tuple[dict[str, int], list[str], str]:
    """Items by state, prompts that are done, and SQLite's own check."""
    connection = sqlite3.connect(database)
    try:
        states = dict(connection.execute("SELECT state, count(*) FROM batch_item GROUP BY state"))
        done = [
            p
            for (p,) in connection.execute(
                "SELECT prompt FROM batch_item WHERE state = 'done' ORDER BY place"
            )
        ]
        (check,) = connection.execute("PRAGMA quick_check").fetchone()
    finally:
        connection.close()
    return states, done, str(check)


def test_that_a_killed_batch_goes_on_where_it_was(tmp_path: Path, real_gateway: ProcessGateway) -> None:
    database = tmp_path / "history.sqlite"

    with start(database, real_gateway) as killed:
        assert killed.stdout is not None
        while int(killed.stdout.readline()) < ENOUGH:
            pass
        killed.kill()
    states, done, check = kept(database)
    assert check == "ok"
    assert ENOUGH <= states["done"] < len(PROMPTS)
    assert states["done"] + states["waiting"] == len(PROMPTS)
    assert done == list(PROMPTS[: len(done)])

    with start(database, real_gateway) as again:
        again.communicate(timeout=60)
    assert again.returncode == 0
    assert kept(database) == ({"done": len(PROMPTS)}, list(PROMPTS), "ok")
    connection = sqlite3.connect(database)
    runs = dict(connection.execute("SELECT state, count(*) FROM run WHERE batch IS NOT NULL GROUP BY state"))
    connection.close()
    # A kill between the two writes of an item costs one run that is there twice, and never one that is lost.
    assert len(PROMPTS) <= runs["ok"] <= len(PROMPTS) + 1
    assert sum(runs.values()) <= len(PROMPTS) + 1
