"""首页 leads to the manual that the installation puts beside the master."""

import io

from openpyxl import load_workbook

from shuzhi_xl.xlsx.files.shipped import MANUAL_NAME
from tests.xlsx.macro_master import MASTER


def test_a_link_in_sight_names_the_file_and_where_to_look_for_it() -> None:
    home = load_workbook(io.BytesIO(MASTER), keep_vba=True)["首页"]
    links = [(cell, cell.hyperlink.target) for row in home.iter_rows() for cell in row if cell.hyperlink]
    cells = [cell for cell, target in links if target == MANUAL_NAME]
    assert len(cells) == 2
    text = str(cells[0].value)
    assert MANUAL_NAME in text
    assert "安装文件夹" in text
    row = cells[0].row
    assert row
    assert row < int(str(home.freeze_panes)[1:])
