"""The map of the Patching tab: every layer and position of one component."""
