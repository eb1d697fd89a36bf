"""Ask the real model what the screenshots show, and keep its replies as reports.

    PYTHONPATH=.:tests python tests/screenshots/record.py

Only needed when the screenshots are to show something else: the pictures are made from what is kept.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from gateway.gateways import TOKEN, ProcessGateway
from PySide6.QtWidgets import QApplication
from screenshots.recorded import BATCH, FINDINGS, RECORDS, SOURCE_FILE
from screenshots.stage import Stage, done, wait_until
from storage.database.database_files import software

from holysheep_desktop.client.endpoint_client import EndpointClient
from holysheep_desktop.core.connections.network import NetworkLimits
from holysheep_desktop.core.endpoints import Endpoint, EndpointKind
from holysheep_desktop.core.pairs.pair_file import PromptPair
from holysheep_desktop.core.report import Record, RecordKind, Report
from holysheep_desktop.core.requests import Steering, SteeringMode
from holysheep_desktop.core.settings import Language, ThemeChoice
from holysheep_desktop.core.steering import SteeringStart
from holysheep_desktop.protocol.feature_pages import dump_dashboard, dump_tokens
from holysheep_desktop.protocol.model_list import dump_models
from holysheep_desktop.storage.reports.report_json import REPORT
from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.batch.tab import BatchTab
from holysheep_desktop.ui.languages import Languages
from holysheep_desktop.ui.loop.event_loop import EventLoop, closing_generators
from holysheep_desktop.ui.patching.pairs.rows import PairRow
from holysheep_desktop.ui.patching.tab import PatchingTab
from holysheep_desktop.ui.tabs.fixed_tabs import TabName
from holysheep_desktop.ui.tabs.tab import Tab

CREATED_AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
EXAMPLES = {TabName.SAE: 0, TabName.PATCHING: 1, TabName.FULL: 0, TabName.DEBUG: 0}
PAIRS = (
    PromptPair("The key to the cabinets", "The keys to the cabinet", " is", " are"),
    PromptPair("The author of the books", "The authors of the book", " is", " are"),
    PromptPair("The dog near the trees", "The dogs near the tree", " is", " are"),
)
FEATURES = 6
"""Pages of the strongest features of the SAE tab's prompt."""


async def _key() -> str:
    return TOKEN


def _finished(tab: Tab) -> Record:
    tab.run()
    wait_until(lambda: not tab.is_running())
    record = tab.record()
    assert record is not None, tab.objectName()
    return record


def _example(stage: Stage, name: TabName) -> Record:
    tab = stage.tab(name)
    tab.show_example(EXAMPLES[name])  # pyright: ignore[reportAttributeAccessIssue]
    record = _finished(tab)
    if isinstance(tab, PatchingTab):
        tab.finding.map.draw()
        wait_until(lambda: not tab.is_running())
        record = tab.record() or record
    return record


def _steered(stage: Stage, features: Record) -> Record:
    analysis, sae = features.main.result.features, stage.session.sae
    assert analysis is not None
    assert sae is not None
    step = Steering(sae.sae_id, analysis.features[1].feature, SteeringMode.ADD, 1500.0)
    stage.window.steering_requested.emit(SteeringStart(features.main.request.prompt, (step,)))
    return _finished(stage.window.current_tab)


def _pairs(stage: Stage) -> Record:
    tab = stage.tab(TabName.PATCHING)
    assert isinstance(tab, PatchingTab)
    tab.show_pairs(is_shown=True)
    tab.pairs.table.show_rows([PairRow(pair) for pair in PAIRS])
    return _finished(tab)


def _batch(stage: Stage) -> Record:
    tab = stage.tab(TabName.BATCH)
    assert isinstance(tab, BatchTab)
    tab.finding.empty.example_requested.emit(0)
    wait_until(tab.is_running)
    wait_until(lambda: not tab.is_running())
    reports = [done(stage.book.report(key)) for key in stage.book.states]
    return Record(RecordKind.SAE, tuple(report.record.main for report in reports))


def _keep(name: str, record: Record) -> None:
    report = Report(CREATED_AT, software(), record, "ko")
    document = {"format": "holysheep-report", **REPORT.dump_python(report, mode="json")}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    (RECORDS / f"{name}.json").write_text(text, encoding="utf-8")


def _keep_source(client: EndpointClient, records: Sequence[Record]) -> None:
    models = done(client.models())
    texts = {text for record in records for run in record.runs for text in _prompts(run.request)}
    found = records[0].main.result.features
    sae = models[0].usual_sae()
    assert found is not None
    assert sae is not None
    features = [entry.feature for entry in found.features[:FEATURES]]
    document = {
        "models": dump_models(models),
        "tokens": {t: dump_tokens(done(client.tokenize(models[0].id, t))) for t in sorted(texts)},
        "features": [dump_dashboard(done(client.feature(sae.sae_id, one))) for one in features],
    }
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    SOURCE_FILE.write_text(text, encoding="utf-8")


def _prompts(request: object) -> tuple[str, ...]:
    prompt = getattr(request, "prompt", "")
    patching = getattr(request, "patching", None)
    return (prompt, patching.comparison_prompt) if patching else (prompt,)


def main() -> None:
    """Ask everything and write the folder of recorded replies."""
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    loop = EventLoop(app, already_running=True)
    asyncio._set_running_loop(loop)
    cache = Path(os.environ["HOLYSHEEP_CACHE_DIR"])
    with (
        tempfile.TemporaryDirectory() as labels,
        closing_generators(loop),
        ProcessGateway(["--cache-dir", str(cache), "--labels-dir", labels]) as gateway,
    ):
        client = EndpointClient(Endpoint(EndpointKind.LOCAL, gateway.base_url), _key, NetworkLimits())
        stage = Stage(Theme(app, ThemeChoice.LIGHT), Languages(app, Language.ENGLISH), client)
        records = {name.value: _example(stage, name) for name in EXAMPLES}
        records["steering"] = _steered(stage, records["sae"])
        records["pairs"] = _pairs(stage)
        records[BATCH] = _batch(stage)
        assert set(records) == {*FINDINGS, BATCH}
        for name, record in records.items():
            _keep(name, record)
        _keep_source(client, list(records.values()))
        stage.close()
        done(client.aclose())


if __name__ == "__main__":
    main()
