"""The request inspector: every request of this run of the program."""
