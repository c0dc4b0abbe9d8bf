"""编号 chosen as “编号 组织名称”, and names that follow the roster, in a master that has been played."""

from pathlib import Path

from shuzhi_xl.jobs.check import check
from shuzhi_xl.sheets.master.office_entries import REMARK_TABLE, ROUTINE_TABLE
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.master.results import TRACE
from shuzhi_xl.sheets.master.votes import FORM
from tests.year_stages import Stages


def test_what_is_chosen_becomes_the_number_and_names_follow_the_roster(
    stages: Stages, tmp_path: Path
) -> None:
    office = stages.open("decided", tmp_path)
    organisation = office.rows(ORGANISATION)[0]
    number, words = organisation.number, f"{organisation.number} {organisation.name}"
    before = office.store().read_table(ROUTINE_TABLE).digest
    office.type_in(ROUTINE_TABLE, office.row(ROUTINE_TABLE, number=number), 编号=words)
    assert office.store().read_table(ROUTINE_TABLE).digest != before
    outcome = office.run_job(check)
    assert not {"unknown_value", "results_stale"} & {finding.code for finding in outcome.findings}
    assert office.store().read_table(ROUTINE_TABLE).digest == before
    office.type_in(ORGANISATION, office.row(ORGANISATION, number=number), 组织名称="改名后的村党支部")
    office.run_job(check)
    assert office.row(ORGANISATION, number=number).label == f"{number} 改名后的村党支部"
    for table in (ROUTINE_TABLE, FORM, TRACE, REMARK_TABLE):
        rows = office.store().read_table(table).records()
        names = {row["编号"]: row["组织名称"] for row in rows}
        assert names.get(number, "改名后的村党支部") == "改名后的村党支部"
        assert all(name for row_number, name in names.items() if row_number)
