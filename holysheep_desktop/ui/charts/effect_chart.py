"""Effects of patching, position by position: noising and denoising side by side on one scale about 0."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from holysheep_desktop.ui.appearance.theme import Theme
from holysheep_desktop.ui.charts.plot_rows import PlotRow, PlotScale, limit_text, signed
from holysheep_desktop.ui.charts.row_chart import RowChart
from holysheep_desktop.ui.widgets.shown_text import one_line

_SMALLEST_SCALE = 0.1
"""Effects of a few hundredths should look small, not fill the chart."""
_LEAST_COLOUR = 0.4


@dataclass(frozen=True, slots=True)
class PositionEffect:
    """One token of the original prompt, its partner, and the effects there; None: not measured."""

    position: int
    token: str
    partner: str | None
    noising: float | None
    denoising: float | None
    reason: str = ""
    """Why there is no effect, translated."""


class EffectChart(RowChart):
    """Tokens downwards, effects to the right and left of 0; a row's key is its token's position."""

    def __init__(self, theme: Theme, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, object_name, parent, wraps=True)
        self._effects: tuple[PositionEffect, ...] = ()
        self._chance: float | None = None
        self._is_raw = False
        self._limit = 1.0
        self._axis_title = ""
        self._retranslate()

    @property
    def effects(self) -> tuple[PositionEffect, ...]:
        """What is shown."""
        return self._effects

    def show_effects(
        self,
        effects: Sequence[PositionEffect],
        axis_title: str,
        chance: float | None = None,
        *,
        is_raw: bool = False,
    ) -> None:
        """Replace all effects; `chance` is what 95 % of random controls reach at most, drawn as a line."""
        self._effects = tuple(effects)
        self._chance, self._is_raw = chance, is_raw
        self._axis_title = axis_title
        self._draw()

    def _draw(self) -> None:
        known = [
            abs(v) for effect in self._effects for v in (effect.noising, effect.denoising) if v is not None
        ]
        # With the line of chance in sight, what lies below it looks small.
        self._limit = max(_SMALLEST_SCALE, self._chance or 0.0, *known) if known else 1.0
        rows = [
            PlotRow(
                _label(effect), (effect.noising, effect.denoising), self._description(effect), self._chance
            )
            for effect in self._effects
        ]
        titles = (self.tr("Noising: was it necessary?"), self.tr("Denoising: was it sufficient?"))
        self._plot.show_rows(rows, titles, PlotScale(-self._limit, self._limit), self._axis_title)
        if rows:
            # Two prompts often begin alike: without this a long row of zeros is all that is seen.
            self._plot.bring_into_sight(max(range(len(rows)), key=self._size_at))
        self._read_out()

    def _size_at(self, row: int) -> float:
        effect = self._effects[row]
        return max(abs(effect.noising or 0.0), abs(effect.denoising or 0.0))

    @override
    def _retranslate(self) -> None:
        self._plot.setAccessibleName(self.tr("Effect by position"))
        if self._effects:
            self._draw()
        self._read_out()

    @override
    def _colour_of(self, value: float) -> QColor:
        share = value / self._limit
        sign = 1 if share >= 0 else -1
        return self._theme.diverging(sign * (_LEAST_COLOUR + (1 - _LEAST_COLOUR) * abs(share)))

    def _description(self, effect: PositionEffect) -> str:
        token = one_line(effect.token)
        if effect.partner is None:
            return self.tr("{position} “{token}”: {reason}").format(
                position=effect.position, token=token, reason=effect.reason
            )
        return self.tr("{position} “{token}” ↔ “{partner}”: noising {noising}, denoising {denoising}").format(
            position=effect.position,
            token=token,
            partner=one_line(effect.partner),
            noising=_number(effect.noising),
            denoising=_number(effect.denoising),
        )

    @override
    def _keys(self) -> Sequence[int]:
        return [effect.position for effect in self._effects]

    @override
    def _sentence(self, row: int) -> str:
        return self._description(self._effects[row])

    @override
    def _guide(self) -> str:
        words = self.tr("0 = nothing changed, 1 = became the other run. Choose a row for its numbers.")
        if self._is_raw:
            words = self.tr("0 = nothing changed; raw differences. Choose a row for its numbers.")
        if self._chance is None:
            return words
        chance = self.tr("Dashed: 95% of random controls reach at most {limit}.")
        return f"{words} {chance.format(limit=limit_text(self._chance))}"


def _number(value: float | None) -> str:
    return "—" if value is None else signed(value)


def _label(effect: PositionEffect) -> str:
    token = one_line(effect.token.strip(" ") or effect.token)
    partner = None if effect.partner is None else one_line(effect.partner.strip(" ") or effect.partner)
    pair = token if partner in {None, token} else f"{token} ↔ {partner}"
    return f"{pair}  {effect.position}"
