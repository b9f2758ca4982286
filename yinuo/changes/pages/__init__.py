"""Pages of changes, one module a noun."""
