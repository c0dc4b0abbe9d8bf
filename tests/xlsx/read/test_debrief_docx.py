"""Debrief reports as Word documents: what is read of them, and what is said of those that are not read."""

import io
import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Opened
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.shared import Pt

from shuzhi_xl.demo.town.docx import document
from shuzhi_xl.findings import Severity
from shuzhi_xl.rules.debrief.report import Paragraph
from shuzhi_xl.wording.findings.all import sentence
from shuzhi_xl.xlsx.child_reading.debrief_codec import report_from_bytes
from shuzhi_xl.xlsx.child_reading.read_files import read_files
from shuzhi_xl.xlsx.child_reading.tasks import REPORT
from shuzhi_xl.xlsx.debrief_report_folder import DebriefReportFolder
from shuzhi_xl.xlsx.read.debrief_docx import DebriefReportFile, read_debrief_report
from tests.xlsx.returned_books import compound, encrypted, package, parts_of, zipped

RUN = "<w:r><w:t>问题</w:t></w:r>"
BOLD = "<w:r><w:rPr><w:b/></w:rPr><w:t>问</w:t></w:r>"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(change: Callable[[Opened], object]) -> bytes:
    document = Document()
    change(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def read(folder: Path, content: bytes, name: str = "报告.docx") -> DebriefReportFile:
    path = folder / name
    path.write_bytes(content)
    return read_debrief_report(path, name)


def paragraphs(folder: Path, change: Callable[[Opened], object]) -> list[Paragraph]:
    report_file = read(folder, saved(change))
    assert report_file.report is not None, report_file.refusal
    return list(report_file.report.paragraphs)


def add(document: Opened, xml: str) -> None:
    document.element.body.insert(0, parse_xml(f"<w:p {W}>{xml}</w:p>"))


def test_headings_are_recognised_by_style_and_paragraphs_of_tables_count(tmp_path: Path) -> None:
    def write(document: Opened) -> None:
        document.add_heading("述职报告", 0)
        document.add_heading("一、做法", 1)
        document.add_paragraph("抓实。", style="List Number")
        table = document.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "党员", "136"
        table.cell(0, 0).merge(table.cell(0, 1))
        style = document.styles.add_style("标题 2", WD_STYLE_TYPE.PARAGRAPH)
        style.font.size = Pt(16)
        derived = document.styles.add_style("本镇小标题", WD_STYLE_TYPE.PARAGRAPH)
        derived.base_style = document.styles["Heading 3"]
        document.add_paragraph("（一）问题", style="标题 2")
        document.add_paragraph("1. 学习", style="本镇小标题")
        document.sections[0].header.paragraphs[0].text = "页眉"
        document.sections[0].footer.paragraphs[0].text = "页脚"

    read_paragraphs = paragraphs(tmp_path, write)
    assert [(paragraph.text, paragraph.style) for paragraph in read_paragraphs if paragraph.text] == [
        ("述职报告", 0),
        ("一、做法", 1),
        ("抓实。", 0),
        ("党员", 0),
        ("136", 0),
        ("（一）问题", 2),
        ("1. 学习", 3),
    ]


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ('<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>问题</w:t></w:r>', Paragraph("问题", style=1)),
        ('<w:pPr><w:outlineLvl w:val="9"/></w:pPr><w:r><w:t>问题</w:t></w:r>', Paragraph("问题")),
        (
            f'<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr>{RUN}',
            Paragraph("问题", listed=2),
        ),
        (
            f'<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>{RUN}',
            Paragraph("问题"),
        ),
        (
            f'{BOLD}<w:r><w:rPr><w:b w:val="1"/></w:rPr><w:t>题</w:t></w:r>',
            Paragraph("问题", bold=True),
        ),
        (
            f'{BOLD}<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>题</w:t></w:r>',
            Paragraph("问题"),
        ),
        (
            (
                "<w:r><w:t>我</w:t></w:r><w:ins><w:r><w:t>们</w:t></w:r></w:ins>"
                "<w:del><w:r><w:delText>他</w:delText></w:r></w:del>"
                "<w:hyperlink><w:r><w:t>学习</w:t></w:r></w:hyperlink>"
            ),
            Paragraph("我们学习"),
        ),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>", Paragraph("甲\t乙\n丙")),
        ("<w:r><w:instrText>PAGE</w:instrText><w:t>3</w:t></w:r>", Paragraph("3")),
        (
            (
                "<w:r><w:t>甲</w:t><w:pict><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"
                "</w:pict></w:r>"
            ),
            Paragraph("甲"),
        ),
    ],
)
def test_what_word_counts_is_read(tmp_path: Path, xml: str, expected: Paragraph) -> None:
    read_paragraphs = paragraphs(tmp_path, lambda document: add(document, xml))
    assert [paragraph for paragraph in read_paragraphs if paragraph.text] == [expected]


