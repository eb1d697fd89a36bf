"""Keys and values of a Hugging Face model."""

from __future__ import annotations

from dataclasses import dataclass

from transformers import DynamicCache, PretrainedConfig


@dataclass(frozen=True, slots=True, eq=False)
class TorchCache:
    """A cache of one sequence; the model adds to `pairs` as it runs."""

    pairs: DynamicCache
    capacity: int

    @classmethod
    def of(cls, config: PretrainedConfig, capacity: int) -> TorchCache:
        """An empty one, with the windows of the model's local layers."""
        return cls(DynamicCache(config=config), capacity)

    @property
    def length(self) -> int:
        """Tokens in it."""
        return int(self.pairs.get_seq_length())
