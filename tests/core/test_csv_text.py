from __future__ import annotations

import pytest

from holysheep_desktop.core.csv_text import csv_text, guarded


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\ta", "\ra", "\na", "\0a", "  =1"])
def test_that_what_a_spreadsheet_would_run_begins_with_an_apostrophe(text: str) -> None:
    assert guarded(text).startswith("'")


def test_that_numbers_are_written_in_full_and_nothing_as_nothing() -> None:
    assert csv_text(["a", "b"], [(0.1, None), (-3, "x,y")]) == 'a,b\r\n0.1,\r\n-3,"x,y"\r\n'
