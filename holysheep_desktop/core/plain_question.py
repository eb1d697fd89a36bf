"""The plain question in a request: what any chat model can answer, with nothing to be looked into."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable
from dataclasses import replace

from holysheep_desktop.core.requests import AnalysisRequest


def plain_question(request: AnalysisRequest, model: str) -> AnalysisRequest:
    """The same messages and decoding for another model, so that only the models differ.

    >>> from holysheep_desktop.core.requests import FeatureOptions, user_message
    >>> asked = AnalysisRequest("a", user_message("Hi"), features=FeatureOptions(12))
    >>> plain_question(asked, "b").features is None
    True
    """
    return replace(
        request,
        model=model,
        generation=replace(request.generation, top_logprobs=None),
        features=None,
        patching=None,
        logit_lens=False,
        steering=(),
    )


async def asked_together(questions: Iterable[Coroutine[object, object, None]]) -> None:
    """Ask all at once. Cancelling ends all of them, and so does an error that one of them lets out."""
    async with asyncio.TaskGroup() as group:
        for question in questions:
            group.create_task(question)
