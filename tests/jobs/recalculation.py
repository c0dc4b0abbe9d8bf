"""Workbooks computed again by LibreOffice, formula by formula, whatever values they came with."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item></oor:items>
"""
_PATIENCE = 600


def recalculated(workbooks: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """The workbooks as LibreOffice saves them after a hard recalculation, by name."""
    profile, before, after = folder / "profile", folder / "before", folder / "after"
    for folder_to_make in (profile / "user", before, after):
        folder_to_make.mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS, encoding="utf-8")
    paths = [before / f"{index}.xlsx" for index, _ in enumerate(workbooks)]
    for path, content in zip(paths, workbooks.values(), strict=True):
        path.write_bytes(content)
    soffice = shutil.which("soffice")
    if soffice is None:
        raise RuntimeError("soffice is missing: run `make office` first")
    command = [soffice, "--headless", f"-env:UserInstallation={profile.as_uri()}"]
    command += ["--convert-to", "xlsx", "--outdir", str(after), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE)
    return {name: (after / path.name).read_bytes() for name, path in zip(workbooks, paths, strict=True)}
