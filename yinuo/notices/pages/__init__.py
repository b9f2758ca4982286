"""Desk pages of notices: what has not reached its reader, and the robots of groups."""
