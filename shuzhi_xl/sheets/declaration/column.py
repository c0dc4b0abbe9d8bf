"""A column (列) as `fields` declares it: everything that Excel and the checks need to know of it.

Masters (总表) made by earlier versions are in use, so a column, setting key or table that is added declares
the schema that brings it, as the number itself: ``since=2``. Where it is absent its cells are blank, or what
``default`` says; that is no finding, so such a column cannot be required. `upgrade` adds it. How to add one
is described in `shuzhi_xl.sheets.declaration.schema`.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kind of value in a column's cells (单元格内容)."""

    TEXT = "文字"
    WHOLE = "整数"
    NUMBER = "数"
    DAY = "日期"
    MOMENT = "时间"
    YES_NO = "是或否"


YES_NO = ("是", "否")


@dataclass(frozen=True, slots=True)
class Column:
    """One column (一列) of a table.

    Attributes:
        header: The header text in the workbook.
        kind: Kind of value.
        required: A blank cell is a blocking finding.
        derived: The program fills a blank cell where its value follows from other cells; a required cell may
            stay blank until then.
        computed: The program writes it; the cell is shaded and never read as input.
        choices: Closed vocabulary of the dropdown.
        source: ``表.列``: the dropdown offers its values, and other values are a finding.
        also: Values allowed besides those of ``source`` (for example 全部).
        many: Several values joined by ``、``.
        low: Least number allowed, inclusive; the field's type declares it.
        high: Greatest number allowed, inclusive, likewise.
        hint: Input message shown in Excel, and the manual's text.
        width: Column width in Excel's units.
        decimals: Decimal places shown, for numbers.
        since: The schema of masters that brought the column; older masters may be without it.
        default: The meaning of a blank or absent cell, as somebody would type it.
        may_be_open: A blank cell of 是 or 否 is a question that nobody has answered, not 否.
        formerly: The header in masters of earlier versions, which keep it.
        hidden: Only the program reads it: the column is hidden.
        shown_in: Workbooks going out that show the column too, by their kind (表单种类), such as 反馈.
        follows: ``表.列``: the program repeats here what that table says about the row's 编号, for people to
            read; it is no input of anything and makes no result outdated. Several columns (``表.列、列``) are
            joined by a blank.
    """

    header: str
    kind: Kind
    required: bool = False
    derived: bool = False
    computed: bool = False
    choices: tuple[str, ...] = ()
    source: str = ""
    also: tuple[str, ...] = ()
    many: bool = False
    low: int | None = None
    high: int | None = None
    hint: str = ""
    width: int = 12
    decimals: int | None = None
    since: int = 1
    default: str = ""
    may_be_open: bool = False
    formerly: str = ""
    hidden: bool = False
    shown_in: tuple[str, ...] = ()
    follows: str = ""

    @property
    def is_first(self) -> bool:
        """Whether every master has had the column from the first version on."""
        return self.since == 1
