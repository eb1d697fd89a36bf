"""The subject in plain Python: no Qt, no network, no disk."""
