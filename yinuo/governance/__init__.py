"""Governance 治理: committees, reviews, the seven keys, escalations, decisions, the relationship charter."""
