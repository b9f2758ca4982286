"""Whole days of the trade, from the first word to the last, in a browser."""
