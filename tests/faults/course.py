"""One job's course: how it goes undisturbed, and what must hold where it was disturbed."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from shuzhi_xl.sheets.master.buttons import JOB_NAMES
from shuzhi_xl.wording.file_names import MASTER_NAME
from tests.faults.broken_calls import Calls
from tests.faults.town_state import (
    State,
    copied,
    files_of,
    log_of,
    prepared,
    returned_contents,
    run,
    state_of,
    tables_of,
)
from tests.year_stages import Stages

LOCK = f".~锁_{MASTER_NAME}"


@dataclass(frozen=True, eq=False)
class Course:
    """A job on a town's folder.

    Attributes:
        job: Its command.
        before: The folder as it stands before.
        end: What the folder holds after an undisturbed run.
        calls: How many calls write in such a run.
        seconds: How long such a run takes.
    """

    job: str
    before: Path
    end: State
    calls: int
    seconds: float

    @cached_property
    def old_master(self) -> bytes:
        return (self.before / MASTER_NAME).read_bytes()

    @cached_property
    def old_files(self) -> Mapping[str, str]:
        return files_of(self.before)

    @cached_property
    def old_log(self) -> list[str]:
        return log_of(self.before)

    def assert_old_or_new(self, root: Path) -> bool:
        """The folder holds nothing that is neither the state before nor the state after.

        Returns:
            Whether the master is the new one.
        """
        assert returned_contents(root) == returned_contents(self.before)
        for place, content in files_of(root).items():
            if not place.startswith("收回/") and not Path(place).name.startswith(("~", ".~")):
                assert content in (self.old_files.get(place), self.end.files.get(place)), place
        backups = [path for path in (root / "备份").glob("*") if not path.name.startswith(".~")]
        contents = [path.read_bytes() for path in backups if not (self.before / "备份" / path.name).exists()]
        assert contents in ([], [self.old_master])
        if (root / MASTER_NAME).read_bytes() == self.old_master:
            return False
        assert tables_of(root / MASTER_NAME) == self.end.tables
        assert contents == [self.old_master]
        return True

    def assert_next_run_completes(self, root: Path, *, committed: bool) -> None:
        """The next run leaves just what an undisturbed run leaves, and says in the log what happened."""
        run(self.job, root)
        assert state_of(root).unlike(self.end) == []
        # on Windows the lock's file goes with the lock
        assert {path.name for path in root.rglob("*~*")} <= {LOCK}
        lines = log_of(root)[len(self.old_log) :]
        name = JOB_NAMES[self.job]
        completed, died = ([f"{name} 开始", f"{name} {end}"] for end in ("完成", "没有完成"))
        possible: Sequence[list[str]] = (
            [[*completed, *completed]] if committed else [completed, [*died, *completed]]
        )
        assert lines in possible


def undisturbed(job: str, before: Path, scratch: Path) -> Course:
    """A job's course on a prepared folder."""
    root = copied(before, scratch)
    began = time.monotonic()
    with Calls(root).watched() as calls:
        run(job, root)
    return Course(job, before, state_of(root), calls.seen, time.monotonic() - began)


@cache
def course(stages: Stages, job: str) -> Course:
    """The job's course in the small town; played once."""
    base = stages._root / "courses"
    return undisturbed(job, prepared(stages, job, base / job), base / f"{job} done")
