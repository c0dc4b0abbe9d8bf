"""The score of a fuzz run: files thrown, outcomes, faults, processor time and memory."""

import re
import resource
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from shuzhi_xl.xlsx.children.child import Child

FAULTS = ("崩溃", "计错", "可疑", "卡住", "内存")
"""What nobody wants; 可疑 is a changed form that is counted otherwise, and that no other program opens."""


@dataclass
class Score:
    """What has happened so far."""

    thrown: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0
    memory: int = 0

    def summary(self) -> str:
        faults = Counter(fault.partition("：")[0] for fault in self.faults)
        lines = [
            f"投入文件 {self.thrown}，CPU {self.seconds:.0f} 秒，最多占用内存 {self.memory // 1024} MB",
            *(f"{name} {faults[name]}" for name in FAULTS),
            *(f"    {outcome} {count}" for outcome, count in self.outcomes.most_common()),
            *self.faults,
        ]
        return "\n".join(lines)


@dataclass(frozen=True)
class Thrown:
    """One file of a round: what it was and what was done to it.

    Attributes:
        content: The file.
        how: What was done.
        form: Its form's number; blank for a stranger's file.
        unharmed: Its answers are as they were, and are to be taken.
        meaningless: Nobody can know its answers, and none may be taken as it was.
    """

    content: bytes
    how: str
    form: str = ""
    unharmed: bool = False
    meaningless: bool = False


@contextmanager
def watched_workers(score: Score) -> Iterator[None]:
    """Write down how much memory the readers' processes have had by their end."""
    close = Child.close

    def closing(child: Child) -> None:
        with suppress(OSError):
            status = Path(f"/proc/{child.process.pid}/status").read_text("ascii")
            peak = re.search(r"VmHWM:\s+(\d+)", status)
            score.memory = max(score.memory, int(peak[1]) if peak else 0)
        close(child)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Child, "close", closing)
        yield


_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def seconds_spent() -> float:
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, _WHO))
