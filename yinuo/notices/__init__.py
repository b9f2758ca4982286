"""Notices 通知: who must be told, in which language, by which channel; the outbox and its delivery."""
