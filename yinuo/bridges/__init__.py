"""Bridges 接口: one folder per outside system; speaks its protocol, returns dataclasses, knows no room."""
