"""The history of runs in the database, and the files by which it travels."""
