"""Asking others what a feature stands for: a chat model, or Neuronpedia. Only on the user's click."""
