"""Tables of the base: only the client's search index, which is published."""

from yinuo.base.published import ClientSearchEntry

__all__ = ["ClientSearchEntry"]
