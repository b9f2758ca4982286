"""A backup 备份: one file with the database, the kept files and the key, and a manifest that says what must be in it."""
