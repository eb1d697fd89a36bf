"""A guided tour on real runs."""
