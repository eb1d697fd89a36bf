"""The full analysis tab: features, causes, health and self-tests of one question, as a report."""
