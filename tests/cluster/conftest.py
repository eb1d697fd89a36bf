"""One Ray for the whole session: a small store, nothing sent anywhere, all gone afterwards."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from gateway.gateways import TOKEN

_ROOT = Path(__file__).resolve().parents[2]
_HERE = Path(__file__).resolve().parent

os.environ |= {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_SERVE_PROXY_HEALTH_CHECK_PERIOD_S": "1",
    "HOLYSHEEP_GATEWAY_TOKEN": TOKEN,
    "PYTHONPATH": os.pathsep.join([str(_ROOT), str(_ROOT / "tests")]),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _HERE in item.path.parents:  # Ray warns of itself, and leaves sockets open
            item.add_marker(pytest.mark.filterwarnings("ignore"))


@pytest.fixture(scope="session")
def ray_here() -> Iterator[Path]:
    """A Ray of four processors; gives its folder, in which everything it writes lies."""
    import ray

    folder = Path(tempfile.mkdtemp(prefix="ray"))
    key = folder / "key"  # Ray's own, which it would leave in the home folder
    key.write_text(secrets.token_hex(32))
    os.environ["RAY_AUTH_TOKEN_PATH"] = str(key)
    ray.init(
        address="local",
        num_cpus=4,
        include_dashboard=False,
        object_store_memory=100 * 2**20,
        log_to_driver=False,
        _temp_dir=str(folder),
    )
    yield folder
    ray.shutdown()
    shutil.rmtree(folder, ignore_errors=True)


def wait_until(is_so: Callable[[], object], limit_s: float = 30.0) -> None:
    """Look again and again."""
    import threading

    end = time.monotonic() + limit_s
    while not is_so():
        assert time.monotonic() < end, "it never came true"
        threading.Event().wait(0.05)
