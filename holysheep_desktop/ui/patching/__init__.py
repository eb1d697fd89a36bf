"""The Patching tab: which layer, position and neuron change an answer."""
