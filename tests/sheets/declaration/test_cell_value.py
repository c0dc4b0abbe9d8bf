"""From the content of a cell to the value of its column."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from shuzhi_xl.sheets.declaration.cell_value import CellError, canonical, coerce, parts, value_of
from shuzhi_xl.sheets.declaration.column import YES_NO, Column, Kind
from shuzhi_xl.sheets.declaration.fields import text
from shuzhi_xl.sheets.declaration.row import Row
from shuzhi_xl.sheets.declaration.texts import clean, is_blank
from shuzhi_xl.wording.findings.cells import CELLS

NOON = datetime(2016, 1, 15, 12)  # noqa: DTZ001 -- a workbook's times know no zone
MIDNIGHT = datetime(2016, 1, 15)  # noqa: DTZ001 -- as above
DAY = date(2016, 1, 15)


def column(kind: Kind, *choices: str, many: bool = False) -> Column:
    return Column("列", kind, choices=YES_NO if kind is Kind.YES_NO else choices, many=many)


class Graded(Row):
    """A row with a dropdown."""

    grade: str = text("等次", choices=("好", "差"))


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (None, ""),
        (True, "TRUE"),
        (False, "FALSE"),
        (3.0, "3"),
        (3.5, "3.5"),
        (7, "7"),
        ("\ufeff 村 \u200b", "村"),
    ],
)
def test_text_of_any_cell(raw: Any, shown: str) -> None:
    assert clean(raw) == shown


@pytest.mark.parametrize(
    ("raw", "blank"), [(None, True), ("", True), (" \u200b", True), (0, False), ("0", False)]
)
def test_what_people_call_empty(raw: Any, blank: bool) -> None:
    assert is_blank(raw) is blank


def test_a_whole_number_is_shown_without_a_decimal_point() -> None:
    assert str(coerce(45.0, Column("权重", Kind.NUMBER))) == "45"


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("required", [True, False])
def test_an_error_value_fits_nowhere_and_is_never_blank(kind: Kind, required: bool) -> None:
    error = CellError("#DIV/0!")
    with pytest.raises(PydanticCustomError) as caught:
        value_of(error, Column("列", kind, required=required))
    assert caught.value.type == "cell_error"
    assert not is_blank(error)


def test_an_error_value_is_not_the_same_text() -> None:
    error = CellError("#N/A")
    assert error == CellError("#N/A")
    assert error != CellError("#REF!")
    assert len({error, CellError("#N/A"), "#N/A"}) == 2
    assert error not in ("#N/A", None)
    assert canonical(error) == "#N/A"


FIT = [
    (Kind.TEXT, 3.0, "3"),
    (Kind.TEXT, MIDNIGHT, "2016-01-15"),  # Excel makes a date of 1-15
    (Kind.TEXT, NOON, "2016-01-15 12:00:00"),
    (Kind.NUMBER, 0.1, Decimal("0.1")),
    (Kind.NUMBER, 90, Decimal(90)),
    (Kind.NUMBER, Decimal("1.50"), Decimal("1.50")),
    (Kind.NUMBER, " ９０．５ ", Decimal("90.5")),
    (Kind.NUMBER, "-3", Decimal(-3)),
    (Kind.WHOLE, 4.0, 4),
    (Kind.WHOLE, "4", 4),
    (Kind.DAY, NOON, DAY),
    (Kind.DAY, DAY, DAY),
    *(
        (Kind.DAY, day_text, DAY)
        for day_text in ("2016-1-15", "2016/01/15", "2016.1.15", "２０１６年1月15日")
    ),
    (Kind.DAY, "2016-01-15 12:00", DAY),
    (Kind.MOMENT, NOON, NOON),
    (Kind.MOMENT, DAY, MIDNIGHT),
    (Kind.MOMENT, "2016-01-15 12:00:00", NOON),
    (Kind.YES_NO, "是", True),
    (Kind.YES_NO, " 否", False),
    (Kind.YES_NO, True, True),
    (Kind.YES_NO, False, False),
    (Kind.YES_NO, "TRUE", True),
    (Kind.YES_NO, "FALSE", False),
]


@pytest.mark.parametrize(("kind", "raw", "value"), FIT)
def test_fit_cells(kind: Kind, raw: Any, value: Any) -> None:
    coerced = coerce(raw, column(kind))
    assert coerced == value
    assert type(coerced) is type(value)


UNFIT = [
    (Kind.NUMBER, "两张", "number_expected"),
    (Kind.NUMBER, "90分", "number_expected"),
    (Kind.NUMBER, True, "number_expected"),
    (Kind.NUMBER, NOON, "number_expected"),
    (Kind.NUMBER, time(9), "number_expected"),
    (Kind.NUMBER, "NaN", "number_expected"),
    (Kind.NUMBER, float("inf"), "number_expected"),
    (Kind.WHOLE, "1e999999999", "number_expected"),
    (Kind.NUMBER, "1e-999999999", "number_expected"),
    (Kind.WHOLE, 1.5, "whole_expected"),
    (Kind.DAY, 42384, "date_expected"),
    (Kind.DAY, "一月中旬", "date_expected"),
    (Kind.DAY, "2016-2-30", "date_expected"),
    (Kind.MOMENT, "9点", "date_expected"),
    (Kind.YES_NO, "对", "not_a_choice"),
    (Kind.YES_NO, 1, "not_a_choice"),
]


@pytest.mark.parametrize(("kind", "raw", "code"), UNFIT)
def test_unfit_cells_name_their_reason(kind: Kind, raw: Any, code: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        coerce(raw, column(kind))
    assert caught.value.type == code


def test_dropdowns_take_what_they_offer() -> None:
    assert Graded(grade=" 好\u200b").grade == "好"
    assert Graded(grade=" ").grade == ""
    with pytest.raises(ValidationError, match="literal_error"):
        Graded(grade="好、差")


def test_dropdowns_of_several_name_the_odd_one() -> None:
    roles = column(Kind.TEXT, "镇党代表", "人大代表", many=True)
    assert coerce("镇党代表，人大代表", roles) == "镇党代表，人大代表"
    with pytest.raises(PydanticCustomError) as caught:
        coerce("镇党代表、TRUE", roles)
    assert caught.value.context == {"part": "TRUE"}


def test_text_true_is_no_choice_of_a_text_column() -> None:
    with pytest.raises(ValidationError, match="literal_error"):
        Graded(grade="TRUE")


@pytest.mark.parametrize("value", ["甲、乙", "甲, 乙；", "甲;乙", "、甲，，乙"])
def test_several_values_in_one_cell(value: str) -> None:
    assert parts(value) == ["甲", "乙"]


ANYTHING = st.one_of(
    st.text(),
    st.text("0123456789.-/%eE年月日:+ ，、是否", max_size=12),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
)
TYPES = {
    Kind.TEXT: str,
    Kind.WHOLE: int,
    Kind.NUMBER: Decimal,
    Kind.DAY: date,
    Kind.MOMENT: datetime,
    Kind.YES_NO: bool,
}


@given(ANYTHING, st.sampled_from(list(Kind)))
def test_anything_is_a_value_or_a_reason_with_a_sentence(raw: Any, kind: Kind) -> None:
    try:
        coerced = coerce(raw, column(kind))
    except PydanticCustomError as reason:
        code = reason.type
    else:
        code = ""
        assert isinstance(coerced, TYPES[kind])
    assert code in {"", *CELLS}


@pytest.mark.parametrize("raw", [CellError("#N/A"), None, 3.0, DAY])
def test_whatever_is_in_a_column_that_follows_another_table_fits(raw: Any) -> None:
    follower = Column("组织名称", Kind.TEXT, follows="组织名册.组织名称")
    assert value_of(raw, follower) == ("" if isinstance(raw, CellError) else clean(raw))
