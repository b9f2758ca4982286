"""Signing 签署: codes, means of agreement, links, limits, deadlines, reminders, paper copies.

Knows a subject only by its code and document hash; what the subject says is the affair of higher rooms.
"""
