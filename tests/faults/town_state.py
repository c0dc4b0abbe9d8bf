"""What a town's folder holds, so that two courses of events can be compared."""

import hashlib
import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from shuzhi_xl.cli import run_job
from shuzhi_xl.demo.play.fill_forms import fill_package
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.jobs.stages.job_log import log_end
from shuzhi_xl.rules.log_chain import check_chain
from shuzhi_xl.sheets.declaration.table import RawTable
from shuzhi_xl.sheets.master.all_sheets import TABLES
from shuzhi_xl.sheets.master.program_sheets import CHECK_REPORT, LOG, LOG_END, SECRET
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from tests.faults.command_child import MOMENT
from tests.year_stages import Stages, TownOffice

FOLDERS = ("发出", "收回", "结果")
BEFORE = {
    "distribute": "drafted",
    "collect": "issued",
    "compute": "collected",
    "generate": "decided",
    "publish": "generated",
    "track": "generated",
}
"""The town's stage before each job."""


@dataclass(frozen=True)
class State:
    """All that a clerk has, but for the log's lines and the backups."""

    tables: Mapping[str, str]
    files: Mapping[str, str]

    def unlike(self, state: "State") -> list[str]:
        """Tables and files in which two states differ."""
        own_contents, its = {**self.tables, **self.files}, {**state.tables, **state.files}
        return sorted(
            name for name in own_contents.keys() | its.keys() if own_contents.get(name) != its.get(name)
        )


def state_of(root: Path) -> State:
    return State(tables_of(root / MASTER_NAME), files_of(root))


def tables_of(master: Path) -> Mapping[str, str]:
    store = ClosedStore(master)
    tables = {name: store.read_table(table) for name, table in TABLES.items() if name != LOG.name}
    digests = {name: hashlib.sha256(raw.digest).hexdigest() for name, raw in tables.items()}
    secrets = [record for record in tables[SECRET.name].records() if LOG_END not in record.values()]
    return {
        **digests,
        SECRET.name: repr(secrets),
        CHECK_REPORT.name: repr(_report_lines(tables[CHECK_REPORT.name])),
    }


def _report_lines(report: RawTable) -> list[list[str]]:
    """校验报告, which names a returned file where it was found: on the next run that is where it was put."""
    rows = [
        [str(value).removeprefix("2015/").removeprefix("_有问题/") for value in record.values()]
        for record in report.records()
    ]
    return sorted(rows)


def files_of(root: Path) -> Mapping[str, str]:
    places = (path for folder in FOLDERS for path in (root / folder).rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): _print(path) for path in places}


def returned_contents(root: Path) -> Counter[str]:
    """How many files of each content are anywhere under 收回."""
    return Counter(_print(path) for path in (root / "收回").rglob("*") if path.is_file())


def _print(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def log_of(root: Path) -> list[str]:
    """What the log says, each line without its counts; the chain must hold."""
    office = TownOffice(root)
    rows = office.rows(LOG)
    assert check_chain(rows, log_end(office.context())) == []
    return [f"{row.job} {_log_stage(row.outcome)}" for row in rows]


def _log_stage(outcome: str) -> str:
    return next((stage for stage in ("开始", "没有完成", "完成") if stage in outcome[:8]), outcome)


def prepared(stages: Stages, job: str, root: Path) -> Path:
    """The town's folder before a job; before 回收 a copy, a stranger and a contradiction are among it."""
    office = stages.open(BEFORE[job], root)
    if job == "collect":
        filled = stages.filled()
        office.write_files({f"收回/{name}": content for name, content in filled.items()})
        name = next(name for name in filled if name.startswith("测评表"))
        (root / "收回/东片").mkdir()
        (root / "收回/东片/再发一次.xlsx").write_bytes(filled[name])
        (root / "收回/说明.txt").write_text("请查收", "utf-8")
        (root / "收回/改过.xlsx").write_bytes(_contradicting(office, stages, sorted(filled)[3]))
    return root


def _contradicting(office: TownOffice, stages: Stages, name: str) -> bytes:
    """The same form with other survey answers."""
    blank = next(office.root.glob(f"发出/*/*/{name}")).read_bytes()
    reply = stages.town.replies[name.split("_")[1]]
    return fill_package(blank, type(reply)(reply.ballots, reply.surveys[1:], reply.problems))


def copied(root: Path, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(root, to)
    return to


def run(job: str, root: Path) -> Outcome:
    """A command on the folder, at a clock that stands."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run_job, "now", lambda: MOMENT)
        return run_job.run_job(job, root / MASTER_NAME, quiet=True)
