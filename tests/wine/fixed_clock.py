"""`python -I fixed_clock.py MOMENT COMMAND…`: a command of `shuzhi` at a moment that does not pass."""

import sys
from datetime import datetime

from shuzhi_xl.cli import main
from shuzhi_xl.jobs.stages import job_context


def stop_clock(moment: datetime) -> None:
    """Let every job begin at this moment."""
    clock = type("StoppedClock", (datetime,), {"now": lambda: moment})
    # The one place that asks for the time of a job.
    vars(job_context)["datetime"] = clock


if __name__ == "__main__":
    stop_clock(datetime.fromisoformat(sys.argv[1]))
    main(sys.argv[2:])
