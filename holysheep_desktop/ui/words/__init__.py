"""What errors, files, fields and stages are called in the language of the interface."""
