"""Activation patching: which sites of one run carry what makes it answer differently from another."""

from __future__ import annotations

from holysheep_desktop.engine.patching.analysis import analyse_patching

__all__ = ["analyse_patching"]
