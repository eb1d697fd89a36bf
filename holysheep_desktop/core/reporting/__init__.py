"""What a report says, as blocks that every rendering draws in its own way."""

from holysheep_desktop.core.reporting.builder import document_of

__all__ = ["document_of"]
