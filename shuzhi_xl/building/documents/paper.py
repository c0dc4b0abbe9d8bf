"""A template of an official document, put together from its parts (公文模板)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Final

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.text.paragraph import Paragraph

from shuzhi_xl.building.documents import styles
from shuzhi_xl.building.documents.blank_package import blank_package, page_size
from shuzhi_xl.building.documents.page_numbers import add_page_numbers
from shuzhi_xl.building.documents.runs import add_run
from shuzhi_xl.building.documents.tables import ROW_HEIGHT, PaperColumn, TableBuilder, TableRow
from shuzhi_xl.sheets.documents.official_format import OfficialFormat
from shuzhi_xl.xlsx.style.reproducible import read_parts, write_parts

_BUILT: Final = datetime(2015, 1, 1, tzinfo=UTC)


class Paper:
    """A template in the format of GB/T 9704-2012 (公文模板), written from its first line to its last.

    Texts may contain placeholders such as ``{{ 党委名称 }}``; see `sheets.documents.declaration`.
    """

    def __init__(self, official_format: OfficialFormat, *, landscape: bool = False) -> None:
        """Begin a template.

        Args:
            official_format: The format.
            landscape: Pages lying on their side, for tables wider than 156 mm; these may then be 225 mm wide.
        """
        self._document = docx.Document(BytesIO(blank_package(official_format, landscape=landscape)))
        *_, width = page_size(official_format, landscape=landscape)
        self._tables = TableBuilder(self._document, official_format, width)
        self._in_loop = 0
        self._faces = {style.name: style.face for style in styles.list_styles(official_format, width)}
        add_page_numbers(self._document, self._faces[styles.PAGE_NUMBER])

    def document_number(self, text: str) -> None:
        """Add the number (发文字号), which is to be filled in when the document is issued."""
        self._add(styles.FLUSH, text).alignment = WD_ALIGN_PARAGRAPH.CENTER
        self.blank()

    def title(self, *lines: str, new_page: bool = False) -> None:
        """Add the title (标题) and the empty line below it.

        Args:
            lines: The lines of the title.
            new_page: It begins a page, as in a document of one page for each reader.
        """
        paragraphs = [self._add(styles.TITLE, line) for line in lines]
        if new_page:
            paragraphs[0].paragraph_format.page_break_before = True
        self.blank()

    def addressee(self, text: str) -> None:
        """Add whom it is addressed to (主送机关), ending in a full-width colon."""
        self._add(styles.ADDRESSEE, text)

    def heading(self, level: int, text: str) -> None:
        """Add a heading on its own line (层次标题), numbered in its text: 一、, （一）, 1., （1）."""
        self._add(styles.HEADINGS[level - 1], text)

    def body(self, text: str, *, lead: str = "", level: int = 2, keep_next: bool = False) -> None:
        """Add a paragraph (正文).

        Args:
            text: Its text.
            lead: A heading at its beginning, with its full stop.
            level: The level of that heading, whose typeface it has.
            keep_next: It is on the page of what follows, as before a table.
        """
        paragraph = self._add(styles.BODY)
        if keep_next:
            paragraph.paragraph_format.keep_with_next = True
        if lead:
            add_run(paragraph, lead, self._faces[styles.HEADINGS[level - 1]])
        add_run(paragraph, text, self._faces[styles.BODY])

    def control(self, tag: str, *, of_pages: bool = False) -> None:
        """Add a tag on its own line, such as ``{%p for 行 in 名单 %}``; the line is not in the document.

        Args:
            tag: The tag.
            of_pages: It repeats whole pages, each with a title and perhaps a signature of its own.
        """
        if of_pages:
            self._add(styles.FLUSH, tag)
            return
        self._in_loop += ("{%p for" in tag) - ("{%p endfor" in tag)
        self._add(styles.FLUSH, tag)

    def blank(self) -> None:
        """Add an empty line (空一行), on the page of what follows."""
        self._add(styles.FLUSH).paragraph_format.keep_with_next = True

    def table(
        self,
        columns: Sequence[PaperColumn],
        rows: Sequence[TableRow],
        *,
        header: bool = True,
        height: float = ROW_HEIGHT,
    ) -> None:
        """Add a table (表格); `TableBuilder.add` has the arguments.

        A loop is a row before and after: ``"{%tr for 行 in 名单 %}", ["{{ 行.编号 }}"], "{%tr endfor %}"``.
        """
        self._tables.add(columns, rows, header=header, height=height)
        self._add(styles.TABLE_END)

    def signature(self, office: str, date: str) -> None:
        """Add the signature and the date (发文机关署名、成文日期), as where a seal is put on them.

        Raises:
            ValueError: Before it is a list, whose last line would not be kept with it: end with a sentence.
        """
        last = self._document.paragraphs[-1]
        if self._in_loop or "{%" in last.text or last.style is None or last.style.name == styles.TABLE_END:
            raise ValueError("a signature follows a paragraph of text")
        last.paragraph_format.keep_with_next = True
        self.blank()
        self._add(styles.SIGNATURE, office)
        self._add(styles.DATE, date)

    def attachment_note(self, *names: str) -> None:
        """Add the list of attachments (附件说明) after an empty line, numbered if there are several."""
        self.blank()
        for order, name in enumerate(names, start=1):
            number = f"{order}. " if len(names) > 1 else ""
            note = self._add(styles.ATTACHMENT_NOTE, f"{styles.ATTACHMENT_MARK * (order == 1)}{number}{name}")
            if order > 1:
                note.paragraph_format.first_line_indent = 0

    def attachment(self, title: str, number: str = "") -> None:
        """Begin an attachment on a new page (附件): its mark, an empty line, its title."""
        mark = self._add(styles.ATTACHMENT, f"附件{number}")
        mark.paragraph_format.page_break_before = True
        self.blank()
        self.title(title)

    def to_bytes(self) -> bytes:
        """The template's file; the same parts give the same bytes."""
        properties = self._document.core_properties
        properties.author = properties.last_modified_by = properties.title = properties.comments = ""
        properties.created = properties.modified = _BUILT
        saved = BytesIO()
        self._document.save(saved)
        return write_parts(read_parts(saved.getvalue()))

    def _add(self, style: str, text: str = "") -> Paragraph:
        paragraph = self._document.add_paragraph(style=style)
        if text:
            add_run(paragraph, text, self._faces[style])
        return paragraph
