"""Sentences about document templates that staff restyled in Word, and where in a template something is."""

from typing import Final

PART_NAMES: Final = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}
"""Parts of a template with text besides its body, by their relationship."""

_UNTIL_THEN: Final = "改好以前不做这种公文，其他文件照常。也可以删去这个模板，改用随程序的。"

TEMPLATES: Final = {
    "document_unreadable": (
        "公文模板打不开：文件已损坏、加了密码、带宏，或者不是“Word 文档（.docx）”。"
        f"请用 Word 或 WPS 打开，另存为“Word 文档（.docx）”放回原处。{_UNTIL_THEN}"
    ),
    "document_tag_broken": (
        "标记“{value}”没有写完整，或者不是模板可用的写法。请用半角的大括号和百分号，写成："
        "{{{{ 名称 }}}}、{{% if 名称 %}}…{{% else %}}…{{% endif %}}、{{% if not 名称 %}}…{{% endif %}}、"
        "{{%p for 行 in 名称 %}}…{{%p endfor %}}（独占一段）、"
        f"{{{{%tr for 行 in 名称 %}}}}…{{{{%tr endfor %}}}}（独占表格的一行）。{_UNTIL_THEN}"
    ),
    "document_tag_alone": (
        "标记“{value}”所在的段落或表格行连同它一起去掉，里面的其他文字会丢失。"
        "请让带 p 的标记独占一段，带 tr 的标记独占表格的一行。" + _UNTIL_THEN
    ),
    "document_name_unknown": (
        "标记“{value}”中的“{name}”不是这种公文的内容。请改为下列名称之一：{names}。" + _UNTIL_THEN
    ),
    "document_list_expected": (
        "标记“{value}”要逐行列出“{name}”，但它不是一个清单。请改用 {{{{ {name} }}}} 或清单的名称。"
        + _UNTIL_THEN
    ),
    "document_text_expected": (
        "标记“{value}”要写出“{name}”，但它不是一段文字：清单请用 for 逐行列出，条件请用 if。" + _UNTIL_THEN
    ),
    "document_block_unpaired": (
        "标记“{value}”没有配对：每个 for 应有 endfor，每个 if 应有 endif，"
        "else 在 if 和 endif 之间，只用一次。" + _UNTIL_THEN
    ),
    "document_block_apart": (
        "标记“{value}”与它的开头“{begin}”不在同一层，请改成一层：在一段之内的，两个都写在这一段；"
        "跨段的，两个都带 p，写在同一单元格或同一页正文；跨表格行的，两个都带 tr，写在同一表格。"
        + _UNTIL_THEN
    ),
}


def paragraph_place(number: int) -> str:
    """A paragraph outside of tables, blank ones counted.

    >>> paragraph_place(3)
    '第 3 段'
    """
    return f"第 {number} 段"


def cell_place(table: int, row: int, cell: int) -> str:
    """A cell of a table.

    >>> cell_place(1, 2, 3)
    '第 1 个表格第 2 行第 3 格'
    """
    return f"第 {table} 个表格第 {row} 行第 {cell} 格"
