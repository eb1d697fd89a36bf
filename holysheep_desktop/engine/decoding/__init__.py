"""From logits to text: sampling, and one token after the other."""
