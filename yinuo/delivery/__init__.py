"""Delivery 交付: plans, tasks, milestones, issues, risks, holds, published forecast."""
