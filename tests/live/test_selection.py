"""A button that works on the rows that the clerk selected in the open workbook."""

import xlwings as xw

from shuzhi_xl.button import answer
from shuzhi_xl.sheets.master.results import APPRAISAL, PROBLEM, TRACE
from shuzhi_xl.xlsx.live.store import LiveStore
from tests.live.test_hidden_rows import field, table_of
from tests.year_stages import TownOffice


def test_only_the_visible_ones_of_the_problems_selected_on_their_sheet_are_closed(
    book: xw.Book, office: TownOffice
) -> None:
    settings = book.sheets["基本设置"]
    names = settings.range("A1:A60").value
    settings.range((names.index("销号人") + 1, 2)).value = "王审核"
    book.sheets["首页"].range("A1:B20").select()
    store = LiveStore(book)
    assert store.selected_lines(PROBLEM) == []
    assert store.saved_copy()[:2] == b"PK"
    problems = table_of(book, PROBLEM)
    states = problems.range.columns[field(problems, "状态") - 1]
    states[1:, :].value = [["整改中"]] * (problems.range.shape[0] - 1)
    number = problems.range[2, field(problems, "编号") - 1].value
    problems.autofilter.apply_values(field(problems, "编号"), [number])
    problems.range[1:, 0].select()
    visible = [
        row["问题编号"] for row in LiveStore(book).read_table(PROBLEM).records() if row["编号"] == number
    ]
    assert 0 < len(visible) < problems.range.shape[0] - 1
    sentence, outcome = answer("close_problems", office.clock)
    assert outcome is not None
    assert sentence.startswith(f"批量销号完成：{len(visible)} 个问题")
    rows = LiveStore(book).read_table(PROBLEM).records()
    assert [row["问题编号"] for row in rows if row["状态"] == "已销号"] == visible
    assert {row["销号人"] for row in rows if row["状态"] == "已销号"} == {"王审核"}


def test_the_second_count_and_the_reasons_of_a_selected_branch_are_shown(
    book: xw.Book, office: TownOffice
) -> None:
    assert answer("recount", office.clock).sentence.endswith("两次计算完全一致。")
    appraisal = table_of(book, APPRAISAL)
    appraisal.range[3, 5].select()
    number = appraisal.range[3, field(appraisal, "编号") - 1].value
    sentence, outcome = answer("explain", office.clock)
    assert outcome is not None
    assert sentence.startswith(number)
    trace = table_of(book, TRACE)
    selection = book.app.selection
    assert selection is not None
    assert selection.row == 1 + trace.range.columns[0].value.index(number) + trace.range.row - 1
    book.sheets["首页"].range("A1").select()
    assert answer("explain", office.clock).sentence.startswith("没有选中党组织")
