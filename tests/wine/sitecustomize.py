"""Calls that Wine 8 ends the process for; on Windows both work, so the product needs none of this."""

import _winapi
import sys

# shutil.copy2 then copies as on older Windows.
if hasattr(_winapi, "CopyFile2"):
    del _winapi.CopyFile2
# The module `platform` then asks the registry.
sys.modules["_wmi"] = None  # type: ignore[assignment]  # which makes its import fail
