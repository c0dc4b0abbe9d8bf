"""Text files that staff exchange (文本文件): schemes and plans (TOML), calendars (iCalendar)."""
