"""Sixty-four clients at once against a real gateway: what is answered, what is refused, and what grows.

Run it by `PYTHONPATH=.:tests python tests/benchmarks/gateway_load.py [seconds]`, 600 by default.

Some clients ask plainly, some for features, some stream, some read slowly, some leave in the middle, some
send nonsense. A reply is lost where a client that waited got neither an answer nor a readable refusal.
Memory, threads, sockets and files of the gateway are read from outside every few seconds; the first minute
does not count, because caches fill.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

import httpx
import psutil
from gateway.gateways import TOKEN, ProcessGateway

N_CLIENTS = 64
SAMPLE_S = 5.0
KINDS = ("plain", "features", "stream", "slow_reader", "leaves", "nonsense")
WEIGHTS = (30, 25, 20, 10, 10, 5)
PROMPTS = ("The capital city of France is called", "이 영화 정말 재밌었다.", "def quicksort(items):")
PATIENCE_S = 300.0


@dataclass
class Tally:
    """What happened to the requests, by kind; waits in seconds."""

    answered: Counter[str] = field(default_factory=Counter)
    refused: Counter[int] = field(default_factory=Counter)
    left: int = 0
    lost: list[str] = field(default_factory=list)
    waits: dict[int, list[float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Sample:
    """The gateway's process at one moment."""

    at_s: float
    rss_mb: float
    n_threads: int
    n_files: int
    n_sockets: int


def body(kind: str, chance: random.Random) -> dict[str, object]:
    fields: dict[str, object] = {
        "model": "gemma-3-270m",
        "messages": [{"role": "user", "content": chance.choice(PROMPTS)}],
        "max_tokens": 1,
    }
    if kind in {"stream", "slow_reader"}:
        fields["stream"] = True
        fields["max_tokens"] = 8
    if kind == "leaves":
        fields["max_tokens"] = 64
    if kind in {"features", "slow_reader"}:
        fields["extra_body"] = {"include_sae_features": True, "sae_layer": 12}
    if kind == "nonsense":
        fields["temperature"] = "hot"
    return fields


async def ask_again_and_again(number: int, base_url: str, until: float, tally: Tally) -> None:
    """Ask again and again until the time is over."""
    chance = random.Random(number)
    headers = {"Authorization": f"Bearer {TOKEN}"}
    async with httpx.AsyncClient(
        base_url=base_url, headers=headers, timeout=PATIENCE_S, trust_env=False
    ) as http:
        while time.monotonic() < until:
            (kind,) = chance.choices(KINDS, WEIGHTS)
            started = time.monotonic()
            try:
                await ask(http, kind, chance, tally)
            except (httpx.HTTPError, AssertionError) as error:
                tally.lost.append(f"{kind}: {type(error).__name__} {error}"[:120])
            tally.waits.setdefault(number, []).append(time.monotonic() - started)


async def ask(http: httpx.AsyncClient, kind: str, chance: random.Random, tally: Tally) -> None:
    """One request of a kind."""
    async with http.stream("POST", "/chat/completions", json=body(kind, chance)) as reply:
        if kind == "leaves":
            await asyncio.sleep(chance.random())
            tally.left += 1
            return
        content = b""
        async for piece in reply.aiter_bytes():
            content += piece
            if kind == "slow_reader":
                await asyncio.sleep(0.2)
    if reply.status_code == 503:
        assert int(reply.headers["retry-after"]) > 0
        assert b'"message"' in content
        tally.refused[503] += 1
        await asyncio.sleep(chance.uniform(0.5, 2))
    elif kind == "nonsense":
        assert reply.status_code == 400
        tally.refused[400] += 1
    else:
        assert reply.status_code == 200, content[:200]
        assert b'"choices"' in content
        assert b"interpretability.result" in content if kind == "slow_reader" else True
        tally.answered[kind] += 1


async def watch(pid: int, until: float, samples: list[Sample]) -> None:
    """Read the process from outside."""
    process, start = psutil.Process(pid), time.monotonic()
    while time.monotonic() < until:
        with process.oneshot():
            samples.append(
                Sample(
                    time.monotonic() - start,
                    process.memory_info().rss / 2**20,
                    process.num_threads(),
                    len(process.open_files()),
                    len(process.net_connections()),
                )
            )
        await asyncio.sleep(SAMPLE_S)


async def load(seconds: float, base_url: str, pid: int) -> tuple[Tally, list[Sample]]:
    """All clients for so long; the last requests are waited for."""
    tally, samples = Tally(), list[Sample]()
    until = time.monotonic() + seconds
    watching = asyncio.create_task(watch(pid, until, samples))
    await asyncio.gather(
        *(ask_again_and_again(number, base_url, until, tally) for number in range(N_CLIENTS))
    )
    await watching
    await asyncio.sleep(1)
    samples.append(samples[-1])
    return tally, samples


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def report(tally: Tally, samples: list[Sample], seconds: float) -> None:
    """The figures, a line each."""
    n_answered = sum(tally.answered.values())
    say(f"answered {n_answered} ({n_answered / seconds:.1f}/s) {dict(tally.answered)}")
    say(f"refused {dict(tally.refused)}, left by clients {tally.left}, lost {len(tally.lost)}")
    for line in tally.lost[:10]:
        say(f"  lost: {line}")
    means = [statistics.mean(waits) for waits in tally.waits.values()]
    longest = max(max(waits) for waits in tally.waits.values())
    say(
        f"mean wait by client: {min(means):.2f}–{max(means):.2f} s, median {statistics.median(means):.2f}; "
        f"longest single wait {longest:.1f} s"
    )
    settled = [sample for sample in samples if sample.at_s > min(60.0, seconds / 4)]
    for name in ("rss_mb", "n_threads", "n_files", "n_sockets"):
        values = [getattr(sample, name) for sample in settled]
        third = max(1, len(values) // 3)
        first, last = statistics.mean(values[:third]), statistics.mean(values[-third:])
        say(f"{name}: first third {first:.1f}, last third {last:.1f}, most {max(values):.1f}")


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 600.0
    with ProcessGateway() as gateway:
        tally, samples = asyncio.run(load(seconds, gateway.base_url, gateway.process.pid))
        report(tally, samples, seconds)
        say(f"still answers: {httpx.get(gateway.base_url[:-3] + '/healthz', trust_env=False).json()}")


if __name__ == "__main__":
    main()
