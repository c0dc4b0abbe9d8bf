"""`shuzhi explain`: every step of one organisation's grade, its state, and what to do when there is none."""

import json
from typing import Any

import pytest

from shuzhi_xl.cli import main
from shuzhi_xl.sheets.master.office_entries import ROUTINE_TABLE
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.master.results import APPRAISAL, TRACE
from shuzhi_xl.xlsx.files.lock import holding
from tests.jobs.opened_parts import without_table
from tests.year_stages import TownOffice

Told = dict[str, Any]


@pytest.fixture
def explain(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(office: TownOffice, number: str, *options: str) -> tuple[int, Told]:
        before = office.files()
        with pytest.raises(SystemExit) as exit_info:
            main(["explain", str(office.master), number, "--json", *options])
        assert office.files() == before
        printed: Told = json.loads(capsys.readouterr().out)
        assert printed["ok"] is (exit_info.value.code == 0)
        return int(str(exit_info.value.code)), printed

    return run


def test_a_decided_organisation(decided: TownOffice, explain: Any) -> None:
    row = next(appraisal for appraisal in decided.rows(APPRAISAL) if appraisal.decided_grade)
    status, reply = explain(decided, row.number)
    assert status == 0
    assert reply["lines"] == [step.explanation for step in decided.rows(TRACE) if step.number == row.number]
    assert reply["lines"][-1].endswith(f"理由：{row.decision_reason}；最终等次“{row.decided_grade}”。")
    assert reply["counts"] == {"steps": len(reply["lines"])}
    for shown in (row.number, row.name, f"最终等次“{row.final_grade}”", str(row.composite_score)):
        assert shown in reply["summary"]


def test_an_organisation_before_the_committee(computed: TownOffice, explain: Any) -> None:
    row = computed.rows(APPRAISAL)[0]
    status, reply = explain(computed, f" {row.number} ")
    assert (status, reply["findings"]) == (0, [])
    assert f"建议等次“{row.suggested_grade}”" in reply["summary"]
    assert "尚待党委研究" in reply["summary"]


def test_reading_waits_for_nobody(computed: TownOffice, explain: Any) -> None:
    number = computed.rows(APPRAISAL)[0].number
    with holding(computed.master, holder="王一", now=computed.clock()):
        assert explain(computed, number)[0] == 0


def test_the_terminal_shows_numbered_steps_and_the_state(
    computed: TownOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    row = computed.rows(APPRAISAL)[0]
    with pytest.raises(SystemExit) as exit_info:
        main(["explain", str(computed.master), row.number])
    assert exit_info.value.code == 0
    lines = capsys.readouterr().out.splitlines()
    steps = [step.explanation for step in computed.rows(TRACE) if step.number == row.number]
    assert lines[: len(steps)] == [f"{order}. {step}" for order, step in enumerate(steps, start=1)]
    assert "".join(lines[len(steps) :]).startswith(f"{row.number} {row.name}")


def test_nothing_computed_yet(issued: TownOffice, explain: Any) -> None:
    number = issued.rows(ORGANISATION)[0].number
    status, reply = explain(issued, number)
    assert (status, reply["lines"]) == (1, [])
    assert reply["findings"][0]["code"] == "explain_not_computed"
    assert "请先按“计算”" in reply["findings"][0]["message"]


def test_steps_that_are_no_longer_true(computed: TownOffice, explain: Any) -> None:
    row = computed.rows(ROUTINE_TABLE)[0]
    computed.type_in(ROUTINE_TABLE, row, 日常工作=1)
    status, reply = explain(computed, row.number)
    assert (status, reply["findings"][0]["code"]) == (1, "explain_outdated")
    assert reply["lines"]
    assert "请先按“计算”" in reply["summary"]


def test_a_repeated_cell_that_was_edited_is_not_repeated_as_true(decided: TownOffice, explain: Any) -> None:
    row = decided.rows(APPRAISAL)[0]
    decided.type_in(APPRAISAL, row, 名次=99)
    status, reply = explain(decided, row.number)
    assert status == 1
    assert reply["findings"][0]["sheet"] == "综合评定"
    assert reply["findings"][0]["code"] == "explain_cell_differs"
    assert "请先按“计算”" in reply["summary"]
    assert "99" not in reply["summary"]


def test_an_unknown_number_names_what_may_have_been_meant(computed: TownOffice, explain: Any) -> None:
    organisation = computed.rows(ORGANISATION)[0]
    for word in (organisation.number[:-1], organisation.name[-6:]):
        status, reply = explain(computed, word)
        assert (status, reply["findings"][0]["code"]) == (1, "explain_unknown")
        assert organisation.number in reply["findings"][0]["message"]
    _, reply = explain(computed, "⁇⁇")
    assert "是不是" not in reply["findings"][0]["message"]


def test_a_master_without_a_table_names_it(computed: TownOffice, explain: Any) -> None:
    row = computed.rows(APPRAISAL)[0]
    computed.master.write_bytes(without_table(computed.master.read_bytes(), "票类权重"))
    status, reply = explain(computed, row.number)
    assert status == 1
    assert {finding["code"] for finding in reply["findings"]} == {"table_missing", "explain_outdated"}
