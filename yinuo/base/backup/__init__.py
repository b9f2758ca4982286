"""A backup 备份: one file with database, kept files and key, and a manifest of what must be in it."""
