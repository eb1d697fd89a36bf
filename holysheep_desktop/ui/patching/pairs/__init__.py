"""Several pairs of prompts, patched with the same settings."""
