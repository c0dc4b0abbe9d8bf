"""Completing twice is completing once, and no cell with a value changes."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from shuzhi_xl.findings import Location, blocking
from shuzhi_xl.rules.completion.complete import complete
from shuzhi_xl.rules.forms.issued_lists import UNKNOWN
from shuzhi_xl.sheets.declaration.texts import is_blank
from tests.rules.completion.test_roster import MEETINGS, TRACKS
from tests.rules.small_town import Rows, organisation, read_year

CELLS = st.fixed_dictionaries(
    {},
    optional={
        "编号": st.sampled_from([None, "V001", "V002", 7, " "]),
        "组织名称": st.sampled_from([None, "甲村", "乙村"]),
        "组织类型": st.sampled_from([None, "村", "公司", "机关", "协会"]),
        "板块": st.sampled_from([None, "村居", "企业", "他镇"]),
        "场次": st.sampled_from([None, "M1", "M9"]),
        "述职形式": st.sampled_from([None, "书面"]),
        "参评": st.sampled_from([None, "是", "否", "也许"]),
        "不参评原因": st.sampled_from([None, "新任"]),
    },
)


def complete_rows(rows: Rows) -> Rows:
    """The rows with what is filled; each filled cell was blank."""
    year, _ = read_year(tracks=TRACKS, meetings=MEETINGS, organisations=rows)
    filled_rows = [dict(row) for row in rows]
    for completion in complete(year, UNKNOWN)[0]:
        for (line, header), value in completion.cells.items():
            assert is_blank(filled_rows[line - 4].get(header))
            assert not is_blank(value)
            filled_rows[line - 4][header] = value
    return filled_rows


@settings(deadline=None)
@given(st.lists(CELLS, max_size=4))
def test_completing_twice_changes_nothing_more(rows: Rows) -> None:
    filled_rows = complete_rows([organisation("V009", **row) for row in rows])
    assert complete_rows(filled_rows) == filled_rows


def test_the_count_is_of_rows_and_of_columns_in_their_order() -> None:
    blank = {"参评": None, "板块": None, "测评票数": 0}
    rows = [
        organisation("V001", **blank),
        organisation("V002", 参评=None, 测评票数=0),
        organisation("V003", 测评票数=0),
    ]
    year, _ = read_year(tracks=TRACKS, meetings=MEETINGS, organisations=rows)
    (completion,), _ = complete(year, UNKNOWN)
    assert (completion.rows, completion.headers, len(completion.cells)) == (2, ["板块", "参评"], 3)


def test_a_table_with_a_fault_is_left_alone() -> None:
    year, _ = read_year(organisations=[organisation("V001", 参评=None)])
    roster = year.raw["组织名册"]
    faulty = replace(roster, findings=(blocking("merged_cells", Location()),))
    assert complete(year, UNKNOWN)[0] != []
    assert complete(replace(year, raw={**year.raw, "组织名册": faulty}), UNKNOWN) == ([], [])
