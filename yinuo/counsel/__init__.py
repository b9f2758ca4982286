"""Counsel 参谋, PRIVATE to the vendor: judgements about people and the future,
private notes, the vendor's search index.

Nothing here is reachable by a client-facing module.
"""
