"""Labels of features that people write, models propose and others publish."""
