"""Tables of the base: the client's search index, which is published, and what all processes share."""

from yinuo.base.kept import Mark, Session, Tally
from yinuo.base.published import ClientSearchEntry

__all__ = ["ClientSearchEntry", "Mark", "Session", "Tally"]
