"""日常年度 and 座谈调研: one row for each appraised organisation that needs scores and has no row."""

from dataclasses import replace

import pytest

from shuzhi_xl.findings import Location, blocking
from shuzhi_xl.rules.completion.routine import make_routine_rows, make_visit_rows
from tests.rules.small_town import Rows, organisation, routine, source_weights, year_of

ROWS = [organisation("V001"), organisation("V002"), organisation("V003", 参评="否", 不参评原因="新任")]


@pytest.mark.parametrize(
    ("weights", "numbers"),
    [
        (source_weights(现场测评=80, 日常工作=20), ["V001", "V002"]),
        (source_weights(现场测评=80, 年度考核=20), ["V001", "V002"]),
        (source_weights(现场测评=100, 日常工作=0), []),
        (source_weights(现场测评=80, 年度考核=20) + source_weights("村", 年度考核=0), []),
    ],
)
def test_rows_for_those_whose_track_weighs_it(weights: Rows, numbers: list[str]) -> None:
    year = year_of(organisations=ROWS, source_weights=weights)
    # 编号 only: 一票否决 is not 否 before somebody has said so
    assert make_routine_rows(year) == [{"编号": number} for number in numbers]


def test_who_has_a_row_gets_no_other() -> None:
    weights = source_weights(现场测评=80, 日常工作=20)
    year = year_of(organisations=ROWS, source_weights=weights, routine=[routine("Ｖ001")])
    assert make_routine_rows(year) == [{"编号": "V002"}]


def test_a_table_with_a_fault_is_left_alone() -> None:
    year = year_of(organisations=ROWS, source_weights=source_weights(现场测评=80, 日常工作=20))
    faulty = replace(year.raw["日常年度"], findings=(blocking("header_missing", Location()),))
    assert make_routine_rows(replace(year, raw={**year.raw, "日常年度": faulty})) == []


def test_visits_have_rows_where_they_weigh() -> None:
    weights = source_weights(现场测评=80, 座谈调研=20)
    year = year_of(organisations=ROWS, source_weights=weights, visits=[{"编号": "V002", "评分": 90}])
    assert make_visit_rows(year) == [{"编号": "V001"}]
    assert make_routine_rows(year) == []
