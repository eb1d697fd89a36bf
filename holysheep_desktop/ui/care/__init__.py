"""Help in trouble: the log, diagnostics to send, resets and safe mode, what a crash left, About."""
