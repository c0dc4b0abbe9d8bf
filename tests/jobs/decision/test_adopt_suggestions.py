"""其余同建议等次 on the closed master: dates once for each track, final grades at once."""

from datetime import date

from shuzhi_xl.jobs.decision.adopt_suggestions import adopt_suggestions
from shuzhi_xl.sheets.master.results import APPRAISAL
from shuzhi_xl.sheets.master.scheme_tables import TRACK
from shuzhi_xl.xlsx.patch.workbook import Workbook
from tests.year_stages import TownOffice

DAY = date(2016, 2, 3)


def test_one_date_for_each_track_makes_all_other_grades_final(computed: TownOffice) -> None:
    assert "请先在“基本设置”的“研究日期”" in computed.run_job(adopt_suggestions).summary
    first, second, *_ = [row for row in computed.rows(APPRAISAL) if row.suggested_grade == "好"]
    computed.type_in(APPRAISAL, first, 研究等次="较好", 调整理由="党委研究认为有待加强")
    computed.type_in(APPRAISAL, second, 研究等次="较好")
    for track in computed.rows(TRACK):
        computed.type_in(TRACK, track, 研究日期=DAY)
    outcome = computed.run_job(adopt_suggestions)
    rows = {row.number: row for row in computed.rows(APPRAISAL)}
    open_rows = [row for row in rows.values() if not row.suggested_grade]
    assert outcome.counts == {
        "dated": len(rows) - 1 - len(open_rows), "deviating": 1, "left": 1 + len(open_rows)
    }  # fmt: skip
    assert (rows[first.number].final_grade, rows[second.number].decided_on) == ("较好", None)
    assert not rows[second.number].final_grade
    undeviating = [row for row in rows.values() if row.number not in (first.number, second.number)]
    assert {row.number for row in undeviating if row.final_grade != row.suggested_grade} == set()
    assert {row.decided_on for row in undeviating if row.suggested_grade} == {DAY}
    assert "其中 1 个研究等次不同" in outcome.summary
    assert "decision_reason_needed" in [finding.code for finding in outcome.findings]


def test_a_master_without_the_column_has_its_own_sentence(computed: TownOffice) -> None:
    book = Workbook.load(computed.master.read_bytes())
    book.set_cell(TRACK.name, "E3", "本镇备忘")
    computed.master.write_bytes(book.to_bytes())
    assert "还没有“研究日期”一列" in computed.run_job(adopt_suggestions).summary
