"""What a page costs, beside a fixed program that does as little as can be done for the same rows (decision 30)."""
