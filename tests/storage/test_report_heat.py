"""A map of many layers in the HTML report: a picture with every cell, on one scale."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from storage.report_samples import full_report

from holysheep_desktop.core.models import Component
from holysheep_desktop.core.report import Report, record_of
from holysheep_desktop.core.results import EffectMap
from holysheep_desktop.resources_path import resource_path
from holysheep_desktop.storage.report_html import report_to_html

N_LAYERS = 6
ROWS = tuple((0.0, -0.25 * layer, None) for layer in range(N_LAYERS))
TALL = EffectMap(Component.MLP_OUT, tuple(range(N_LAYERS)), (0, 1, 2), ROWS, ROWS)
HEADS = EffectMap(Component.HEAD, (3, 4), (0, 1, 2), ROWS, None, (0, 1, 2))


def page_with(effects: EffectMap) -> str:
    return report_to_html(report_with(effects), resource_path("report_templates")).decode()


def report_with(effects: EffectMap) -> Report:
    report = full_report()
    run = report.record.main
    assert run.result.patching is not None
    result = replace(run.result, patching=replace(run.result.patching, maps=(effects,)))
    return replace(report, record=record_of(run.request, result))


def picture_in(page: str) -> ElementTree.Element:
    start = page.index('<svg class="heat"')
    return ElementTree.fromstring(page[start : page.index("</svg>", start) + len("</svg>")])


def cells_in(page: str) -> list[ElementTree.Element]:
    return [rect for rect in picture_in(page).iter("rect") if rect.find("title") is not None]


@pytest.mark.parametrize(("effects", "n_maps"), [(TALL, 2), (HEADS, 1)])
def test_that_every_cell_is_drawn_once_for_each_way(effects: EffectMap, n_maps: int) -> None:
    assert len(cells_in(page_with(effects))) == 6 * 3 * n_maps


def test_that_a_cell_has_its_share_of_the_largest_effect_its_sign_and_its_number() -> None:
    found = {cell.findtext("title"): cell for cell in cells_in(page_with(TALL))[:18]}

    assert found["L5, 1: -1.2500"].get("fill-opacity") == "1.000"
    assert found["L2, 1: -0.5000"].get("fill-opacity") == "0.400"
    assert found["L2, 1: -0.5000"].get("class") == "less"
    assert (found["L0, 2: —"].get("fill") or "").startswith("url(#unpaired")


def test_that_layers_go_upwards() -> None:
    found = {cell.findtext("title"): cell for cell in cells_in(page_with(TALL))[:18]}

    assert float(found["L5, 0: 0.0000"].get("y", "")) < float(found["L0, 0: 0.0000"].get("y", ""))


def test_that_a_map_of_one_layer_stays_a_table(tmp_path: Path) -> None:
    page = report_to_html(full_report(), resource_path("report_templates")).decode()

    assert '<svg class="heat"' not in page
    assert '<table class="effects">' in page
