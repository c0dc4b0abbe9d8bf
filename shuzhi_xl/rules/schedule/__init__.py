"""Dates (日程): workdays, public holidays and the plan of the year (通知 五)."""
