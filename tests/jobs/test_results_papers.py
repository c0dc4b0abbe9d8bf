"""Documents about results: read back, they say what the workbooks of the same run say."""

import io
from datetime import date
from pathlib import Path

import docx
import openpyxl
from docx.document import Document

from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.jobs.generate import generate
from shuzhi_xl.jobs.publish import publish
from shuzhi_xl.jobs.track import track
from shuzhi_xl.sheets.master.office_entries import DEBRIEF_REPORT
from shuzhi_xl.sheets.master.results import APPRAISAL, PUBLICATION
from shuzhi_xl.sheets.master.scheme_tables import TRACK
from shuzhi_xl.sheets.master.vocabulary import GRADES
from tests.year_stages import BRANCHES, TownOffice

RESULTS = "结果/2015"


def read(office: TownOffice, name: str) -> Document:
    return docx.Document(io.BytesIO((office.root / RESULTS / name).read_bytes()))


def text(document: Document) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def cells(document: Document, order: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[order].rows][1:]


def test_a_circular_lists_what_is_published_and_nothing_else(decided: TownOffice) -> None:
    decided.set_values(公布范围="全镇", 公布日期=date(2016, 2, 5))
    outcome = decided.run_job(publish)
    tracks = [row.name for row in decided.rows(TRACK)]
    assert outcome.counts == {"workbooks": len(tracks), "documents": len(tracks) + 1}
    scores = {str(row.composite_score) for row in decided.rows(APPRAISAL)}
    for name in tracks:
        rows = [row for row in decided.rows(PUBLICATION) if row.track == name]
        words = text(read(decided, f"定等结果通报_{name}.docx"))
        for grade in dict.fromkeys(row.final_grade for row in rows):
            members = [row for row in rows if row.final_grade == grade]
            names = "、".join(f"{row.name}（{row.secretary}）" for row in members)
            assert f"“{grade}”等次（{len(members)}名）\n{names}。\n" in words
        assert "2016年2月5日\n（公布范围：全镇）" in words
        assert not [score for score in scores if score in words]


def test_the_list_handed_over_has_every_final_grade(decided: TownOffice) -> None:
    assert decided.run_job(publish).ok
    appraisals = {row.name: row for row in decided.rows(APPRAISAL)}
    rows = cells(read(decided, "年度考核移交名单.docx"))
    assert len(rows) == BRANCHES
    for _, of_track, name, secretary, grade in rows:
        row = appraisals[name]
        assert (of_track, secretary, grade) == (row.track, row.secretary, row.final_grade)


def test_papers_of_a_track_that_is_not_decided_any_more_are_named(decided: TownOffice) -> None:
    decided.run_job(publish)
    for row in decided.rows(APPRAISAL):
        decided.type_in(APPRAISAL, row, 研究日期=None, 研究等次=None, 调整理由=None)
    decided.run_job(compute)
    outcome = decided.run_job(publish)
    stale = {finding.at.file for finding in outcome.findings if finding.code.endswith("_stale")}
    assert "年度考核移交名单.docx" in stale
    assert {f"定等结果通报_{row.name}.docx" for row in decided.rows(TRACK)} < stale
    assert outcome.counts == {"workbooks": 0, "documents": 0}


def test_a_letter_lists_the_problems_of_the_reminder(generated: TownOffice) -> None:
    generated.set_values(催办日期=date(2016, 6, 1))
    outcome = generated.run_job(track)
    departments = [row.lead_department for row in generated.rows(TRACK)]
    assert outcome.counts["documents"] == len(departments)
    for department in departments:
        letter = cells(read(generated, f"催办函_{department}.docx"))
        sheet = openpyxl.load_workbook(generated.root / RESULTS / f"催办_{department}.xlsx")["催办"]
        rows = [row for row in sheet.iter_rows(min_row=5, values_only=True) if row[2]]
        assert [(name, problem) for _, _, name, problem, *_ in letter] == [
            (row[1], f"{row[3]}（{row[2]}）") for row in rows
        ]
        late = [f"{row[0]}\n{row[8]}天" if row[8] else row[0] for row in rows]
        assert [state for _, state, *_ in letter] == late
    files = generated.files(RESULTS)
    generated.run_job(track)
    assert generated.files(RESULTS) == files


