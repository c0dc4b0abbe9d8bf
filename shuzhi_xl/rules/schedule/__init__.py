"""Dates (日程): workdays, public holidays, the plan of the year."""
