"""Acceptance 验收: trial run, acceptance, left-over items, payment milestones and receipts."""
