"""Capture 读: pure Python; files and pasted text in, plain text and spans out. No Django, no network."""
