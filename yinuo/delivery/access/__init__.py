"""What pages of both sides ask of delivery in the same way."""
