"""The program on a screen in memory, driven as a screen reader drives it: by names, actions and tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from access.screen_reader import Desktop, Thing, wait_until


@pytest.mark.timeout(180)
def test_that_a_screen_reader_can_ask_read_open_a_feature_and_hear_a_chart(tmp_path: Path) -> None:
    with Desktop(tmp_path) as desktop:
        program = desktop.start()
        program.find("page tab", "SAE").press()
        program.find("label", "local model ready")
        program.find("text", "Prompt").type("def sort(items):")

        program.find("push button", "Run").press()
        program.find("page tab", "All listed features").press()
        features = program.find("table", "Features of the prompt")
        wait_until(lambda: features.n_rows > 0, "rows of features")
        strongest = features.cell(0, 1).name
        assert strongest.isdecimal()

        features.choose_row(0)
        number = program.find("spin box", "Number of the feature")
        wait_until(lambda: number.text == strongest, f"the page of feature {strongest}")
        assert "Most of them" in program.find("filler", "How often it fires how strongly").description

        program.find("page tab", "Heat map").press()
        heat = program.find("table", "Activations by feature and token")
        assert "features on" in heat.description
        bars = program.find("filler", "Strongest features")
        assert bars.description.startswith("20 bars. ")
        assert "the largest is" in bars.description
        assert not markup_heard(program)


def markup_heard(program: Thing) -> list[str]:
    """Names and descriptions that would be read out with their HTML."""
    heard = ((one.name, one.description) for one in program.below())
    return [words for both in heard for words in both if "<p" in words or "&lt;" in words]
