"""How much faster twice the engines are, where an engine waits and does not compute.

    PYTHONPATH=.:tests python tests/benchmarks/bench_cluster.py [--wait 0.2] [--prompts 96]

Each engine waits as long for each prompt, as one does whose model runs on another machine's GPU; so no
processor of this machine is what limits it. For a job the time is taken from the first question to the last
(Ray's start, which depends on nothing that is asked, is left out); for the gateway from sending all requests
at once to the last reply. Ratios against one engine are printed; 2 is what two engines can reach.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "HOLYSHEEP_GATEWAY_TOKEN": "benchmark"}

import ray
from cluster.toy_engines import Toy
from gateway.gateways import chat_body, client_of
from ray import serve
from ray.serve.config import HTTPOptions

from holysheep_desktop.cluster.deployment import APP_NAME, GatewayArgs, application
from holysheep_desktop.cluster.job_options import add_batch_options
from holysheep_desktop.cluster.jobs.making import keep_list, new_job
from holysheep_desktop.cluster.jobs.running import model_of, run_in_ray
from holysheep_desktop.gateway.engine_choice import add_engine_options

_PORT = 8977
_ENGINES = (1, 2, 4)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--wait", type=float, default=0.2)
    parser.add_argument("--prompts", type=int, default=96)
    options = parser.parse_args()
    ray.init(
        address="local",
        num_cpus=8,
        include_dashboard=False,
        object_store_memory=100 * 2**20,
        log_to_driver=False,
    )
    for name, measure in (("job", _job_s), ("gateway", _gateway_s)):
        times = {n: measure(n, options.wait, options.prompts) for n in _ENGINES}
        for n, seconds in times.items():
            rate = options.prompts / seconds
            print(f"{name}: {n} engines, {seconds:.2f} s, {rate:.1f} prompts/s, x{times[1] / seconds:.2f}")  # noqa: T201
    ray.shutdown()


def _job_s(engines: int, wait: float, prompts: int) -> float:
    with tempfile.TemporaryDirectory() as name:
        folder, listed = Path(name) / "job", Path(name) / "list.jsonl"
        listed.write_text("".join(json.dumps({"prompt": f"word {i}"}) + "\n" for i in range(prompts)))
        parser = argparse.ArgumentParser()
        add_batch_options(parser)
        add_engine_options(parser)
        parsed = parser.parse_args([str(folder), "--prompts", str(listed), "--block", "4"])
        toy = Toy("toy", Path(name) / "log", wait)
        job = new_job(parsed, keep_list(parsed), model_of(toy))
        run_in_ray(folder, job, toy, engines, cpus=1)
        asked_at = [float(line.split(" ", 2)[1]) for line in toy.log.read_text().splitlines()]
        return max(asked_at) + wait - min(asked_at)


def _gateway_s(engines: int, wait: float, prompts: int) -> float:
    with tempfile.TemporaryDirectory() as name:
        serve.start(http_options=HTTPOptions(host="127.0.0.1", port=_PORT))
        toys = {"toy": Toy("toy", Path(name) / "log", wait)}
        serve.run(application(toys, GatewayArgs(engines={}, replicas=engines, cpus=0.1)), name=APP_NAME)
        base_url = f"http://127.0.0.1:{_PORT}/v1"
        with client_of(base_url, "benchmark") as http, ThreadPoolExecutor(8 * engines) as threads:
            http.get("/models")

            def ask(i: int) -> int:
                body = chat_body(f"word {i}") | {"model": "toy"}
                return http.post("/chat/completions", json=body).status_code

            begun = time.monotonic()
            statuses = list(threads.map(ask, range(prompts)))
            seconds = time.monotonic() - begun
        assert set(statuses) == {200}, statuses
        serve.shutdown()
        return seconds


if __name__ == "__main__":
    main()
