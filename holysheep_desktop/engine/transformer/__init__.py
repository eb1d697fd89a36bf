"""Gemma 3 as the paper has it: one forward pass with every value open, and its gradient."""
