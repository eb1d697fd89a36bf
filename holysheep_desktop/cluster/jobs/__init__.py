"""Long lists of prompts as Ray Data jobs over the engines of the gateway."""
