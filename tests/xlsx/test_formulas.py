from handmade import one_table

from shuzhi_xl.xlsx.formulas import formulas_without_value


def places(*cells: str) -> object:
    rows = "".join(f'<row r="{row}">{cell}</row>' for row, cell in enumerate(cells, start=1))
    return dict(formulas_without_value(one_table(rows)))


def test_a_formula_that_was_never_calculated_is_named_by_its_place() -> None:
    assert places("", '<c r="AB2"><f>1+1</f></c>') == {"单": [(2, 28)]}
    assert places('<c r="B1"><f>1+1</f><v></v></c><c r="C1"><f>1+1</f><v/></c>') == {"单": [(1, 2), (1, 3)]}


def test_a_formula_with_a_result_is_fine() -> None:
    assert places('<c r="B1"><f>1+1</f><v>2</v></c>') == {"单": []}
    assert places('<c r="B1" t="inlineStr"><f>"x"</f><is><t>x</t></is></c>') == {"单": []}


def test_empty_text_is_a_result() -> None:
    assert places('<c r="B1" t="str"><f>IF(A1="","",A1)</f><v></v></c>') == {"单": []}


def test_a_sheet_without_formulas_is_not_looked_through() -> None:
    assert places('<c r="B1"><v>2</v></c>') == {}
