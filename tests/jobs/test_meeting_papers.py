"""会议材料 and 现场测评结果: the files beside the master say what the master says."""

import io
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.document import Document

from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.jobs.distribute import distribute
from shuzhi_xl.jobs.generate import generate
from shuzhi_xl.rules.grading.compute_year import compute_year
from shuzhi_xl.rules.results.anonymity import unshown
from shuzhi_xl.sheets.master.organisations_and_meetings import (
    ATTENDEE,
    MEETING_TABLE,
    ORGANISATION,
    Meeting,
    Organisation,
)
from shuzhi_xl.sheets.master.results import TALLY
from shuzhi_xl.sheets.master.scheme_tables import TRACK
from shuzhi_xl.sheets.master.vocabulary import ISSUED, RETURNED
from shuzhi_xl.sheets.master.votes import FORM, RegisteredForm
from shuzhi_xl.sheets.reading.year import parse_year
from tests.year_stages import TownOffice

COUNTS = ("good", "fairly_good", "average", "poor", "abstention", "spoiled")
KINDS = ("签到表", "会议议程", "主持词", "计票报告单", "调研记录表")


def read(office: TownOffice, pattern: str) -> Document:
    (path,) = office.root.glob(pattern)
    return docx.Document(str(path))


def texts(document: Document) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def rows(document: Document, table: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[table].rows[1:]]


def meetings_of(office: TownOffice) -> Iterator[tuple[Meeting, list[Organisation]]]:
    roster = [organisation for organisation in office.rows(ORGANISATION) if organisation.appraised]
    for meeting in office.rows(MEETING_TABLE):
        yield meeting, [organisation for organisation in roster if organisation.meeting == meeting.number]


def test_the_papers_of_a_meeting_list_its_people_as_the_master_does(issued: TownOffice) -> None:
    for meeting, members in meetings_of(issued):
        folder = f"发出/*/{meeting.track}/会议_{meeting.number}"
        assert sorted(path.name for path in issued.root.glob(f"{folder}/*.docx")) == sorted(
            f"{kind}_{meeting.number}.docx" for kind in KINDS
        )
        people = [person for person in issued.rows(ATTENDEE) if person.meeting == meeting.number]
        sign_in = read(issued, f"{folder}/签到表_*")
        assert [(row[1], row[3]) for row in rows(sign_in)] == [
            (person.name, person.voter_class) for person in people
        ]
        assert [row[1:4] for row in rows(sign_in, 1)] == [
            [member.name, member.secretary, member.debrief_form] for member in members
        ]
        agenda = read(issued, f"{folder}/会议议程_*")
        listed = [row[1:] for table in range(len(agenda.tables)) for row in rows(agenda, table)]
        in_order = sorted(members, key=lambda member: member.debrief_form == "书面")
        assert listed == [[member.name, member.secretary] for member in in_order]
        script = texts(read(issued, f"{folder}/主持词_*"))
        assert all(f"{member.name}书记{member.secretary}同志" in script for member in members)
        assert f"建议{meeting.scrutineer}同志为监票人，{meeting.teller}同志为计票人" in script
        count = rows(read(issued, f"{folder}/计票报告单_*"))
        assert count[-1][:2] == ["合计", str(len(people))]
        visits = rows(read(issued, f"{folder}/调研记录表_*"))
        assert [row[0] for row in visits] == [member.number for member in members]


def test_odd_names_are_on_paper_as_they_are(drafted: TownOffice) -> None:
    name = f"{{{{ 年度 }}}}<w:p/>&{{% if %}}“村”{'长' * 300}"
    drafted.type_in(ORGANISATION, drafted.rows(ORGANISATION)[0], 组织名称=name)
    drafted.run_job(distribute)
    meeting, members = next(pair for pair in meetings_of(drafted) if pair[1][0].name == name)
    folder = f"发出/*/*/会议_{meeting.number}"
    for kind, table in {"签到表": 1, "会议议程": 0, "调研记录表": 0}.items():
        cells = [cell for row in rows(read(drafted, f"{folder}/{kind}_*"), table) for cell in row]
        assert any(members[0].name in cell for cell in cells)
    assert name in texts(read(drafted, f"{folder}/主持词_*"))


def test_the_notice_has_the_tracks_and_meetings_of_the_town(issued: TownOffice) -> None:
    notice = read(issued, "发出/*/述职评议考核通知.docx")
    assert all(f"{track.lead_department}负责组织各" in texts(notice) for track in issued.rows(TRACK))
    assert [row[1] for row in rows(notice)] == [meeting.number for meeting in issued.rows(MEETING_TABLE)]


def test_a_new_secretary_renews_only_what_shows_the_name(issued: TownOffice) -> None:
    before, first = issued.files("发出"), issued.rows(ORGANISATION)[0]
    issued.type_in(ORGANISATION, first, 书记姓名="钱新来")
    outcome = issued.run_job(distribute)
    changed = {place for place, content in issued.files("发出").items() if before.get(place) != content}
    kinds = {"签到表", "主持词", "调研记录表", "会议议程"}
    documents = {Path(place).name for place in changed if place.endswith(".docx")}
    assert documents == {f"{kind}_{first.meeting}.docx" for kind in kinds}
    assert {place.removeprefix("发出/") for place in outcome.outputs} == changed


