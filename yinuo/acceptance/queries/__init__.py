"""Reads about money."""

from yinuo.acceptance.queries import chain, money

__all__ = ["chain", "money"]
