"""A process that reads files starts twice in every 回收: it loads only what reads."""

import subprocess
import sys

_LOADED = """
import sys
import shuzhi_xl.xlsx.child_reading.tasks
print([name for name in ("pydantic", "openpyxl", "numpy", "pandas") if name in sys.modules])
"""


def test_a_reading_process_loads_neither_models_nor_libraries_for_tables() -> None:
    process = subprocess.run([sys.executable, "-c", _LOADED], capture_output=True, text=True, check=True)
    assert process.stdout == "[]\n"
