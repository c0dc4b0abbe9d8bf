"""Sentences about what is sent and handed on (送件、交接)."""

from typing import Final

SENDING: Final = {
    "print_run_stale": "合订打印的这一本是以前做的，现在没有可以印的内容，请删去，不要再印发。",
    "handover_outdated": (
        "没有做牵头部门的交接压缩包，原有的不要再用：各支部的反馈还没有做，或者做好以后又改过结果、“送件加密”。"
        "请先按“生成”，再按“公布”。"
    ),
}
