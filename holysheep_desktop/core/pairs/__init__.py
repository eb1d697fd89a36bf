"""Several pairs of prompts: their file, and what their maps say together."""
