"""A ledger for the desk to show: the lines and the sheet of the ledger's own tests."""

from tests.ledger.conftest import lines, sheet

__all__ = ["lines", "sheet"]