def test_the_day_of_the_file_is_the_day_it_was_last_written(tmp_path: Path) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(document([("党建", True)]))
    moment = datetime(2016, 1, 12, 23, 30).timestamp()  # noqa: DTZ001 -- the clerk's own day
    os.utime(path, (moment, moment))
    report_file = read_debrief_report(path, "报告.docx")
    assert report_file.report is not None
    assert (report_file.report.saved, report_file.report.paragraphs) == (
        date(2016, 1, 12),
        (Paragraph("党建", bold=True),),
    )


PLAIN = document([("党建", False)])
BOMB = zipped({**parts_of(PLAIN), "word/media/a.png": b"\0" * (21 * 1024 * 1024)})
DECLARED = zipped({**parts_of(PLAIN), "word/document.xml": b'<!DOCTYPE a [<!ENTITY x "y">]><w:document/>'})
CIRCLE = zipped(
    {
        **parts_of(PLAIN),
        "word/document.xml": parts_of(PLAIN)["word/document.xml"].replace(
            b"<w:p>", b'<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr>'
        ),
        "word/styles.xml": f'<w:styles {W}><w:style w:type="paragraph" w:styleId="a"><w:name w:val="甲"/>'
        '<w:basedOn w:val="a"/></w:style></w:styles>',
    }
)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "report_file_empty"),
        (b"%PDF-1.7", "report_file_other"),
        ("述职报告".encode(), "report_file_other"),
        (package(), "report_file_other"),
        (zipped({"报告.docx": PLAIN}), "report_file_other"),
        (compound({"WordDocument": b"x"}), "report_file_old"),
        (b"{\\rtf1 }", "report_file_old"),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
            "report_file_old",
        ),
        (encrypted("月溪"), "report_file_encrypted"),
        (zipped({**parts_of(PLAIN), "word/vbaProject.bin": b"x"}), "report_file_macros"),
        (BOMB, "report_file_big"),
        (b"PK\x03\x04" + b"\0" * (21 * 1024 * 1024), "report_file_big"),
        (PLAIN[: len(PLAIN) // 2], "report_file_damaged"),
        (DECLARED, "report_file_suspicious"),
        (zipped({**parts_of(PLAIN), "word/document.xml": "<w:document"}), "report_file_damaged"),
        (zipped({**parts_of(PLAIN), "word/document.xml": "<a/>"}), "report_file_damaged"),
        (zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<a/>"}), "report_file_damaged"),
    ],
    ids=lambda argument: argument if isinstance(argument, str) else "",
)
def test_what_is_no_report_is_refused_with_one_sentence(tmp_path: Path, content: bytes, code: str) -> None:
    report_file = read(tmp_path, content)
    assert report_file.report is None
    assert report_file.refusal is not None
    assert (report_file.refusal.code, report_file.refusal.severity) == (code, Severity.BLOCKING)
    assert "收回" not in sentence(report_file.refusal)


def test_a_style_that_is_based_on_itself_harms_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, CIRCLE).report is not None


def test_a_file_that_is_missing_or_cannot_be_opened_is_reported(tmp_path: Path) -> None:
    refusals = [read_debrief_report(path, "报告.docx").refusal for path in (tmp_path / "没有.docx", tmp_path)]
    assert [refusal.code for refusal in refusals if refusal] == ["report_file_missing", "report_file_locked"]


def test_reports_are_read_in_a_separate_process(tmp_path: Path) -> None:
    (tmp_path / "村").mkdir()
    for name, content in {"村/甲.docx": PLAIN, "乙.docx": b"", "~$乙.docx": b"x", "Thumbs.db": b"x"}.items():
        (tmp_path / name).write_bytes(content)
    folder = DebriefReportFolder(tmp_path)
    assert folder.names() == ["乙.docx", "村/甲.docx"]
    reports = list(folder.read_all(folder.names()))
    assert reports == [read_debrief_report(tmp_path / name, name) for name in folder.names()]
    assert reports == list(read_files([(tmp_path / name, name) for name in folder.names()], REPORT))


@pytest.mark.parametrize(
    "reply", [b"", b"[1]", b"[null, null]", b'[null, ["x", []]]', b'[null, ["2016-01-01", [1]]]']
)
def test_a_worker_that_talks_nonsense_about_a_report_is_not_trusted(reply: bytes) -> None:
    with pytest.raises(ValueError, match="no reply"):
        report_from_bytes(reply, "甲.docx")
