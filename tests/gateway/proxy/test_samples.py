"""The sample page in a real browser and the sample notebook's cells, through the proxy to a real gateway."""

from __future__ import annotations

import functools
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from gateway.gateways import TOKEN as GATEWAY_TOKEN, ProcessGateway
from gateway.proxy.thread_proxy import TOKEN, ThreadProxy

from holysheep_desktop.resources_path import resource_path

SAMPLES = resource_path("samples")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVE = """
<script>
addEventListener("load", async () => {
  const until = test => new Promise(done => {
    const look = () => test() ? done() : setTimeout(look, 20);
    look();
  });
  const said = () => document.getElementById("said").textContent;
  document.getElementById("proxy").value = "http://127.0.0.1:%(port)d";
  document.getElementById("token").value = "%(token)s";
  document.getElementById("list").click();
  await until(() => said() && said() !== "…");
  document.title = "models: " + said();
  if (document.getElementById("model").length) {
    document.getElementById("prompt").value = "The capital city of France is called";
    document.getElementById("ask").click();
    await until(() => document.querySelector(".bar") || document.querySelector(".bad"));
  }
});
</script>
"""


class Pages(http.server.SimpleHTTPRequestHandler):
    """Serves the sample page with a script that clicks as a person would."""

    drive = ""

    def do_GET(self) -> None:
        page = (SAMPLES / "features.html").read_text("utf-8").replace("</body>", self.drive + "</body>")
        content = page.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def page_origin() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Pages))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def proxied(real_gateway: ProcessGateway, page_origin: str) -> Iterator[ThreadProxy]:
    with ThreadProxy(real_gateway.base_url, key=GATEWAY_TOKEN, origins=frozenset({page_origin})) as proxy:
        yield proxy


def shown_by_chromium(address: str, folder: Path) -> str:
    """The page as it stands after its script has run."""
    assert CHROMIUM is not None
    command = [
        CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--no-first-run",
        f"--user-data-dir={folder}", "--virtual-time-budget=20000", "--timeout=30000", "--dump-dom", address,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=90, check=True)
    return done.stdout


@pytest.mark.skipif(CHROMIUM is None, reason="this machine has no Chromium")
def test_that_the_sample_page_lists_models_and_charts_features(
    proxied: ThreadProxy, page_origin: str, tmp_path: Path
) -> None:
    Pages.drive = DRIVE % {"port": proxied.port, "token": TOKEN}

    page = shown_by_chromium(page_origin, tmp_path)

    assert "models: 1 models" in page
    assert "gemma-3-270m · SAE" in page
    assert page.count('class="bar"') == 20


@pytest.mark.skipif(CHROMIUM is None, reason="this machine has no Chromium")
def test_that_a_page_of_another_origin_gets_nothing_from_the_proxy(
    real_gateway: ProcessGateway, page_origin: str, tmp_path: Path
) -> None:
    allowed = frozenset({"http://localhost:1"})
    with ThreadProxy(real_gateway.base_url, key=GATEWAY_TOKEN, origins=allowed) as proxy:
        Pages.drive = DRIVE % {"port": proxy.port, "token": TOKEN}

        page = shown_by_chromium(page_origin, tmp_path)

    assert "models: Failed to fetch" in page
    assert "gemma" not in page


def test_that_the_sample_notebook_runs_from_top_to_bottom(proxied: ThreadProxy) -> None:
    cells = json.loads((SAMPLES / "features.ipynb").read_text("utf-8"))["cells"]
    code = "\n\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    environment = {
        **os.environ,
        "HOLYSHEEP_PROXY": f"http://127.0.0.1:{proxied.port}",
        "HOLYSHEEP_PROXY_TOKEN": TOKEN,
        "PYTHONIOENCODING": "utf-8",
    }

    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, timeout=60, check=True
    )

    assert done.stdout.decode().count("█") > 10
