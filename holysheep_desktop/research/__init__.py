"""The engine for any model and any public SAE: TransformerLens and SAELens behind the same analyses."""
