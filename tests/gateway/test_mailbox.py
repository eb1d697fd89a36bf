from __future__ import annotations

import asyncio
import threading

from holysheep_desktop.core.models import Component
from holysheep_desktop.core.results import MapRows
from holysheep_desktop.core.source import Progress
from holysheep_desktop.gateway.mailbox import Mailbox

LONG_S = 20.0


def test_that_progress_of_one_stage_is_kept_only_in_its_latest_form() -> None:
    async def scenario() -> list[Progress] | None:
        mailbox = Mailbox()
        for done in range(1000):
            mailbox.put(Progress("sweep", done, 1000))
        return await mailbox.take(LONG_S)

    assert asyncio.run(scenario()) == [Progress("sweep", 999, 1000)]


def test_that_text_that_piles_up_is_joined_and_none_is_lost() -> None:
    async def scenario() -> list[Progress] | None:
        mailbox = Mailbox()
        for done, piece in enumerate(("안", "녕", "!"), start=1):
            mailbox.put(Progress("decode", done, 8, text=piece))
        return await mailbox.take(LONG_S)

    assert asyncio.run(scenario()) == [Progress("decode", 3, 8, text="안녕!")]


def test_that_stages_are_taken_in_the_order_in_which_they_came() -> None:
    async def scenario() -> list[str]:
        mailbox = Mailbox()
        for stage in ("prefill", "features", "decode"):
            mailbox.put(Progress(stage))
        return [progress.stage for progress in await mailbox.take(LONG_S) or []]

    assert asyncio.run(scenario()) == ["prefill", "features", "decode"]


def test_that_what_was_left_before_the_end_is_still_taken() -> None:
    async def scenario() -> list[list[Progress] | None]:
        mailbox = Mailbox()
        mailbox.put(Progress("decode", text="x"))
        mailbox.close()
        return [await mailbox.take(LONG_S), await mailbox.take(LONG_S)]

    assert asyncio.run(scenario()) == [[Progress("decode", text="x")], None]


def test_that_nothing_to_take_is_an_empty_list_and_not_the_end() -> None:
    async def scenario() -> list[Progress] | None:
        return await Mailbox().take(0.001)

    assert asyncio.run(scenario()) == []


def test_that_another_thread_wakes_the_reader_and_loses_no_text() -> None:
    async def scenario() -> str:
        mailbox = Mailbox()
        loop = asyncio.get_running_loop()

        def write() -> None:
            for index in range(5000):
                mailbox.put(Progress("decode", index, 5000, text=f"{index},"))
            loop.call_soon_threadsafe(mailbox.close)

        threading.Thread(target=write).start()
        text = ""
        while (taken := await mailbox.take(LONG_S)) is not None:
            text += "".join(progress.text for progress in taken)
        return text

    assert asyncio.run(scenario()) == "".join(f"{index}," for index in range(5000))


def test_that_rows_of_a_map_that_pile_up_are_all_kept_in_order() -> None:
    rows = [MapRows(Component.RESID_POST, layer, (0,), ((0.5,),)) for layer in (2, 1, 0)]

    async def scenario() -> list[Progress] | None:
        mailbox = Mailbox()
        for done, one in enumerate(rows, start=1):
            mailbox.put(Progress("sweep", 2 * done - 1, 6))
            mailbox.put(Progress("sweep", 2 * done, 6, rows=(one,)))
        return await mailbox.take(LONG_S)

    assert asyncio.run(scenario()) == [Progress("sweep", 6, 6, rows=tuple(rows))]
