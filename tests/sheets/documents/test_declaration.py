"""What the content of a document tells its template."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from shuzhi_xl.sheets.documents.all_documents import DOCUMENT_OF, DOCUMENTS
from shuzhi_xl.sheets.documents.declaration import Content, placeholder


@dataclass(frozen=True)
class Line(Content):
    text: Any = placeholder("问题", "一句话")  # noqa: RUF009 -- every field of a content is a placeholder


@dataclass(frozen=True)
class Letter(Content):
    has_problems: bool = placeholder("有问题")
    lines: Sequence[Line] = placeholder("问题清单")
    first: Line = placeholder("首要问题")  # noqa: RUF009 -- as above


def test_values_are_by_placeholder_and_so_are_those_of_lines() -> None:
    line = Line("台账不全")
    assert Letter(has_problems=True, lines=[line], first=line).values() == {
        "有问题": True,
        "问题清单": [{"问题": "台账不全"}],
        "首要问题": {"问题": "台账不全"},
    }


def test_a_number_is_no_word() -> None:
    with pytest.raises(TypeError, match="words"):
        Line(7).values()


def test_placeholders_have_meanings_and_types() -> None:
    assert Line.placeholders() == {"问题": "一句话"}
    assert Letter.types()["有问题"] is bool
    assert Letter.types()["首要问题"] is Line


def test_each_document_has_a_template_of_its_own() -> None:
    assert len(DOCUMENT_OF) == len(DOCUMENTS)
