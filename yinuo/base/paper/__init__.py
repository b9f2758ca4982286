"""Paper 纸面: a sheet and the page "what was agreed", as PDF and Word; renderings quote the signed text's hash."""
