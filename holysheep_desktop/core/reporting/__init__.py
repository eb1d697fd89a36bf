"""What a report says, as blocks that every rendering draws in its own way."""
