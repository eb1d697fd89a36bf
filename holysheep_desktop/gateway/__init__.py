"""The HTTP server that speaks the protocol over the engine, and its command line."""
