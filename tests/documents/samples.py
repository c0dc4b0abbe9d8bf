"""Documents of invented content, one for every template, with lists as long as one likes."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, get_args, get_origin

from shuzhi_xl.sheets.documents.declaration import Content, Document, Value
from shuzhi_xl.xlsx.documents.document_template import open_document

_WORDS: Final = {
    "党委名称": "中共某某市某某区某某镇委员会",
    "年度": "2015",
    "序号": "{order}",
    "中文序号": "一",
    "编号": "V{order:03}",
    "组织名称": "某某镇第{order}村党总支部委员会",
    "书记姓名": "欧阳某某",
    "最终等次": "较好",
}
_DATE: Final = "2016年2月5日"
_SENTENCE: Final = "某某村党组织书记抓基层党建工作“三会一课”不够经常，第{order}项整改措施落实得不够及时"


def fill_sample(template: bytes, document: Document, lines: int, *, flag: bool = True) -> bytes:
    """A document of invented content (公文样张).

    Args:
        template: Its template.
        document: What it is.
        lines: How many lines each list has.
        flag: What every condition is.
    """
    opened, findings = open_document(template, document)
    assert opened is not None, findings
    return opened.fill(_values(document.content, lines, 1, flag=flag))


def _values(content: type[Content], lines: int, order: int, *, flag: bool) -> Mapping[str, Value]:
    return {name: _value(name, kind, lines, order, flag=flag) for name, kind in content.types().items()}


def _value(name: str, kind: Any, lines: int, order: int, *, flag: bool) -> Value:
    if kind is bool:
        return flag
    if get_origin(kind) is Sequence or get_origin(kind) in {tuple, list}:
        (inner, *_) = get_args(kind)
        return [_value(name, inner, lines, number, flag=flag) for number in range(1, lines + 1)]
    if isinstance(kind, type) and issubclass(kind, Content):
        return _values(kind, min(lines, 3), order, flag=flag)
    return _text(name, order)


def _text(name: str, order: int) -> str:
    if name in _WORDS:
        return _WORDS[name].format(order=order)
    if any(word in name for word in ("日期", "时间", "时限", "期限")):
        return _DATE
    if any(word in name for word in ("数", "分", "率", "比", "次")):
        return str(order)
    if any(word in name for word in ("问题", "措施", "意见", "事由", "点评", "情况")):
        return _SENTENCE.format(order=order)
    return f"某某{name}"
