"""Text files that staff exchange: schemes, plans, calendars (TOML, iCalendar)."""
