"""How endpoints are reached, tried and watched, and the proxy for web pages."""
