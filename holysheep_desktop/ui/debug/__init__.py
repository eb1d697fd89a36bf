"""The Debug tab: which features make a prompt go wrong, tested step by step."""
