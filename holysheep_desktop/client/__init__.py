"""The async HTTP client for any endpoint."""
