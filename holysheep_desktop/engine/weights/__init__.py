"""From the GGUF file to arrays in memory: reading, converting once, and the tokenizer that lies in it."""
