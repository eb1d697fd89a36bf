"""Charts as widgets: bars, lines, rows and the picture a feature makes."""
