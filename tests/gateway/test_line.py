from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from holysheep_desktop.errors import RequestError
from holysheep_desktop.gateway.line import Line, Place


def run(scenario: Callable[[], Awaitable[None]]) -> None:
    async def main() -> None:
        await scenario()

    asyncio.run(main())


def silent(_gone: int, _ahead: int) -> None:
    """Somebody who does not want to know."""


def served(places: dict[str, Place]) -> list[str]:
    return [name for name, place in places.items() if place.turn.done()]


def test_that_the_first_to_come_has_its_turn_at_once() -> None:
    async def scenario() -> None:
        assert Line(limit=2).join(silent).turn.done()

    run(scenario)


def test_that_turns_are_given_in_the_order_of_arrival() -> None:
    async def scenario() -> None:
        line = Line(limit=5)
        places = {name: line.join(silent) for name in "abc"}
        assert served(places) == ["a"]
        line.leave(places["a"])
        assert served(places) == ["a", "b"]
        line.leave(places["b"])
        assert served(places) == ["a", "b", "c"]

    run(scenario)


def test_that_a_short_lookup_passes_the_analyses_that_wait_but_not_another_lookup() -> None:
    async def scenario() -> None:
        line = Line(limit=5)
        running = line.join(silent)
        places = {
            "analysis": line.join(silent),
            "first lookup": line.join(silent, is_short=True),
            "second lookup": line.join(silent, is_short=True),
        }
        line.leave(running)
        assert served(places) == ["first lookup"]
        line.leave(places["first lookup"])
        assert served(places) == ["first lookup", "second lookup"]

    run(scenario)


def test_that_who_waits_hears_how_many_are_ahead_each_time_that_changes() -> None:
    async def scenario() -> None:
        line = Line(limit=5)
        heard: list[tuple[int, int]] = []
        running = line.join(silent)
        second = line.join(silent)
        line.join(lambda gone, ahead: heard.append((gone, ahead)))
        line.leave(running)
        line.leave(second)
        assert heard == [(0, 2), (1, 2)]

    run(scenario)


def test_that_who_gives_up_while_waiting_is_passed_over() -> None:
    async def scenario() -> None:
        line = Line(limit=5)
        running = line.join(silent)
        impatient, patient = line.join(silent), line.join(silent)
        line.leave(impatient)
        line.leave(running)
        assert patient.turn.done()
        assert not impatient.turn.done()

    run(scenario)


def test_that_a_cancelled_wait_does_not_take_the_turn() -> None:
    async def scenario() -> None:
        line = Line(limit=5)
        running = line.join(silent)
        cancelled, patient = line.join(silent), line.join(silent)
        cancelled.turn.cancel()
        line.leave(running)
        assert patient.turn.done()

    run(scenario)


def test_that_a_full_line_refuses_with_a_code() -> None:
    async def scenario() -> None:
        line = Line(limit=1)
        line.join(silent)
        line.join(silent)
        with pytest.raises(RequestError) as caught:
            line.join(silent)
        assert caught.value.code == "engine_busy"

    run(scenario)


def test_that_closing_sends_away_who_waits_and_who_comes_later() -> None:
    async def scenario() -> None:
        line = Line(limit=5)
        line.join(silent)
        waiting = line.join(silent)
        line.close()
        with pytest.raises(RequestError, match="shutting down"):
            await waiting.turn
        with pytest.raises(RequestError, match="shutting down"):
            line.join(silent)

    run(scenario)
