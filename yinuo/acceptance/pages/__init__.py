"""Pages of money, one module a noun."""
