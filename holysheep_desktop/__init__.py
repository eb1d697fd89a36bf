"""HolySheep Desktop: look inside a language model by pointing and clicking."""

__version__ = "0.1.0"
