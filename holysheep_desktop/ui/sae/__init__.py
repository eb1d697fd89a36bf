"""The SAE tab: which features fire on a prompt."""
