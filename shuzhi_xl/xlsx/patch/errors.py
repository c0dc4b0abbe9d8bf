"""Why a workbook cannot be patched as asked; the sentence for the user is made elsewhere (写入受阻)."""


class NotAWorkbook(Exception):  # noqa: N818  part of the agreed interface
    """The bytes are no workbook that Excel would open (不是有效的工作簿)."""


class PlaceMissing(LookupError):  # noqa: N818  part of the agreed interface
    """A table, defined name or sheet is not there (缺少表格、名称或工作表).

    Attributes:
        name: what was looked for.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class PlaceTaken(Exception):  # noqa: N818  part of the agreed interface
    """A cell that would be overwritten has content of its own (位置已被占用).

    Attributes:
        sheet: the sheet's title.
        cell: the cell's address.
    """

    def __init__(self, sheet: str, cell: str) -> None:
        super().__init__(sheet, cell)
        self.sheet = sheet
        self.cell = cell


class PlaceMerged(Exception):  # noqa: N818  part of the agreed interface
    """Merged cells are where single cells are needed (合并单元格).

    Attributes:
        sheet: the sheet's title.
        area: the merged area.
    """

    def __init__(self, sheet: str, area: str) -> None:
        super().__init__(sheet, area)
        self.sheet = sheet
        self.area = area


class SheetFull(Exception):  # noqa: N818  part of the agreed interface
    """More rows or columns than a worksheet can have (超出工作表行列上限).

    Attributes:
        sheet: the sheet's title.
        rows: how many rows were to be written.
    """

    def __init__(self, sheet: str, rows: int) -> None:
        super().__init__(sheet, rows)
        self.sheet = sheet
        self.rows = rows
