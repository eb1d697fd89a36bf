"""The History tab: every run, to be found again, compared, described and taken along."""
