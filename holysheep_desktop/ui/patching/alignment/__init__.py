"""Which token stands for which, and which two answers are compared: chosen by hand where that is wished."""
