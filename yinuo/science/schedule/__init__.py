"""When work can start and end: calendars, links, the critical path and what moves a date."""
