"""Windows, tabs, widgets, charts and theme."""
