"""`python -I fixed_clock.py MOMENT COMMAND…`: a command of `shuzhi` without time and chance."""

import sys
from datetime import datetime
from types import SimpleNamespace

from shuzhi_xl.cli import main
from shuzhi_xl.jobs.stages import job_context


def fix_chance(moment: datetime) -> None:
    """Let every job begin at this moment, and every new master have the same key."""
    clock = type("StoppedClock", (datetime,), {"now": lambda: moment})
    # The one place that asks for the time of a job, and for a secret.
    vars(job_context)["datetime"] = clock
    vars(job_context)["secrets"] = SimpleNamespace(token_hex=lambda size: "5a" * size)


if __name__ == "__main__":
    fix_chance(datetime.fromisoformat(sys.argv[1]))
    main(sys.argv[2:])
