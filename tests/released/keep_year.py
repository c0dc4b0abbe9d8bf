"""Keep one small finished year of a version, so that later versions prove they go on with it.

Run once for each release, with the code that is released:

    PYTHONPATH=CHECKOUT python tests/released/keep_year.py VERSION tests/released/VERSION.zip

The town is invented (`shuzhi demo`, 5 branches, seed 1): 5 branches in three tracks, everybody in it made up.
"""

import contextlib
import hashlib
import io
import json
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from shuzhi_xl.cli import explain_and_reports, main, run_job, schemes
from shuzhi_xl.cli import new as making
from shuzhi_xl.demo.demo_year import play_year
from shuzhi_xl.demo.play.office import Office
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.sheets.master.all_sheets import TABLES
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.xlsx.files.shipped import read_shipped_master, read_template
from shuzhi_xl.xlsx.master.closed_store import ClosedStore

BRANCHES, SEED = 5, 1
KEPT = ("测评票", "问卷调查", "测评统计", "综合评定", "整改清单", "结果公布")
TEMPLATES = ("测评表.xlsx", "录票.xlsx", "反馈.xlsx")
JOBS = {
    "check": ["check"],
    "distribute": ["distribute"],
    "collect": ["collect"],
    "compute": ["compute"],
    "generate": ["generate"],
    "publish": ["publish"],
    "track": ["track"],
    "read_reports": ["read-reports"],
    "apply_scheme": ["scheme", "apply"],
    "export_scheme": ["scheme", "export"],
    "recount": ["recount"],
    "explain": ["explain"],
    "new": ["new"],
}
"""Command of each job."""


def command(job: str, root: Path) -> list[str]:
    """The command line of a job on the master of a folder."""
    master = str(root / MASTER_NAME)
    more = ["--from", master] if job == "new" else [first_number(root)] if job == "explain" else []
    return [*JOBS[job], str(root / "下年.xlsm") if job == "new" else master, *more, "--json"]


def first_number(root: Path) -> str:
    """The 编号 of the first organisation."""
    rows = ClosedStore(root / MASTER_NAME).read_table(TABLES["组织名册"]).rows
    return str(rows[0].values["编号"]) if rows else "V001"


def run_command(job: str, root: Path, moment: datetime) -> dict[str, Any]:
    """Run a job at a moment and give what it says; its exit status stands under ``status``."""
    shown = io.StringIO()
    clocks = [(module, vars(module)["now"]) for module in (run_job, making, explain_and_reports, schemes)]
    try:
        for module, _ in clocks:
            setattr(module, "now", lambda: moment)  # noqa: B010 -- the module only imports it
        with contextlib.redirect_stdout(shown):
            try:
                main(command(job, root))
            except SystemExit as end:
                status = end.code
    finally:
        for module, clock in clocks:
            setattr(module, "now", clock)  # noqa: B010 -- as above
    answer: dict[str, Any] = json.loads(shown.getvalue())
    return {**answer, "status": status}


def tables_of(master: Path, names: tuple[str, ...] = KEPT) -> dict[str, list[dict[str, str]]]:
    """What stands in some tables; cells as text, blank ones left out."""
    store = ClosedStore(master)
    return {
        name: [
            {header: str(value) for header, value in row.items() if value not in (None, "")}
            for row in store.read_table(TABLES[name]).records()
        ]
        for name in names
    }


def files_of(root: Path) -> dict[str, bytes]:
    """Everything in a folder but backups and what a job leaves between its steps."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.relative_to(root).parts[0] != "备份" and not path.name.startswith(".~")
    }


class Keeping(Office):
    """An office that remembers how its folder looked before each job."""

    moments: list[dict[str, Any]]
    files: list[Mapping[str, bytes]]

    def run(self, job: Callable[[JobContext], Outcome]) -> Outcome:
        before = files_of(self.root)
        outcome = super().run(job)
        self.files.append(before)
        self.moments.append({"job": outcome.job, "now": self.clock().isoformat()})
        return outcome


def played(root: Path) -> Keeping:
    """The whole year, and how the folder looked before each job and at the end."""
    opened: list[Keeping] = []

    def office_at(*arguments: Any) -> Keeping:
        office = Keeping(*arguments)
        office.moments, office.files = [], []
        opened.append(office)
        return office

    result = play_year(root, BRANCHES, SEED, office_at=office_at)
    assert result.ok, result.summary
    office = opened[0]
    office.files.append(files_of(root))
    office.moments.append({"job": "", "now": office.clock().isoformat()})
    return office


def answers(files: Mapping[str, bytes], now: str, scratch: Path) -> dict[str, Any]:
    """What each job says and makes on a fresh copy of the folder."""
    answers_by_job = {}
    for job in JOBS:
        shutil.rmtree(scratch, ignore_errors=True)
        put(files, scratch)
        answer = run_command(job, scratch, datetime.fromisoformat(now))
        findings = [
            [finding[key] for key in ("severity", "code", "file", "sheet")] for finding in answer["findings"]
        ]
        answers_by_job[job] = {
            "status": answer["status"],
            "counts": answer["counts"],
            "findings": sorted(findings),
            "tables": tables_of(scratch / MASTER_NAME),
        }
    return answers_by_job


def put(files: Mapping[str, bytes], root: Path) -> None:
    """Write files into a folder."""
    for place, content in files.items():
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_bytes(content)


def keep(version: str, target: Path) -> None:
    """Play the year and write it into one archive: every content once, and which stood where when."""
    with tempfile.TemporaryDirectory() as folder:
        office = played(Path(folder) / "year")
        shipped = {f"templates/{name}": read_template(name, Path(folder)) for name in TEMPLATES}
        shipped[MASTER_NAME] = read_shipped_master()
        contents: dict[str, bytes] = {}

        def fingerprint_files(files: Mapping[str, bytes]) -> dict[str, str]:
            prints = {place: hashlib.sha256(content).hexdigest()[:16] for place, content in files.items()}
            contents.update({prints[place]: files[place] for place in files})
            return prints

        moments = [
            {
                **moment,
                "files": fingerprint_files(files),
                "answers": answers(files, moment["now"], Path(folder) / "copy"),
            }
            for moment, files in zip(office.moments, office.files, strict=True)
            if MASTER_NAME in files and moment["job"] != "new"
        ]
        year = {"version": version, "shipped": fingerprint_files(shipped), "moments": moments}
    with zipfile.ZipFile(target, "w") as archive:
        write(archive, "year.json", json.dumps(year, ensure_ascii=False, indent=0).encode())
        for name, content in sorted(contents.items()):
            write(archive, f"contents/{name}", content)


def write(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Add one member, the same whenever it is added."""
    archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 9)


if __name__ == "__main__":
    keep(sys.argv[1], Path(sys.argv[2]))
