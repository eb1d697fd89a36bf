"""Steering: chosen features added, set or ablated, and what the model says then."""
