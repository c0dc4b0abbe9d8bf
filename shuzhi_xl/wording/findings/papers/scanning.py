"""Sentences about paper ballots that the office scanner has read (读票)."""

from typing import Final

_FROM_ANEW: Final = "请删去这个文件，按“分发”重新做一份，再按“读票”；票已经印发、不能再做的，请照票录入。"
_NOT_READ: Final = "这场会议的票先不读，其他会议照常。"

SCANNING: Final = {
    "scan_layout_missing": (
        f"这个测评票文件里没有“_版式”，不知道每个格子在哪里、是哪位书记的。{_NOT_READ}{_FROM_ANEW}"
    ),
    "scan_layout_page_missing": (
        "这个测评票文件里少了{voter_class}第 {page} 页的工作表，或者那里的名称被删去了。"
        f"{_NOT_READ}{_FROM_ANEW}"
    ),
    "scan_layout_boxes": (
        "“{sheet}”的打票格子不是每位书记一行四格：列被增减、单元格被合并，或者有的行、列被隐藏。"
        f"{_NOT_READ}请改回原样，再按“读票”；票已经这样印发的，请照票录入。"
    ),
    "scan_layout_box_printed": (
        "“{sheet}”的打票格子 {cell} 里印了字，会被当成打的票。"
        f"{_NOT_READ}请清空这一格，再按“读票”；票已经这样印发的，请照票录入。"
    ),
    "scan_layout_rows_moved": (
        "“{sheet}”上书记的行与做票时不一样：排过序，增删过行，或者改过序号、测评项目，读出来会张冠李戴。"
        f"{_NOT_READ}请改回原样，再按“读票”；票已经这样印发的，请照票录入。"
    ),
    "scan_layout_picture_missing": (
        "“{sheet}”上找不到图片“{name}”：被删去、改名、旋转、裁剪、组合，或者太小。"
        f"{_NOT_READ}{_FROM_ANEW}"
    ),
}
