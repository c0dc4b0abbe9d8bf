"""A table gets, loses and swaps columns."""

# ruff: noqa: E501  XML reads best unbroken
import re

import pytest

from shuzhi_xl.xlsx.patch.workbook import Workbook
from tests.xlsx.handmade import HEADERS, ROWS, one_table, parts_of, rewrite_table, sheet_of, values


def test_an_added_column_gets_the_style_of_its_left_neighbour() -> None:
    after = (
        '<conditionalFormatting sqref="A4:C4"><cfRule type="expression" priority="1"><formula>$C4=""</formula></cfRule>'
        '</conditionalFormatting><dataValidations count="1"><dataValidation type="list" sqref="B4"/></dataValidations>'
    )
    cols = '<cols><col min="1" max="2" width="9" customWidth="1"/><col min="3" max="3" width="40"/></cols>'
    new = rewrite_table(
        one_table(ROWS, before=cols, after=after),
        [["甲", "好", "较好", "话"]],
        ("编号", "等次", "作风", "备注"),
    )
    assert values(new)[2:] == [["编号", "等次", "作风", "备注"], ["甲", "好", "较好", "话"]]
    text = sheet_of(new)
    assert re.findall(r'<c r="\w3" s="(\d)"', text) == ["9", "8", "8", "7"]
    assert re.findall(r'<c r="\w4" s="(\d)"', text) == ["1", "2", "2", "3"]
    assert 'sqref="B4:C4"' in text
    assert 'sqref="A4:D4"' in text
    assert '<formula>$D4=""</formula>' in text
    assert '<col min="4" max="4" width="40"/>' in text
    assert re.findall(r'<tableColumn id="(\d)" name="(\w+)"', parts_of(new)["xl/tables/table1.xml"].decode()) == [
        ("1", "编号"), ("2", "等次"), ("4", "作风"), ("3", "备注"),
    ]  # fmt: skip
    back = rewrite_table(new, [["甲", "好", "话"]])
    assert Workbook.load(back).tables["表"].headers == HEADERS
    assert 'sqref="B4"' in sheet_of(back)
    assert 'r="D4"' not in sheet_of(back)
    assert 'sqref="A4:C4"' in sheet_of(back)


def test_headers_that_become_the_same_are_refused() -> None:
    with pytest.raises(ValueError, match="表"):
        rewrite_table(one_table(ROWS), [], ["编号", "编号\x07"])


def test_new_first_column_and_swapped_columns() -> None:
    new = rewrite_table(one_table(ROWS), [["话", 1, "甲"]], ["备注", "序", "编号"])
    assert values(new)[2:] == [["备注", "序", "编号"], ["话", 1, "甲"]]
    assert re.findall(r'<c r="\w4" s="(\d)"', sheet_of(new)) == ["3", "3", "1"]
    first = rewrite_table(one_table(ROWS), [[1, "甲"]], ["序", "编号"])
    assert Workbook.load(first).tables["表"].headers == ("序", "编号")
    assert re.findall(r'<c r="\w4" s="(\d)"', sheet_of(first)) == ["1", "1"]


def test_rule_of_a_removed_column_goes() -> None:
    after = (
        '<dataValidations count="1"><dataValidation type="list" sqref="C4"/></dataValidations>'
        '<extLst><ext uri="u"><x14:conditionalFormattings><x14:conditionalFormatting><xm:sqref>C4</xm:sqref>'
        "</x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>"
    )
    text = sheet_of(rewrite_table(one_table(ROWS, after=after), [["甲", "好"]], ["编号", "等次"]))
    assert "ataValidation" not in text
    assert "extLst" not in text
