"""The vendor's front door 工作台: today, register, expectation page, search. Pages that span rooms; no models."""
