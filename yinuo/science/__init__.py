"""Science 学理: pure Python. Dates, seeds and parameters are arguments; answers are numbers and codes."""
