"""Days as the rest of the product writes them: 20 November 2026."""

DATE_FORMAT = "j F Y"
