"""How Django itself writes days where no word of ours does."""
