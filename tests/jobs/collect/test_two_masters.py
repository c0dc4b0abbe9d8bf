"""Two masters in one folder, each of its own year: no file is read as the other year's, and none is lost."""

from pathlib import Path

from shuzhi_xl.demo.play.fill_forms import fill_package
from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.jobs.distribute import distribute
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.sheets.master.votes import FORM
from shuzhi_xl.wording.file_names import MASTER_NAME
from tests.jobs.collect.returned_files import blank_package, codes, fates, package
from tests.year_stages import Stages, TownOffice

YEARS = (2015, 2016)


class TwoYears:
    """A folder with the masters of two years; the one in use has the name by which the office opens it."""

    def __init__(self, stages: Stages, root: Path) -> None:
        self.office = stages.open("issued", root / "town")
        next_year = stages.open("drafted", root / "next")
        next_year.set_values(年度=2016)
        assert next_year.run_job(distribute).ok
        self._masters = {2015: self.office.read(MASTER_NAME), 2016: next_year.read(MASTER_NAME)}
        self.forms = {(2015, number): package(stages, number) for number in ("C001", "C002")}
        for number in ("C001", "C002"):
            reply = stages.town.replies[number]
            self.forms[2016, number] = fill_package(blank_package(next_year, number), reply)

    def collect(self, year: int) -> tuple[Outcome, set[str]]:
        """回收 with one year's master, and the branches whose forms it has in."""
        self.office.master.write_bytes(self._masters[year])
        outcome = self.office.run_job(collect)
        self._masters[year] = self.office.read(MASTER_NAME)
        return outcome, {row.number for row in self.office.rows(FORM) if row.returned_at}


def put_both_years(town: TwoYears) -> TownOffice:
    """Each year's files: one in the folder of its year, one in 收回 itself."""
    for year in YEARS:
        town.office.drop(f"{year}/一.xlsx", town.forms[year, "C001"])
        town.office.drop(f"{year}年的.xlsx", town.forms[year, "C002"])
    return town.office


def test_each_master_takes_the_files_of_its_year_alone(stages: Stages, tmp_path: Path) -> None:
    town = TwoYears(stages, tmp_path)
    office = put_both_years(town)
    outcome, branches = town.collect(2015)
    assert (fates(outcome), codes(outcome)) == ((2, 0, 1, 0), {"file_of_other_year": 1})
    assert branches == {"C001", "C002"}
    # The other year's file in 收回 itself is reported and moved to the folder of its year
    assert {"2016/一.xlsx", "2016/2016年的.xlsx"} <= set(office.returned())
    assert "收回/2016/2016年的.xlsx" in outcome.outputs

    outcome, branches = town.collect(2016)
    assert (fates(outcome), codes(outcome), branches) == ((2, 0, 0, 0), {}, {"C001", "C002"})
    outcome, branches = town.collect(2015)
    assert (fates(outcome), codes(outcome), branches) == ((0, 0, 0, 0), {}, {"C001", "C002"})


def test_a_file_of_another_year_in_this_year_s_folder_stays_there(stages: Stages, tmp_path: Path) -> None:
    """Who put it there meant this year, so it is the clerk who decides."""
    town = TwoYears(stages, tmp_path)
    town.office.drop("2016/一.xlsx", town.forms[2016, "C001"])
    town.office.drop("2015/混入.xlsx", town.forms[2016, "C002"])
    outcome, _ = town.collect(2015)
    assert (fates(outcome), codes(outcome)) == ((0, 0, 1, 0), {"identity_other_year": 1})
    assert sorted(town.office.returned()) == ["2015/_有问题/混入.xlsx", "2016/一.xlsx"]
