"""The demo's calendar (演示用的日历): the same moments in each run."""

from datetime import date, datetime, time, timedelta
from typing import Final

YEAR: Final = 2015
NEXT: Final = YEAR + 1
PLANNED: Final = date(YEAR, 12, 1)
# 通知 五、2
REPORTS_DUE: Final = date(NEXT, 1, 15)
ISSUED_ON: Final = date(NEXT, 1, 16)
MEETINGS_FROM: Final = date(NEXT, 1, 20)
COLLECTED_ON: Final = date(NEXT, 1, 24)
# 通知 五、3
MEETINGS_DUE: Final = date(NEXT, 1, 25)
DECIDED_ON: Final = date(NEXT, 2, 2)
# 通知 五、4
SUMMARY_DUE: Final = date(NEXT, 2, 5)
PUBLISHED_ON: Final = date(NEXT, 2, 5)
REPLIES_ON: Final = date(NEXT, 3, 18)
TRACKED_ON: Final = date(NEXT, 4, 28)
MEASURES_DUE: Final = date(NEXT, 6, 30)
DUE_DAYS: Final = (date(NEXT, 4, 29), date(NEXT, 5, 31), MEASURES_DUE)

_OPENS: Final = 9
_STEP: Final = timedelta(seconds=1)


class Clock:
    """A clock that is set by hand and advances one second each time it is read.

    >>> clock = Clock()
    >>> clock.turn_to(date(2016, 1, 16))
    >>> clock(), clock()
    (datetime.datetime(2016, 1, 16, 9, 0, 1), datetime.datetime(2016, 1, 16, 9, 0, 2))
    """

    def __init__(self) -> None:
        self._now = datetime.combine(PLANNED, time(_OPENS))

    def turn_to(self, day: date, hour: int = _OPENS) -> None:
        """Advance to a later moment; an earlier one changes nothing."""
        self._now = max(self._now, datetime.combine(day, time(hour)))

    def __call__(self) -> datetime:
        """Read the clock, to the second."""
        self._now += _STEP
        return self._now
