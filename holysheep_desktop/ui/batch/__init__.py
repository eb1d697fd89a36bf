"""The Batch tab: a list of prompts, its queue, and the matrix of what fires on them."""
