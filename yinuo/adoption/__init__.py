"""Adoption 推广: training, exams, key users, client education, the rollout gate."""
