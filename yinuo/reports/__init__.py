"""Reports 报告: weekly, monthly, executive; drafted from facts, frozen when published."""
