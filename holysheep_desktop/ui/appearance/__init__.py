"""Colours, type, spaces and icons."""
