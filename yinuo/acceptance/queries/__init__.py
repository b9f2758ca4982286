"""Reads about money."""

from yinuo.acceptance.queries import chain, money, timeline

__all__ = ["chain", "money", "timeline"]
