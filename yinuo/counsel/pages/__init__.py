"""Pages of counsel: members only; no client-facing module reaches them (R60)."""
