"""Plans as Microsoft Project writes them in XML (MSPDI)."""
