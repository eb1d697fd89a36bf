"""The window around the tabs: menus, bars, its place on the screen, and what goes on in all windows."""
