"""Child processes on Windows: limits by a job object, and none is left when their parent is ended.

Wine 8 accepts a job object's limits of memory and of the number of processes but neither keeps nor enforces
them: what a child asks Windows for is tested in `tests.xlsx.children`, and here that it starts all the same.
"""

import subprocess
import sys

import pytest
import win32api
import win32con
import win32event

from tests.xlsx.child_reading.test_read_files import (  # noqa: F401 -- the same tests, where processes end otherwise
    test_a_file_that_ends_the_worker_twice_is_refused_alone,
    test_a_file_that_takes_too_long_or_too_much_is_refused_alone,
    test_a_program_that_cannot_start_a_worker_stops_with_a_sentence,
    test_a_reader_ends_with_the_program_that_started_it,
    test_an_interrupted_run_leaves_no_worker_behind,
    twenty,
)

PARENT = """
import sys, time
from tests.xlsx.acting_child import acting
child = acting({act!r}, b"")()
child.ask(b'["", "a"]')
while not child.is_ready:
    time.sleep(0.01)
print(child.process.pid, flush=True)
time.sleep(3600)
"""


@pytest.mark.parametrize("act", ["time.sleep(3600)", "while True: pass"])
def test_no_child_outlives_a_parent_that_is_ended(act: str) -> None:
    """The parent cannot say goodbye, and the child is busy, so that it does not read the end of its input."""
    command = [sys.executable, "-c", PARENT.format(act=act)]
    parent = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    assert parent.stdout is not None
    child = win32api.OpenProcess(win32con.SYNCHRONIZE, 0, int(parent.stdout.readline()))
    assert win32event.WaitForSingleObject(child, 200) == win32event.WAIT_TIMEOUT
    parent.kill()
    parent.communicate()
    assert win32event.WaitForSingleObject(child, 5000) == win32event.WAIT_OBJECT_0
