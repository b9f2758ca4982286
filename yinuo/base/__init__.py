"""Base 底座: page frames and kit, paper renderer, search index, working calendar, clock, guards, house checks."""
