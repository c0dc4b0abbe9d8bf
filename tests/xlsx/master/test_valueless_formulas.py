from shuzhi_xl.sheets.declaration.cell_value import CellError
from shuzhi_xl.xlsx.master.valueless_formulas import find_unread_cells
from tests.xlsx.handmade import one_table


def places(*cells: str) -> object:
    rows = "".join(f'<row r="{row}">{cell}</row>' for row, cell in enumerate(cells, start=1))
    return {
        title: unread_cells.unvalued for title, unread_cells in find_unread_cells(one_table(rows)).items()
    }


def errors(rows: str) -> object:
    return [unread_cells.errors for unread_cells in find_unread_cells(one_table(rows)).values()]


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


def test_errors_are_named_by_their_place_and_text() -> None:
    cell_errors = errors('<row r="2"><c r="C2" t="e"><f>NA()</f><v>#N/A</v></c><c r="D2"><v>1</v></c></row>')
    assert cell_errors == [{(2, 3): CellError("#N/A")}]
    assert errors("<row><c t='e'><v> #SPILL! </v></c></row>") == [{(1, 1): CellError("#SPILL!")}]


def test_places_that_are_not_written_are_counted() -> None:
    rows = (
        '<row r="5"><c r="B5"><v>1</v></c><c t="e"><v>#REF!</v></c></row><row><c t="e"><v>#NUM!</v></c></row>'
    )
    assert errors(rows) == [{(5, 3): CellError("#REF!"), (6, 1): CellError("#NUM!")}]


def test_an_error_cell_without_a_text_is_a_formula_without_a_value() -> None:
    assert errors('<row><c t="e"><f>NA()</f></c></row>') == [{}]
    assert places('<c r="A1" t="e"><f>NA()</f></c>') == {"单": [(1, 1)]}


def test_a_text_that_reads_like_an_error_is_none() -> None:
    assert errors('<row><c r="A1" t="inlineStr"><is><t>#N/A "e"</t></is></c></row>') == []
