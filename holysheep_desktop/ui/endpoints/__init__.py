"""Which endpoint is asked, how it is, and the settings that decide it."""
