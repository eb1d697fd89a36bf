"""What one request asks of the model, except patching: features, lens, steering, answer."""