def test_a_letter_asks_for_the_report_that_is_missing(generated: TownOffice) -> None:
    report = generated.rows(DEBRIEF_REPORT)[0]
    generated.type_in(DEBRIEF_REPORT, report, 提交日期=None)
    outcome = generated.run_job(track)
    (place,) = (place for place in outcome.outputs if "/催办函_未交材料" in place)
    name = generated.row(APPRAISAL, number=report.number).name
    ((_, subject, _, papers),) = cells(read(generated, Path(place).name))
    assert (subject, papers) == (name, "述职报告")
    newer_version = generated.root / place.replace(".docx", "(新).docx")
    newer_version.write_bytes((generated.root / place).read_bytes())
    assert "reminder_stale" not in {finding.code for finding in generated.run_job(track).findings}
    generated.type_in(DEBRIEF_REPORT, report, 提交日期=date(2016, 1, 20))
    findings = generated.run_job(track).findings
    stale_letters = [finding.at.file for finding in findings if finding.code == "reminder_stale"]
    assert stale_letters == [newer_version.name, Path(place).name]


def test_a_faulty_template_of_the_office_holds_back_its_own_documents_only(decided: TownOffice) -> None:
    template = docx.Document()
    template.add_paragraph("{{ 名次 }}")
    path = decided.root / "templates/公文/定等结果通报.docx"
    path.parent.mkdir(parents=True)
    template.save(str(path))
    outcome = decided.run_job(publish)
    assert not outcome.ok
    assert "document_name_unknown" in {finding.code for finding in outcome.findings}
    assert [Path(place).name for place in outcome.outputs if place.endswith(".docx")] == [
        "年度考核移交名单.docx"
    ]


def test_the_report_on_the_year_says_the_figures_of_the_summaries(generated: TownOffice) -> None:
    document = read(generated, "工作总结.docx")
    words = text(document)
    table = {row[0]: row[1:] for row in cells(document)}
    for of_track in generated.rows(TRACK):
        book = openpyxl.load_workbook(generated.root / RESULTS / f"汇总_{of_track.name}.xlsx")
        figures = {str(row[0]): str(row[1]) for row in book["工作总结"].iter_rows(values_only=True) if row[0]}
        part = words.partition(f"{of_track.name}板块\n")[2].partition("\n")[0]
        assert f"党组织书记{figures['参加述职评议考核的党组织书记'].replace(' 人', '')}名" in part
        for label in ("座谈调研", "现场点评"):
            assert f"{label}{figures[label].replace(' ', '')}" in part
        total, closed, _ = (word for word in figures["整改问题"].split() if word.isdecimal())
        assert f"问题{total}个，已销号{closed}个" in part
        for grade, cell in zip(GRADES, table[of_track.name][1:], strict=True):
            assert cell.split("\n")[0] == figures[f"最终等次为“{grade}”"].replace(" 人", "")
    assert table["合计"][0] == str(BRANCHES)
    assert words.count("【请填写：") == 4
    names = {row.name for row in generated.rows(APPRAISAL)} | {
        row.secretary for row in generated.rows(APPRAISAL)
    }
    assert not [name for name in names if name in words]


def test_a_plan_has_the_problems_of_the_feedback_of_the_branch(generated: TownOffice) -> None:
    for row in generated.rows(APPRAISAL):
        (feedback,) = (generated.root / RESULTS / row.track).glob(f"反馈_{row.number}_*.xlsx")
        (plan,) = (generated.root / RESULTS / row.track).glob(f"整改落实方案_{row.number}_*.docx")
        listed = cells(read(generated, f"{row.track}/{plan.name}"))
        sheet = openpyxl.load_workbook(feedback)["整改清单"]
        problems = [
            line[:3]
            for line in sheet.iter_rows(values_only=True)
            if str(line[0]).startswith(f"{row.number}-")
        ]
        assert [tuple(line[1:4]) for line in listed if line[1]] == problems


def test_what_the_office_wrote_into_the_report_is_never_lost(generated: TownOffice) -> None:
    path = generated.root / RESULTS / "工作总结.docx"
    document = docx.Document(str(path))
    document.add_paragraph("村村都有议事会。")
    document.save(str(path))
    content = path.read_bytes()
    assert not generated.run_job(generate).findings
    assert path.read_bytes() == content
    generated.type_in(DEBRIEF_REPORT, generated.rows(DEBRIEF_REPORT)[0], 提交日期=None)
    generated.run_job(compute)
    (finding,) = (
        finding for finding in generated.run_job(generate).findings if finding.code == "document_edited"
    )
    assert (finding.at.file, finding.context["name"]) == ("工作总结.docx", "工作总结(新).docx")
    assert path.read_bytes() == content
    assert f"已提交{BRANCHES - 1}份" in text(read(generated, "工作总结(新).docx"))
