"""The local model: weights, tokenizer, forward pass, hooks, SAE, patching."""
