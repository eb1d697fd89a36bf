"""What the palette offers: every command of the window, the examples, and the runs of before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from holysheep_desktop.core.plain_text import plain_text
from holysheep_desktop.ui.commands.matching import match_score
from holysheep_desktop.ui.commands.registry import Commands, keys_text

_LONGEST_TEXT = 90
_KEYWORD_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the palette; `keyword` finds it too, but is not shown."""

    text: str
    group: str
    do: Callable[[], None]
    keys: str = ""
    keyword: str = ""

    def score(self, query: str) -> float | None:
        """How well it answers what is typed; None where it does not."""
        in_text = match_score(query, self.text)
        in_group = match_score(query, f"{self.group} {self.text}")
        in_keyword = match_score(query, self.keyword) if self.keyword else None
        weaker = [_KEYWORD_SHARE * score for score in (in_group, in_keyword) if score is not None]
        return max((score for score in (in_text, *weaker) if score is not None), default=None)


def command_offers(commands: Commands) -> list[Offer]:
    """What can be done in the window now."""
    commands.about_to_be_listed.emit()
    return [
        Offer(one.text, one.group, one.action.trigger, one.fields_key or keys_text(one.keys[:1]), one.name)
        for one in commands.all()
        if one.action.isVisible() and one.action.isEnabled() and one.text
    ]


def shown(text: str) -> str:
    """A prompt as one line of the palette."""
    return plain_text(" ".join(text.split()), _LONGEST_TEXT)


def best_first(offers: Iterable[Offer], query: str) -> list[Offer]:
    """The offers that answer what is typed; as they come while nothing is."""
    scored = [(offer.score(query), offer) for offer in offers]
    found = [(score, offer) for score, offer in scored if score is not None]
    return [offer for _, offer in sorted(found, key=_score, reverse=True)] if query.strip() else list(offers)


def _score(scored: tuple[float, Offer]) -> float:
    return scored[0]
