"""A document shows whether somebody has saved it since it was made."""

import io

import docx
import msoffcrypto

from shuzhi_xl.xlsx.documents.edit_mark import DAMAGED, FOREIGN, IssuedDocument, examine_document
from shuzhi_xl.xlsx.documents.fill_document import fill_document
from shuzhi_xl.xlsx.files.encryption import encrypt
from tests.xlsx.documents.test_fill_document import opened
from tests.xlsx.documents.word_templates import CONTENT, package, paragraph


def saved(document: bytes, text: str = "") -> bytes:
    opened_document = docx.Document(io.BytesIO(document))
    if text:
        opened_document.add_paragraph(text)
    buffer = io.BytesIO()
    opened_document.save(buffer)
    return buffer.getvalue()


def test_a_document_as_made_is_not_edited_and_has_the_mark_of_its_content() -> None:
    first, second = (fill_document(opened(paragraph(text, "{{ 组织名称 }}")), CONTENT) for text in "甲乙")
    marks = [examine_document(document) for document in (first, second)]
    assert not any(mark.is_edited for mark in marks)
    assert marks[0].mark != marks[1].mark


def test_an_edited_document_keeps_the_mark_of_what_it_was_made_as() -> None:
    document = fill_document(opened(paragraph("{{ 组织名称 }}")), CONTENT)
    original = examine_document(document)
    assert examine_document(saved(document, "补充")) == IssuedDocument(original.mark, is_edited=True)


def test_an_encrypted_document_is_not_edited_until_it_is_saved_again() -> None:
    document = fill_document(opened(paragraph("{{ 组织名称 }}")), CONTENT)
    locked, again = encrypt(document, "AAAA-CCCC-DDDD", b"key"), io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(document)).encrypt("AAAA-CCCC-DDDD", again)
    assert not examine_document(locked).is_edited
    assert examine_document(locked).mark not in ("", examine_document(document).mark)
    assert examine_document(again.getvalue()) == FOREIGN


def test_what_the_program_did_not_make_is_taken_for_edited() -> None:
    assert examine_document(package(paragraph("自己写的"))) == FOREIGN


def test_what_is_damaged_may_be_written_again() -> None:
    assert examine_document(b"damaged") == DAMAGED
