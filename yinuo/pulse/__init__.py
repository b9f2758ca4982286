"""Pulse 满意度: surveys, answers, concerns and thanks from the client."""
