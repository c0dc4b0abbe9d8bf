"""A small invented town's office at each moment of its year, kept as files and copied for each test."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from shuzhi_xl.demo.play import clerk
from shuzhi_xl.demo.play.fill_forms import fill_package, fill_typing
from shuzhi_xl.demo.play.office import Office, secret_key
from shuzhi_xl.demo.town.clock import COLLECTED_ON, DECIDED_ON, ISSUED_ON, PUBLISHED_ON, YEAR
from shuzhi_xl.demo.town.town import InventedTown, invent
from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.jobs.distribute import distribute
from shuzhi_xl.jobs.generate import generate
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.jobs.start.new import set_values
from shuzhi_xl.sheets.declaration.row import Row
from shuzhi_xl.sheets.declaration.table import RowT, Table
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.xlsx.files.atomic_replace import write_new
from shuzhi_xl.xlsx.files.shipped import read_shipped_master
from shuzhi_xl.xlsx.master.closed_store import ClosedStore
from shuzhi_xl.xlsx.textfiles.scheme_folder import DEMO_SCHEME, load_scheme

SEED, BRANCHES = 1, 12
Files = Mapping[str, bytes]
"""Contents by place, relative to a folder."""


class TownOffice(Office):
    """An office that a test may do anything to."""

    def __init__(self, root: Path) -> None:
        super().__init__(root, secret_key(SEED, YEAR), lambda *_: None)
        self.master = root / MASTER_NAME

    def run_job(self, job: Callable[..., Outcome], **options: Any) -> Outcome:
        return self.run(lambda context: job(context, **options))

    def context(self) -> JobContext:
        return self._context()

    def store(self) -> ClosedStore:
        return ClosedStore(self.master)

    def set_values(self, **values: object) -> None:
        with self.writing() as context:
            set_values(context, values)

    def type_in(self, table: Table[Any], row: Row, **values: object) -> None:
        """Type into cells of one row, by header."""
        with self.writing() as context:
            context.store.write_cells(table, {(row.line, header): value for header, value in values.items()})

    def row(self, table: Table[RowT], **values: object) -> RowT:
        """The first row of a table with these values, by field."""
        rows = self.rows(table)
        return next(row for row in rows if all(getattr(row, name) == value for name, value in values.items()))

    def files(self, folder: str = "") -> Files:
        """All files under a folder."""
        base = self.root / folder
        files = (path for path in base.rglob("*") if path.is_file())
        return {path.relative_to(base).as_posix(): path.read_bytes() for path in sorted(files)}

    def drop(self, name: str, content: bytes) -> str:
        """Put a returned file into 收回 itself, where every year's files were put at first."""
        write_new(self.root / "收回" / name, content)
        return name

    def returned(self) -> list[str]:
        """Names of the files under 收回."""
        return list(self.files("收回"))

    def write_files(self, files: Files) -> None:
        for place, content in files.items():
            write_new(self.root / place, content)


class Stages:
    """The town's office just before and after each job; each stage is played once, when first asked for."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._files: dict[str, Files] = {}
        self.scheme = load_scheme(DEMO_SCHEME, root)
        self.town: InventedTown = invent(SEED, BRANCHES, self.scheme)

    def open(self, stage: str, root: Path) -> TownOffice:
        """A fresh copy of the office as it stood."""
        office = TownOffice(root)
        office.write_files(self.files(stage))
        office.clock.turn_to(_PLAYED[stage])
        return office

    def files(self, stage: str) -> Files:
        if stage not in self._files:
            office = TownOffice(self._root / stage)
            office.clock.turn_to(_PLAYED[stage])
            getattr(self, f"_play_{stage}")(office)
            self._files[stage] = office.files()
        return self._files[stage]

    def filled(self, stage: str = "issued") -> Files:
        """What everybody sends back, by the name under which it went out."""
        if f"filled {stage}" not in self._files:
            self._files[f"filled {stage}"] = dict(self._fill(self.files(stage)))
        return self._files[f"filled {stage}"]

    def _fill(self, issued: Files) -> Mapping[str, bytes]:
        out = {}
        for place, content in issued.items():
            kind, _, rest = Path(place).stem.partition("_")
            subject = rest.split("_")[0]
            if kind == "测评表":
                out[Path(place).name] = fill_package(content, self.town.replies[subject])
            elif kind == "录票":
                out[Path(place).name] = fill_typing(content, self.town.paper[subject])
        return out

    def _play_drafted(self, office: TownOffice) -> None:
        write_new(office.master, read_shipped_master())
        clerk.create_master(office, self.scheme, YEAR)
        clerk.enter_town(office, self.town)

    def _play_issued(self, office: TownOffice) -> None:
        office.write_files(self.files("drafted"))
        _run(office, distribute)

    def _play_issued_twice(self, office: TownOffice) -> None:
        """Two people type each meeting's ballots."""
        office.write_files(self.files("drafted"))
        office.set_values(双人录入="是")
        _run(office, distribute)

    def _play_collected(self, office: TownOffice) -> None:
        office.write_files(self.files("issued"))
        office.write_files({f"收回/{name}": content for name, content in self.filled().items()})
        clerk.enter_remarks(office, self.town)
        _run(office, collect)
        clerk.assign_problems(office, self.town)

    def _play_computed(self, office: TownOffice) -> None:
        office.write_files(self.files("collected"))
        _run(office, compute)

    def _play_decided(self, office: TownOffice) -> None:
        office.write_files(self.files("computed"))
        clerk.decide_grades(office)
        _run(office, compute)

    def _play_generated(self, office: TownOffice) -> None:
        office.write_files(self.files("decided"))
        _run(office, generate)


_PLAYED: Mapping[str, date] = {
    "drafted": ISSUED_ON,
    "issued": ISSUED_ON,
    "issued_twice": ISSUED_ON,
    "collected": COLLECTED_ON,
    "computed": DECIDED_ON,
    "decided": DECIDED_ON,
    "generated": PUBLISHED_ON,
}


def _run(office: TownOffice, job: Callable[[JobContext], Outcome]) -> None:
    outcome = office.run_job(job)
    assert outcome.ok, outcome.findings
