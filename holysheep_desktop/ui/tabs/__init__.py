"""What a tab is to the window, and the tabs side by side."""
