"""Yinuo 一诺: the account book of what was expected and what was promised."""

__version__ = "0.1.0"
