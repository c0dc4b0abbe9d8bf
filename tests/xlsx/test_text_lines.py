"""Lines of text and the heights of rows."""

from shuzhi_xl.xlsx.text_lines import height_for, in_lines


def test_lines_break_before_they_are_too_wide_but_not_before_a_comma() -> None:
    lines = in_lines("支部换届按期完成，班子团结。\n制度落实到位", width=16)
    assert lines == ["支部换届按期完成，", "班子团结。", "制度落实到位"]
    assert in_lines("", width=16) == []


def test_a_row_is_as_high_as_its_fullest_cell_and_never_higher_than_excel_allows() -> None:
    assert height_for([None, 3, "短"], [4, 4, 4]) == 23
    assert height_for(["四个汉字", "一二三四五六七八"], [10, 10]) == 38
    assert height_for(["字" * 9999], [10]) == 409
    assert height_for(["字"], [0.5]) == 23
