"""jinja2 for document templates: only names, lists and conditions, and every value as text (填写)."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from shuzhi_xl.sheets.documents.declaration import Value
from shuzhi_xl.xlsx.documents.part_source import BLOCK, COMMENT, SHOWN
from shuzhi_xl.xlsx.documents.xml_text import xml_text

_SIGNS: Final = {"\n": "<w:br/>", "\t": "<w:tab/>"}
# Lists whose lines are all gone may leave a table cell without a paragraph, which Word takes for damage
_CELL_END: Final = re.compile(r"(<w:tc>|</w:tcPr>|<w:tcPr/>|</w:tbl>)(?=</w:tc>)")
_NO_ROWS: Final = re.compile(r"<w:tbl>(?:(?!</?w:(?:tbl|tr)[ >]).)*</w:tbl>", re.DOTALL)


def compile_source(source: str) -> Callable[[Mapping[str, Value]], bytes]:
    """A function that makes a part's content from values by placeholder."""
    template = _ENVIRONMENT.from_string(source)
    return lambda values: _complete(template.render(values)).encode("utf-8")


def _complete(part: str) -> str:
    """Give what an empty list has left the least that Word asks for."""
    without_tables = _NO_ROWS.sub("", part) if "</w:tblGrid></w:tbl>" in part else part
    return _CELL_END.sub(r"\1<w:p/>", without_tables)


def _as_text(value: object) -> Markup:
    """A value within an element of text; a line break in it becomes Word's."""
    text = xml_text(str(value))
    for sign, element in _SIGNS.items():
        text = text.replace(sign, f'</w:t>{element}<w:t xml:space="preserve">')
    return Markup(text)  # noqa: S704 -- escaped above


_ENVIRONMENT: Final = ImmutableSandboxedEnvironment(
    *BLOCK,
    *SHOWN,
    *COMMENT,
    keep_trailing_newline=True,
    undefined=StrictUndefined,
    finalize=_as_text,
    autoescape=True,
    cache_size=0,
)
