"""The asyncio loop on Qt, and the work that runs in it."""
