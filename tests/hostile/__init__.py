"""Hostile input: files, texts, dates, numbers, addresses and requests made to break what reads them."""
