"""The first minutes: three doors, and how the local model prepares itself."""
