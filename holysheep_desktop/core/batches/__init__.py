"""Lists of prompts that are asked one after another: what they are, how they run, what they found."""
