"""Every format that may come back: read with the same answers, or refused alone with one plain sentence."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from shuzhi_xl.rules.intake.read_form import read_form
from shuzhi_xl.rules.intake.returned_form import ReturnedForm
from shuzhi_xl.wording.findings.all import sentence
from shuzhi_xl.xlsx.child_reading.reading_kind import LIMITS, FileRequest
from shuzhi_xl.xlsx.child_reading.tasks import WORKBOOK
from shuzhi_xl.xlsx.children.child import Child
from shuzhi_xl.xlsx.children.pool import child_command
from shuzhi_xl.xlsx.read.read_twice import ReturnedFile
from tests.xlsx.format_corpus import HOSTILE, RULES, STRANGERS, answers_print, by_office, readable
from tests.xlsx.returned_books import identity, package, read

OPINION = "䶮书记、𠮷书记要多下基层，\ue000也要听<意见>&\u201c建议\u201d"
READABLE = (
    "原样.xlsx", "没有后缀", "后缀不对.xls", "严格格式.xlsx", "范围只写A1.xlsx", "从1904年算起.xlsx",
    "LibreOffice另存.xlsx", "旧格式.xls", "表格软件.et", "开放格式.ods", "默认密码.xlsx",
    "很多带格式的空行.xlsx",
)  # fmt: skip


def _rare(book: Workbook) -> None:
    book["问卷"]["D2"] = OPINION


BOOK = package(_rare)
REFUSED = {name: code for name, (_, code) in [*HOSTILE.items(), *STRANGERS.items()]}


class Batch:
    """All files of the corpus, read by one child process."""

    def __init__(self, folder: Path, office: Mapping[str, bytes]) -> None:
        forms = readable(BOOK, office)
        assert tuple(forms) == READABLE
        bad = {name: make(BOOK) for name, (make, _) in HOSTILE.items()}
        strangers = {name: content for name, (content, _) in STRANGERS.items()}
        contents = {**bad, **strangers, **forms}
        child = Child(child_command(WORKBOOK.task), b"", replace(LIMITS, seconds=100))
        self.found = {}
        for name, content in contents.items():
            (folder / name).write_bytes(content)
            reply = child.ask(FileRequest(folder / name, name).to_bytes())
            self.found[name] = WORKBOOK.from_bytes(reply.result(), name)
        self.peak = _peak(child.process.pid)
        child.close()


def _peak(pid: int) -> int:
    """Most memory that a process has had, in bytes."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    match = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert match is not None
    return int(match[1]) * 1024


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    return by_office(BOOK, tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory, office: Mapping[str, bytes]) -> Batch:
    return Batch(tmp_path_factory.mktemp("corpus"), office)


@pytest.fixture(scope="module")
def true_print(tmp_path_factory: pytest.TempPathFactory) -> str:
    return answers_print(read(tmp_path_factory.mktemp("true"), BOOK))


@pytest.mark.parametrize("name", READABLE)
def test_a_form_in_any_format_has_the_same_answers(batch: Batch, true_print: str, name: str) -> None:
    returned_file = batch.found[name]
    assert answers_print(returned_file) == true_print
    assert returned_file.first is not None
    answers = read_form(ReturnedForm(name, returned_file.first, identity(), RULES)).answers
    assert answers.surveys[0].opinion == OPINION


@pytest.mark.parametrize("name", REFUSED)
def test_any_other_file_is_refused_with_one_plain_sentence(batch: Batch, name: str) -> None:
    refusal = batch.found[name].refusal
    assert refusal is not None
    assert refusal.code == REFUSED[name]
    text = sentence(refusal)
    words = re.sub(r"XML|PDF|MB|Excel|\.[a-z]+|[A-Z]+\d+", "", text)
    assert not re.search("[A-Za-z{}]", words)
    assert re.fullmatch(r"[^\n]{8,80}。", text)


def test_the_worst_files_leave_a_worker_within_its_memory(batch: Batch) -> None:
    assert list(batch.found) == [*REFUSED, *READABLE]
    assert LIMITS.memory is not None
    assert batch.peak < LIMITS.memory


def outcome(returned_file: ReturnedFile) -> str:
    """What becomes of a file: the fingerprint of its answers, or nothing when it is refused."""
    return answers_print(returned_file) if returned_file.refusal is None else ""


def test_a_flipped_bit_anywhere_never_gives_other_answers(tmp_path: Path, true_print: str) -> None:
    outcomes = set()
    for place in range(0, len(BOOK), 61):
        flipped = bytearray(BOOK)
        flipped[place] ^= 1 << place % 8
        outcomes.add(outcome(read(tmp_path, bytes(flipped))))
    assert outcomes == {true_print, ""}


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_a_file_cut_short_never_gives_other_answers(
    tmp_path: Path, office: Mapping[str, bytes], true_print: str, suffix: str
) -> None:
    whole = office[suffix]
    lengths = [len(whole) * tenth // 10 for tenth in range(1, 10)] + [len(whole) - 512, len(whole) - 1]
    assert {outcome(read(tmp_path, whole[:length])) for length in lengths} <= {true_print, ""}
