"""Parts of a tab that know what a finding looks like, and nothing of how it is computed."""
