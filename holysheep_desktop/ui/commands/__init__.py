"""What a window can do: one list of commands for menus, palette, shortcut sheet and shortcut editor."""
