"""Every finding that the program can make has a sentence, and all that the sentence names is given."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import shuzhi_xl
from shuzhi_xl.findings import Location, notice
from shuzhi_xl.wording.findings.all import SENTENCES, place, sentence
from shuzhi_xl.wording.screen.console import STOPPED, holder, listed, stopped

PACKAGE = Path(shuzhi_xl.__file__).parent
MAKERS = {"blocking", "notice", "Finding", "PydanticCustomError", "make"}
HOLDERS = {"hold", "refuse", "_put"}
CODE = re.compile(r"[a-z]+(_[a-z0-9]+)+")
ALWAYS = {"value"}


class MadeFinding(NamedTuple):
    """A finding as some line of the program makes it; ``keywords`` is None where it is computed elsewhere."""

    code: str
    keywords: frozenset[str] | None
    line: str


def _calls() -> Iterator[tuple[Path, ast.Call]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield path, node


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _made_findings() -> Iterator[MadeFinding]:
    for path, call in _calls():
        name = _name(call)
        if name not in MAKERS | HOLDERS:
            continue
        codes = [
            arg.value for arg in call.args[:2] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        ]
        keywords = [keyword.arg for keyword in call.keywords]
        plain = {keyword for keyword in keywords if keyword} | ({"form"} if name in HOLDERS else set())
        passed_keywords = (
            None
            if None in keywords or name in ("Finding", "PydanticCustomError", "_put")
            else frozenset(plain)
        )
        for code in codes:
            if CODE.fullmatch(code):
                yield MadeFinding(code, passed_keywords, f"{path.relative_to(PACKAGE)}:{call.lineno}")


MADE_FINDINGS = list(_made_findings())


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_findings_are_found_in_the_source() -> None:
    assert len({made_finding.code for made_finding in MADE_FINDINGS}) > 100
    assert {"required_blank", "contents_differ", "form_void", "recount_differs"} <= {
        made_finding.code for made_finding in MADE_FINDINGS
    }


@pytest.mark.parametrize(
    "finding_call", MADE_FINDINGS, ids=lambda finding_call: f"{finding_call.code}@{finding_call.line}"
)
def test_every_finding_has_its_sentence_and_gives_what_it_names(finding_call: MadeFinding) -> None:
    assert finding_call.code in SENTENCES
    if finding_call.keywords is not None:
        assert placeholders(SENTENCES[finding_call.code]) <= finding_call.keywords | ALWAYS


def _words() -> set[str]:
    sources = (path for path in PACKAGE.rglob("*.py") if "wording" not in path.relative_to(PACKAGE).parts)
    return {word for path in sources for word in re.findall(r"\"([a-z0-9_]+)\"", path.read_text("utf-8"))}


def test_no_sentence_is_left_over() -> None:
    words = _words()
    assert [code for code in SENTENCES if code not in words] == []


@pytest.mark.parametrize(("code", "text"), SENTENCES.items(), ids=lambda value: str(value)[:24])
def test_a_sentence_is_whole_and_chinese(code: str, text: str) -> None:
    assert CODE.fullmatch(code)
    assert text.endswith(("。", "？"))
    assert text.count("“") == text.count("”")
    assert text.count("（") == text.count("）")
    assert all(name.isidentifier() for name in placeholders(text))


def test_a_sentence_gives_the_current_value() -> None:
    text = sentence(notice("not_returned", Location("总表.xlsm", "票单登记", "M5"), kind="测评表", form="F1"))
    assert text == "测评表“F1”还没有收回，请催交。"


def test_a_location_is_given_if_it_is_known() -> None:
    assert place(Location("a.xlsx")) == "a.xlsx"
    assert place(Location("a.xlsx", "录票")) == "a.xlsx“录票”"


def test_every_stop_has_its_sentence() -> None:
    context: dict[str, object] = {
        "name": "总表.xlsm",
        "holder": "王一",
        "reason": "只读",
        "cell": "B4",
        "rows": 9,
    }
    context |= {"names": "演示方案", "part": "等次标准", "key": "颜色", "table": "整改清单"}
    context |= {"year": 2015, "last": 2015, "unknown": "组织名册“网格”"}
    context |= {"job": "计算", "log": "出错记录.txt"}
    for code in STOPPED:
        text = stopped(code, **context)
        assert text.endswith("。")
        assert "总表.xlsm" in text or "{" not in text
    raised = {
        arg.value
        for _, call in _calls()
        if _name(call) in ("Stopped", "MasterUnreadable")
        for arg in call.args[:1]
        if isinstance(arg, ast.Constant)
    }
    assert raised <= STOPPED.keys()


def test_the_user_of_a_file_is_named_if_known() -> None:
    assert holder(None, None) == "其他程序"
    assert holder("王一", None) == "“王一”"
    assert "20" in listed(20, 300)
