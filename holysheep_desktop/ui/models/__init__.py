"""The Models tab: what the endpoint offers."""
