"""编号: the next of its kind, the one it had before, or none where that is uncertain."""

import json
from typing import Any

import pytest

from shuzhi_xl.findings import Finding
from shuzhi_xl.rules.completion.complete import complete
from shuzhi_xl.rules.forms.issued_lists import UNKNOWN, IssuedLists
from shuzhi_xl.wording.findings.checks import CHECKS
from tests.rules.small_town import Rows, form, organisation, read_year


def number(
    *rows: dict[str, Any], lists: IssuedLists = UNKNOWN, **tables: Rows
) -> tuple[dict[int, str], list[Finding]]:
    """编号 by sheet row, and the findings."""
    year, _ = read_year(None, organisations=list(rows), **tables)
    completions, findings = complete(year, lists)
    cells = completions[0].cells if completions else {}
    return {line: value for (line, header), value in cells.items() if header == "编号"}, findings


def numbered(number: str, kind: str = "村") -> dict[str, Any]:
    return organisation(number, 组织类型=kind, 测评票数=0)


def blank(name: str = "甲村", kind: str = "村") -> dict[str, Any]:
    return organisation("", 编号=None, 组织名称=name, 组织类型=kind, 测评票数=0)


def issued_to(**names: str) -> IssuedLists:
    """Lists of people as issued: 组织名称 by 编号."""
    people = [[number, name, "张三"] for number, name in names.items()]
    return IssuedLists({"名单 0a": json.dumps(people), "15-V001": "ff 0a"})


@pytest.mark.parametrize(
    ("rows", "numbers"),
    [
        ([blank(), blank("乙村")], {4: "01", 5: "02"}),
        ([numbered("C001"), numbered("C007"), blank()], {6: "C008"}),
        ([numbered("C001"), blank(kind="公司"), blank()], {5: "01", 6: "C002"}),
        ([numbered("C001"), numbered("V001"), blank()], {6: "01"}),
        ([numbered("C001"), numbered("甲"), blank()], {6: "01"}),
        ([numbered("9"), blank()], {5: "10"}),
        ([numbered("08"), blank(), blank("乙村")], {5: "09", 6: "10"}),
        ([numbered("3-1"), blank()], {5: "01"}),
        ([numbered("C099"), blank()], {5: "C100"}),
        ([numbered("Ｃ０9"), blank()], {5: "C10"}),
        ([numbered("C1", "公司"), numbered("C5", "企业"), blank(kind="公司")], {6: "C6"}),
        ([organisation("C004", 参评="也许"), blank()], {5: "C005"}),
        ([numbered("C001")], {}),
        ([blank(kind="协会")], {}),
    ],
)
def test_the_next_of_its_kind(rows: list[dict[str, Any]], numbers: dict[int, str]) -> None:
    assert number(*rows) == (numbers, [])


def test_a_hundred_get_three_digits() -> None:
    numbers, _ = number(*(blank(f"{order}村") for order in range(100)))
    assert (numbers[4], numbers[103]) == ("001", "100")


def test_a_number_that_was_deleted_is_given_back_by_name() -> None:
    rows = [numbered("V001"), blank("乙村"), blank("丙村")]
    assert number(*rows, lists=issued_to(V001="甲村", V002="乙村")) == ({5: "V002", 6: "V003"}, [])


def test_a_number_is_given_back_by_the_name_of_the_grade() -> None:
    graded = [{"编号": "V002", "组织名称": "乙村", "板块": "村", "书记姓名": "张三"}]
    assert number(numbered("V001"), blank("乙村"), appraisals=graded) == ({5: "V002"}, [])


@pytest.mark.parametrize(
    ("rows", "lists"),
    [
        # renamed, or another branch
        ([numbered("V001"), blank("新村")], issued_to(V001="甲村", V002="乙村")),
        # two rows of one name
        ([numbered("V001"), blank("乙村"), blank("乙村")], issued_to(V001="甲村", V002="乙村")),
        # two numbers of one name
        ([numbered("V001"), blank("乙村")], issued_to(V002="乙村", V003="乙村")),
    ],
)
def test_a_number_in_use_is_given_to_no_other(rows: list[dict[str, Any]], lists: IssuedLists) -> None:
    numbers, (finding,) = number(*rows, lists=lists)
    assert (numbers, finding.code, finding.at.cell) == ({}, "number_lost", "A5")
    assert "V002" in CHECKS["number_lost"].format_map(finding.context)


@pytest.mark.parametrize(
    "tables",
    [
        {"forms": [form("15-V002", of="V002")]},
        {"forms": [{"表单编号": None, "编号": "V002"}]},
        {"problems": [{"编号": "V002"}]},
        {"routine": [{"编号": "V002"}]},
        {"appraisals": [{"编号": "V002"}]},
        {"organisations": [organisation("V001", 并入编号="V002"), blank()]},
    ],
)
def test_every_table_is_looked_through(tables: dict[str, Rows]) -> None:
    rows = tables.pop("organisations", [numbered("V001"), blank()])
    numbers, findings = number(*rows, lists=UNKNOWN, **tables)
    assert (numbers, [finding.code for finding in findings]) == ({}, ["number_lost"])
