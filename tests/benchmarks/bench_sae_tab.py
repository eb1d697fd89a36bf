"""The SAE tab on the real engine: from the click to the features on the screen, and how the window fares.

    python tests/benchmarks/bench_sae_tab.py CACHE_DIR [rounds]

Starts the sidecar with one more SAE of 16,384 random features at layer 12, shows the tab, and measures, for a
prompt of 125 tokens: milliseconds from the click on Run until the features are drawn, and until the loss is
measured too; from the choice of a feature until its page is drawn; and the longest time for which the window
did not answer (a timer of 1 ms) during the runs. `CACHE_DIR` holds the converted weights.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QPlainTextEdit

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2]))
from fakes.sae_folders import write_sae

from holysheep_desktop.client.endpoint_client import EndpointClient
from holysheep_desktop.core.connections.network import NetworkLimits
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.settings import ThemeChoice
from holysheep_desktop.gateway.sidecar import Sidecar
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.loop.event_loop import EventLoop
from holysheep_desktop.ui.loop.jobs import Job
from holysheep_desktop.ui.sae.tab import SaeTab
from holysheep_desktop.ui.session import Session

STORY = Path(__file__).parents[2] / "training" / "outside" / "story-english.txt"
CHARACTERS = 548  # 125 tokens with BOS
WIDE = "user/wide"
N_PAGES = 8
PATIENCE_S = 60.0


class Pulse(QObject):
    """The longest time between two turns of the window's loop."""

    def __init__(self) -> None:
        super().__init__()
        self.longest_s = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=1)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()

    def restart(self) -> None:
        self.longest_s, self._last = 0.0, time.perf_counter()

    @Slot()
    def _on_timeout(self) -> None:
        now = time.perf_counter()
        self.longest_s, self._last = max(self.longest_s, now - self._last), now


def write_wide_sae(folder: Path) -> None:
    """16,384 random features, of which some hundred fire on a token: more than a trained SAE's."""
    rng = np.random.default_rng(0)
    decoder = rng.normal(size=(16_384, 640)).astype(np.float32)
    decoder /= np.linalg.norm(decoder, axis=1, keepdims=True)
    arrays = {
        "W_enc": np.ascontiguousarray(decoder.T),
        "W_dec": decoder,
        "b_enc": np.zeros(16_384, np.float32),
        "b_dec": np.zeros(640, np.float32),
        "threshold": np.full(16_384, 1200.0, np.float32),
    }
    write_sae(folder, arrays, layer=12)


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not is_so():  # noqa: ASYNC110 - what is waited for is what a person sees
            await asyncio.sleep(0.001)


def drawn(tab: SaeTab) -> None:
    """Do now what the window would do at its next paint."""
    QApplication.processEvents()
    tab.grab()


async def run_once(tab: SaeTab, pulse: Pulse) -> tuple[float, float, float]:
    pulse.restart()
    started = time.perf_counter()
    tab.run()
    await until(lambda: tab.finding.is_measuring)
    early = time.perf_counter() - started
    await until(lambda: not tab.is_running())
    return early, time.perf_counter() - started, pulse.longest_s


async def page_once(tab: SaeTab, feature: int) -> float:
    started = time.perf_counter()
    tab.finding.choose_feature(feature)
    await until(lambda: tab.finding.panel.dashboard is not None)
    return time.perf_counter() - started


def say(name: str, seconds: list[float]) -> None:
    median, worst = 1000 * statistics.median(seconds), 1000 * max(seconds)
    sys.stdout.write(f"  {name:42} median {median:6.0f} ms, worst {worst:6.0f} ms\n")


async def measure(session: Session, tab: SaeTab, sae_id: str, rounds: int) -> None:
    session.choose_sae(sae_id)
    pulse = Pulse()
    runs = [await run_once(tab, pulse) for _ in range(rounds + 1)][1:]
    analysis = tab.finding.features
    assert analysis is not None
    assert analysis.cache is not None
    sys.stdout.write(f"{sae_id}: {len(analysis.cache.tokens)} tokens, L0 {analysis.reading.l0_mean:.0f}\n")
    for name, column in zip(
        ("click to features", "click to everything, loss and one token", "window's longest silence"),
        zip(*runs, strict=True),
        strict=True,
    ):
        say(name, list(column))
    drawn(tab)
    pulse.restart()
    pages = [await page_once(tab, f.feature) for f in analysis.features[1 : N_PAGES + 1]]
    say("feature's page, from the choice", pages)
    say("window's longest silence for pages", [pulse.longest_s])


async def main(application: QApplication, cache_dir: Path, rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shelf = Path(folder) / "saes"
        write_wide_sae(shelf / "wide")
        labels = str(Path(folder) / "labels")
        arguments = ["--cache-dir", str(cache_dir), "--user-sae-dir", str(shelf), "--labels-dir", labels]
        sidecar = Sidecar(arguments)
        await sidecar.start(lambda _state: None)
        endpoint = Endpoint(EndpointKind.LOCAL, await sidecar.until_ready())

        async def key() -> str | None:
            return sidecar.token

        client = EndpointClient(endpoint, key, NetworkLimits())
        session = Session(lambda _endpoint: client, endpoint)
        session.show_models(await client.models())
        tab = SaeTab(session, Theme(application, ThemeChoice.LIGHT))
        tab.resize(1280, 720)
        tab.show()
        prompt = tab.findChild(QPlainTextEdit, "saePrompt")
        assert prompt is not None
        prompt.setPlainText(STORY.read_text(encoding="utf-8")[:CHARACTERS])
        tab.question.max_tokens.setValue(1)
        for sae_id in ("gemma-3-270m/layer-12/8k", WIDE):
            await measure(session, tab, sae_id, rounds)
        tab.close()
        await Job.cancel_all()
        await client.aclose()
        await sidecar.stop()


if __name__ == "__main__":
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    loop = EventLoop(app)
    n_rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 8
    loop.run_until_complete(main(app, Path(sys.argv[1]), n_rounds))
    loop.close()
