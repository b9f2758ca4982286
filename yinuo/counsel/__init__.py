"""Counsel 参谋, PRIVATE to the vendor: what we think of people and of the future.

Private notes and the vendor's search index. Nothing here is reachable by a client-facing module.
"""
