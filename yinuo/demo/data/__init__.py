"""The tables of the story, as they stand on 2026-11-20, in both languages."""
