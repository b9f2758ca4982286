"""Meetings 会议: kick-off, reviews, memos and their agreed work."""
