"""The acts of the story: each does one thing through the rooms' own verbs."""