def test_a_paper_that_staff_edited_is_kept_and_the_new_one_put_beside_it(issued: TownOffice) -> None:
    first = issued.rows(ORGANISATION)[0]
    (path,) = issued.root.glob(f"发出/*/*/会议_{first.meeting}/主持词_*.docx")
    script = docx.Document(str(path))
    script.add_paragraph("散会后请留下。")
    script.save(str(path))
    edited = path.read_bytes()
    # What it was made of is the same
    assert issued.run_job(distribute).outputs == []
    issued.type_in(ORGANISATION, first, 书记姓名="钱新来")
    newer = path.with_name(f"{path.stem}(新).docx")
    for outputs in ([newer.relative_to(issued.root).as_posix()], []):
        outcome = issued.run_job(distribute)
        assert [place for place in outcome.outputs if "主持词" in place] == outputs
        (finding,) = [finding for finding in outcome.findings if finding.code == "document_edited"]
        assert (finding.at.file, finding.context["name"]) == (path.name, newer.name)
        assert path.read_bytes() == edited
    assert "钱新来" in texts(docx.Document(str(newer)))
    # Done as the finding asks: the new version, with what staff had added, takes the old one's place
    merged = docx.Document(str(newer))
    merged.add_paragraph("散会后请留下。")
    newer.unlink()
    merged.save(str(path))
    assert issued.run_job(distribute).outputs == []


def test_papers_of_a_meeting_that_was_counted_stay_as_they_were(collected: TownOffice) -> None:
    before, first = collected.files("发出"), collected.rows(ORGANISATION)[0]
    collected.type_in(ORGANISATION, first, 书记姓名="钱新来")
    collected.run_job(distribute)
    assert {place: before[place] for place in before if place.endswith(".docx")} == {
        place: content for place, content in collected.files("发出").items() if place.endswith(".docx")
    }


def test_a_template_with_a_fault_keeps_back_its_own_papers_only(drafted: TownOffice) -> None:
    template = docx.Document()
    template.add_paragraph("{{ 没有这一项 }}")
    blob = io.BytesIO()
    template.save(blob)
    drafted.write_files({"templates/公文/主持词.docx": blob.getvalue()})
    outcome = drafted.run_job(distribute)
    assert [finding.code for finding in outcome.findings if "document" in finding.code] == [
        "document_name_unknown"
    ]
    names = {Path(place).name.split("_")[0] for place in outcome.outputs}
    assert {"签到表", "计票报告单"} <= names
    assert "主持词" not in names


def test_a_slip_has_the_votes_of_the_master(computed: TownOffice) -> None:
    tallies = [
        row for row in computed.rows(TALLY) if row.source == "现场测评" and row.criterion == "总体评价"
    ]
    result, _ = compute_year(parse_year(computed.store().read_table)[0])
    assert result is not None
    hidden = unshown(result.tallied, result.policy)
    for meeting, members in meetings_of(computed):
        document = read(computed, f"结果/*/{meeting.track}/现场测评结果_{meeting.number}.docx")
        slips = [paragraph.text for paragraph in document.paragraphs if paragraph.text.endswith("同志：")]
        assert slips == [f"{member.name}书记{member.secretary}同志：" for member in members]
        # Few votes of some branches are withheld in 反馈, and so are they here
        shown = [member for member in members if (member.number, "现场测评") not in hidden]
        assert len(document.tables) == len(shown)
        for member, votes in zip(shown, document.tables, strict=True):
            lines = [row for row in tallies if row.number == member.number]
            table = [[cell.text for cell in row.cells] for row in votes.rows[1:]]
            assert [row[:7] for row in table[:-1]] == [
                [row.voter_class, *(str(getattr(row, name)) for name in COUNTS)] for row in lines
            ]
            shares = [getattr(lines[-1], f"{name}_share") for name in COUNTS[:4]]
            assert table[-1][1:5] == [f"{share:.2f}%" for share in shares]
        assert not any(grade in texts(document) for grade in ("名次", "建议等次"))


def test_no_slips_while_ballots_are_out(collected: TownOffice) -> None:
    form = collected.row(FORM, kind="录票甲", state=RETURNED)
    collected.type_in(FORM, form, **{RegisteredForm.columns()["state"].header: ISSUED})
    outcome = collected.run_job(compute)
    assert not any(f"现场测评结果_{form.meeting}" in place for place in outcome.outputs)
    assert [finding.code for finding in outcome.findings].count("meeting_result_waits") == 1


def test_a_letter_that_staff_edited_is_kept_too(generated: TownOffice) -> None:
    (path,) = generated.root.glob("结果/*/*/反馈意见书_C001_*.docx")
    letter = docx.Document(str(path))
    letter.add_paragraph("请于月底前回复。")
    letter.save(str(path))
    edited = path.read_bytes()
    assert "document_edited" not in {finding.code for finding in generated.run_job(generate).findings}
    generated.type_in(ORGANISATION, generated.row(ORGANISATION, number="C001"), 书记姓名="钱新来")
    generated.run_job(compute)
    outcome = generated.run_job(generate)
    assert [finding.at.file for finding in outcome.findings if finding.code == "document_edited"] == [
        path.name
    ]
    assert path.read_bytes() == edited
    assert path.with_name(f"{path.stem}(新).docx").exists()
