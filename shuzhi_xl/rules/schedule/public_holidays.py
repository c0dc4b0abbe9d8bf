"""节假日 and 调休 as announced by the State Council's office, for the years that are known."""

from datetime import date, timedelta

import chinese_calendar

from shuzhi_xl.sheets.master.office_entries import Holiday
from shuzhi_xl.sheets.master.vocabulary import DAY_KINDS
from shuzhi_xl.wording.sheets.schedule import made_up_for

_OFF, _WORKING = DAY_KINDS
_SATURDAY = 5
_NAMES = {holiday.value: holiday.chinese for holiday in chinese_calendar.Holiday}


def last_known_year() -> int:
    """The last year whose public holidays are known (节假日).

    >>> last_known_year() >= 2026
    True
    """
    years: set[int] = {day.year for day in chinese_calendar.holidays}
    return max(years)


def public_holidays(first: date, last: date) -> list[Holiday]:
    """Weekdays off (放假) and weekend workdays (上班) of 节假日, in order; none for years that are not known.

    Args:
        first: First day.
        last: Last day, inclusive.

    >>> [(day.day.day, day.kind) for day in public_holidays(date(2016, 2, 5), date(2016, 2, 9))]
    [(6, '上班'), (8, '放假'), (9, '放假')]
    """
    days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    holidays = []
    for day in days:
        # The tables, because is_holiday() raises NotImplementedError for a year that is not announced yet
        off, worked = chinese_calendar.holidays.get(day), chinese_calendar.workdays.get(day)
        # Weekends within a holiday are off anyway; 节假日 lists only exceptions from Monday to Friday
        if off and day.weekday() < _SATURDAY:
            holidays.append(Holiday.of(day=day, kind=_OFF, name=_NAMES[off]))
        elif worked and day.weekday() >= _SATURDAY:
            holidays.append(Holiday.of(day=day, kind=_WORKING, name=made_up_for(_NAMES[worked])))
    return holidays
