"""Batches on the disk: their tables, and the store that reads and writes them."""
