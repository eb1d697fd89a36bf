"""What a reply took, in words: tokens and cost as the endpoint says them, time as measured here."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from holysheep_desktop.core.results import Usage

translate = QCoreApplication.translate

_SMALLEST = 1e-6


def usage_words(usage: Usage, elapsed_s: float | None, *, is_local: bool) -> str:
    """Tokens, time and cost; what is not known is said, except the cost of the local model."""
    parts = [_token_words(usage)]
    if elapsed_s is not None:
        seconds = f"{elapsed_s:.1f}" if elapsed_s >= 1 else f"{elapsed_s:.2f}"
        parts.append(translate("UsageWords", "{seconds} s").format(seconds=seconds))
    if usage.cost_usd is not None:
        cost = translate("UsageWords", "{cost} as the endpoint says")
        parts.append(cost.format(cost=dollars(usage.cost_usd)))
    elif not is_local:
        parts.append(translate("UsageWords", "the endpoint does not say the cost"))
    return " · ".join(parts)


def dollars(cost_usd: float) -> str:
    """An amount as it is written; the smallest ones keep their first digits.

    >>> dollars(0.00042), dollars(1.5), dollars(0.0), dollars(1e-9)
    ('$0.00042', '$1.50', '$0.00', '< $0.000001')
    """
    if 0 < cost_usd < _SMALLEST:
        return f"< ${_SMALLEST:.6f}"
    whole, _, part = f"{cost_usd:,.6f}".partition(".")
    return f"${whole}.{part.rstrip('0').ljust(2, '0')}"


def _token_words(usage: Usage) -> str:
    if usage.prompt_tokens is None or usage.completion_tokens is None:
        return translate("UsageWords", "tokens not counted by the endpoint")
    words = translate("UsageWords", "{prompt} tokens read, {answer} written")
    return words.format(prompt=f"{usage.prompt_tokens:,}", answer=f"{usage.completion_tokens:,}")
