"""SAEs that the user brings: added, removed, and read over the sample of text."""
