"""Reads about changes."""

from yinuo.changes.queries import budget, requests

__all__ = ["budget", "requests"]
