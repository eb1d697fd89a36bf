"""Report files: one model, five renderings."""
