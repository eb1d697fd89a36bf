"""The root of the tree."""

from __future__ import annotations


class HolySheepError(Exception):
    """Base of all errors that this program raises itself."""
