"""Sparse autoencoders: their maths, their files, and what was computed of their features."""
