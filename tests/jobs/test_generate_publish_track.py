"""生成, 公布 and 整改跟踪: nothing leaves the office that is undecided or older than the tables."""

import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from shuzhi_xl.jobs.check import check
from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.jobs.generate import generate
from shuzhi_xl.jobs.publish import publish
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.jobs.track import track
from shuzhi_xl.sheets.master.office_entries import ROUTINE_TABLE
from shuzhi_xl.sheets.master.results import APPRAISAL, PROBLEM, PUBLICATION
from shuzhi_xl.sheets.master.scheme_tables import TRACK
from shuzhi_xl.sheets.master.vocabulary import CLOSED, DONE, FEEDBACK, GRADES
from shuzhi_xl.sheets.master.votes import BALLOT, FORM
from shuzhi_xl.wording.findings.all import sentence
from tests.year_stages import BRANCHES, TownOffice

RESULTS = "结果"


def names(office: TownOffice, kind: str) -> set[str]:
    return {path.stem.split("_")[1] for path in office.root.glob(f"{RESULTS}/**/{kind}_*.xlsx")}


def words(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    cells = (str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)
    return "\n".join(cells)


def test_every_branch_gets_its_result_and_every_track_its_summary(decided: TownOffice) -> None:
    outcome = decided.run_job(generate)
    tracks = {row.name for row in decided.rows(TRACK)}
    assert outcome.counts == {"workbooks": BRANCHES + 2 * len(tracks), "documents": 2 * BRANCHES + 1}
    assert names(decided, "反馈") == {appraisal.number for appraisal in decided.rows(APPRAISAL)}
    assert names(decided, "汇总") == names(decided, "核对") == tracks
    result_names = {
        file for file in decided.files(RESULTS) if not re.search("研究定等|现场测评结果", file)
    }  # those that 计算 makes
    assert set(outcome.outputs) == {f"{RESULTS}/{name}" for name in result_names}


def test_a_second_run_writes_nothing_new(generated: TownOffice) -> None:
    files = generated.files(RESULTS)
    times = {path: path.stat().st_mtime_ns for path in generated.root.glob(f"{RESULTS}/**/*.*")}
    forms = [form.form for form in generated.rows(FORM)]
    assert generated.run_job(generate).ok
    assert generated.files(RESULTS) == files
    assert {path: path.stat().st_mtime_ns for path in times} == times
    assert [form.form for form in generated.rows(FORM)] == forms


def test_a_result_names_no_other_branch(generated: TownOffice) -> None:
    (place,) = generated.root.glob(f"{RESULTS}/*/*/反馈_C001_*.xlsx")
    texts = words(place.read_bytes())
    first = generated.row(APPRAISAL, number="C001")
    assert first.name in texts
    for appraisal in generated.rows(APPRAISAL):
        assert appraisal.number == "C001" or (
            appraisal.name not in texts and appraisal.secretary not in texts
        )


def test_a_branch_that_is_not_decided_stays_inside(decided: TownOffice) -> None:
    row = decided.row(APPRAISAL, number="C002")
    decided.type_in(APPRAISAL, row, 研究日期=None, 研究等次=None, 调整理由=None)
    decided.run_job(compute)
    outcome = decided.run_job(generate)
    (findings,) = (finding for finding in outcome.findings if finding.code == "no_final_grade")
    assert findings.context["number"] == "C002"
    assert outcome.ok
    assert names(decided, "反馈") == {appraisal.number for appraisal in decided.rows(APPRAISAL)} - {"C002"}
    assert not [form for form in decided.rows(FORM) if form.kind == FEEDBACK and form.number == "C002"]


def test_a_list_without_somebody_is_not_published_and_the_other_tracks_are(decided: TownOffice) -> None:
    row = decided.row(APPRAISAL, number="C002")
    other_grade = next(grade for grade in GRADES if grade != row.suggested_grade)
    decided.type_in(APPRAISAL, row, 研究等次=other_grade, 调整理由=None)
    decided.run_job(compute)
    outcome = decided.run_job(publish)
    (findings,) = (finding for finding in outcome.findings if finding.code == "publication_incomplete")
    assert not outcome.ok
    cell = decided.store().read_table(APPRAISAL).frame.letters["调整理由"] + str(row.line)
    assert (findings.at.sheet, findings.at.cell) == ("综合评定", cell)
    assert f"{row.name}（没有写调整理由）" in sentence(findings)
    other_tracks = {row.name for row in decided.rows(TRACK)} - {row.track}
    assert names(decided, "公布") == other_tracks
    assert {row.track for row in decided.rows(PUBLICATION)} == other_tracks
    assert outcome.counts == {"workbooks": len(other_tracks), "documents": len(other_tracks) + 1}
    assert "1 个板块" in outcome.summary


def test_a_list_published_before_that_lacks_somebody_now_is_named(decided: TownOffice) -> None:
    assert decided.run_job(publish).ok
    row = decided.row(APPRAISAL, number="C002")
    decided.type_in(APPRAISAL, row, 研究日期=None, 研究等次=None, 调整理由=None)
    decided.run_job(compute)
    findings = decided.run_job(publish).findings
    assert {finding.at.file for finding in findings if finding.code == "publication_stale"} == {
        f"公布_{row.track}.xlsx",
        f"定等结果通报_{row.track}.docx",
    }


def test_a_reason_that_is_missing_is_the_only_thing_reported(decided: TownOffice) -> None:
    row = decided.row(APPRAISAL, number="C002")
    other_grade = next(grade for grade in GRADES if grade != row.suggested_grade)
    decided.type_in(APPRAISAL, row, 研究等次=other_grade, 调整理由=None)
    decided.run_job(compute)
    for job in (check, generate):
        outcome = decided.run_job(job)
        of_row = [finding.code for finding in outcome.findings if finding.at.cell.endswith(str(row.line))]
        assert of_row == ["decision_reason_needed"]
    assert "1 个还没有最终等次" in outcome.summary


def test_nothing_is_published_before_anybody_is_decided(computed: TownOffice) -> None:
    outcome = computed.run_job(publish)
    tracks = computed.rows(TRACK)
    assert not outcome.ok
    assert [finding.code for finding in outcome.findings].count("publication_incomplete") == len(tracks)
    assert names(computed, "公布") == set()
    assert "没有可以公布的板块" in outcome.summary


def test_a_result_of_an_earlier_run_that_no_longer_holds_is_named(generated: TownOffice) -> None:
    row = generated.row(APPRAISAL, number="C002")
    generated.type_in(APPRAISAL, row, 研究日期=None, 研究等次=None, 调整理由=None)
    generated.run_job(compute)
    outcome = generated.run_job(generate)
    findings = [finding for finding in outcome.findings if finding.code == "result_stale"]
    assert [finding.at.file.split("_C002_")[0] for finding in findings] == [
        "反馈",
        "反馈意见书",
        "整改落实方案",
    ]
    assert not outcome.ok


@pytest.mark.parametrize(("job", "caption"), [(generate, "生成"), (publish, "公布")])
def test_results_older_than_the_tables_stay_inside(
    generated: TownOffice, job: Callable[..., Outcome], caption: str
) -> None:
    files = generated.files(RESULTS)
    ballot = next(vote for vote in generated.rows(BALLOT) if vote.overall == "好")
    generated.type_in(BALLOT, ballot, 总体评价="差")
    outcome = generated.run_job(job)
    assert "results_outdated" in {finding.code for finding in outcome.findings}
    assert outcome.summary.startswith(f"没有{caption}：")
    assert (outcome.ok, {*outcome.counts.values()}, outcome.outputs) == (False, {0}, ())
    assert generated.files(RESULTS) == files


def test_a_changed_decision_is_not_taken_for_computed(generated: TownOffice) -> None:
    row = generated.row(APPRAISAL, number="C002")
    generated.type_in(APPRAISAL, row, 最终等次="好" if row.final_grade != "好" else "差")
    outcome = generated.run_job(publish)
    assert "results_outdated" in {finding.code for finding in outcome.findings}


def test_a_withdrawn_decision_is_published_only_when_taken_again(decided: TownOffice) -> None:
    rows = (appraisal for appraisal in decided.rows(APPRAISAL) if not appraisal.decided_grade)
    row = min(rows, key=lambda appraisal: appraisal.number)
    routine = decided.row(ROUTINE_TABLE, number=row.number)
    decided.type_in(ROUTINE_TABLE, routine, 日常工作=1)
    decided.run_job(compute)
    decided.run_job(publish)
    assert row.track not in {row.track for row in decided.rows(PUBLICATION)}
    # With another rank its row is another one
    decided.type_in(APPRAISAL, decided.row(APPRAISAL, number=row.number), 研究日期=date(2016, 2, 3))
    decided.run_job(compute)
    assert decided.run_job(publish).ok
    assert len(decided.rows(PUBLICATION)) == BRANCHES


def test_tracking_lists_every_open_problem_of_its_track(generated: TownOffice) -> None:
    outcome = generated.run_job(track)
    tracks = generated.rows(TRACK)
    assert outcome.counts == {"workbooks": len(outcome.outputs), "documents": 0}
    of_track = {appraisal.number: appraisal.track for appraisal in generated.rows(APPRAISAL)}
    for track_row in tracks:
        texts = words((generated.root / f"{RESULTS}/2015/整改跟踪_{track_row.name}.xlsx").read_bytes())
        for problem in generated.rows(PROBLEM):
            assert (problem.problem in texts) is (of_track[problem.number] == track_row.name)
    files = generated.files(RESULTS)
    generated.run_job(track)
    assert generated.files(RESULTS) == files


def reminded(office: TownOffice) -> set[str]:
    return names(office, "催办")


def test_every_lead_department_gets_one_reminder_of_its_problems_that_are_due(generated: TownOffice) -> None:
    generated.set_values(催办日期=date(2016, 6, 1))
    outcome = generated.run_job(track)
    tracks = generated.rows(TRACK)
    assert reminded(generated) == {track_row.lead_department for track_row in tracks}
    assert outcome.counts == {"workbooks": 2 * len(tracks), "documents": len(tracks)}
    kinds = ("整改跟踪", "催办", "发送清单_催办", "合订_催办函")
    names = {place for place in generated.files(RESULTS) if Path(place).name.startswith(kinds)}
    assert set(outcome.outputs) == {f"{RESULTS}/{place}" for place in names}
    of_track = {appraisal.number: appraisal.track for appraisal in generated.rows(APPRAISAL)}
    for track_row in tracks:
        (path,) = generated.root.glob(f"{RESULTS}/2015/催办_{track_row.lead_department}.xlsx")
        sheet = openpyxl.load_workbook(path)["催办"]
        rows = list(sheet.iter_rows(min_row=5, values_only=True))
        numbers = {row[2] for row in rows if row[2]}
        open_ones = [
            problem
            for problem in generated.rows(PROBLEM)
            if of_track[problem.number] == track_row.name and problem.state not in (CLOSED, DONE)
        ]
        overdue = {problem.problem for problem in open_ones if problem.due and problem.due < date(2016, 6, 1)}
        assert overdue <= numbers <= {problem.problem for problem in open_ones}
        states = [str(row[0]) for row in rows if row[2]]
        assert states == sorted(states, key=["已逾期", "即将到期"].index)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.paperSize) == (1, 9)


def test_a_reminder_whose_problems_are_all_closed_is_named_and_not_made_again(generated: TownOffice) -> None:
    generated.set_values(催办日期=date(2016, 6, 1))
    generated.run_job(track)
    first = generated.rows(TRACK)[0]
    numbers = {appraisal.number for appraisal in generated.rows(APPRAISAL) if appraisal.track == first.name}
    closed = {"状态": CLOSED, "完成日期": date(2016, 3, 1), "销号人": "王审核", "销号日期": date(2016, 3, 2)}
    with generated.writing() as context:
        rows = [problem for problem in generated.rows(PROBLEM) if problem.number in numbers]
        changes = {(row.line, header): value for row in rows for header, value in closed.items()}
        context.store.write_cells(PROBLEM, changes)
    outcome = generated.run_job(track)
    stale = {finding.at.file for finding in outcome.findings if finding.code == "reminder_stale"}
    assert stale == {f"催办_{first.lead_department}.xlsx", f"催办函_{first.lead_department}.docx"}
    assert not stale & {Path(place).name for place in outcome.outputs}
    for name in stale:
        (generated.root / RESULTS / "2015" / name).unlink()
    assert generated.run_job(track).ok
    assert first.lead_department not in reminded(generated)
