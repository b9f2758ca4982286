"""Reads that span rooms, one module a page."""
