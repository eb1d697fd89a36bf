"""What the runs say: answers decoded after a prompt, unpatched or with the prompt's run patched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from holysheep_desktop.core.requests import Generation
from holysheep_desktop.core.source import Progress, Report
from holysheep_desktop.engine.decoding.decode import generate
from holysheep_desktop.engine.decoding.sampling import Sampling
from holysheep_desktop.engine.transformer.hooks import Edit
from holysheep_desktop.engine.transformer.network import Network
from holysheep_desktop.engine.weights.text_tokens import TextTokenizer


@dataclass(frozen=True, slots=True)
class Speaker:
    """Decodes answers of up to `generation.max_tokens` tokens."""

    model: Network
    tokenizer: TextTokenizer
    generation: Generation
    report: Report
    should_stop: Callable[[], bool]

    def greedily(self, prompt: Sequence[int], edit: Edit | None = None) -> str:
        """The greedy answer; `edit` patches the run over the prompt, the new tokens run unpatched."""
        return self._say(prompt, Sampling(self.generation.max_tokens), edit)

    def as_requested(self, prompt: Sequence[int]) -> str:
        """The answer with the request's own temperature, top-p, seed and stop strings."""
        wish = self.generation
        sampling = Sampling(wish.max_tokens, wish.temperature, wish.top_p, wish.seed, wish.stop)
        return self._say(prompt, sampling, None)

    def _say(self, prompt: Sequence[int], sampling: Sampling, edit: Edit | None) -> str:
        pieces: list[str] = []
        steps = generate(
            self.model, self.tokenizer, prompt, sampling, prompt_edit=edit, should_stop=self.should_stop
        )
        for step in steps:
            pieces.append(step.text)
            self.report(Progress("patching_answers", len(pieces), sampling.max_tokens))
        return "".join(pieces)
