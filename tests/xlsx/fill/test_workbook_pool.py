"""Workbooks made by several processes: each exactly once, the same as by one, and none left running."""

import io
import os
import pickle
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any, NoReturn

import psutil
import pytest

from shuzhi_xl.building.templates.feedback import build_feedback_template
from shuzhi_xl.building.templates.package import build_package_template
from shuzhi_xl.building.templates.typing_workbook import build_typing_template
from shuzhi_xl.rules.results.track_summary import make_summary_content
from shuzhi_xl.sheets.documents.declaration import Document
from shuzhi_xl.xlsx.children import child, child_main, child_process
from shuzhi_xl.xlsx.children.frames import read_frame, write_frame
from shuzhi_xl.xlsx.documents.fill_document import fill_document
from shuzhi_xl.xlsx.fill import filling
from shuzhi_xl.xlsx.fill.feedback import fill_feedback
from shuzhi_xl.xlsx.fill.filling import FILL, Filling
from shuzhi_xl.xlsx.fill.package import fill_package
from shuzhi_xl.xlsx.fill.typing_workbook import fill_typing
from shuzhi_xl.xlsx.fill.workbook_pool import WorkbookPool
from shuzhi_xl.xlsx.output.summary.book import build_summary
from shuzhi_xl.xlsx.patch.workbook import PlaceMissing, Workbook
from tests.rules.computed_town import NUMBERS, computed, decided
from tests.xlsx.documents.word_templates import CONTENT, LETTER, Letter, Problem, lines_of, package, paragraph
from tests.xlsx.outgoing import feedback_content, package_content, typing_content
from tests.xlsx.workbook_makers import only_in, process_number

PATIENCE = 60  # seconds; a process starts slowly on a busy machine
HERE = os.getpid()


def until(settled: Callable[[], bool], make: Callable[..., bytes], content: object) -> Iterator[Filling]:
    """One filling after another until something has happened."""
    start = time.monotonic()
    for number in count():
        if settled():
            return
        assert time.monotonic() < start + PATIENCE
        yield Filling(str(number), make, "", content)


def children() -> list[psutil.Process]:
    processes: list[psutil.Process] = psutil.Process().children()
    return [process for process in processes if FILL.address in process.cmdline()]


def test_this_process_and_another_make_each_workbook_once() -> None:
    makers: Counter[bytes] = Counter()
    places = []
    with WorkbookPool({}, 1) as pool:
        for place, workbook in pool.make_all(until(lambda: len(makers) > 1, process_number, None)):
            makers[workbook] += 1
            places.append(place)
    assert str(HERE).encode() in makers
    assert sorted(places, key=int) == [str(number) for number in range(len(places))]


def test_what_a_process_breaks_over_is_made_here() -> None:
    with WorkbookPool({}, 1) as pool:
        (helpers,) = children()
        workbooks = dict(pool.make_all(until(lambda: _gone(helpers), only_in, HERE)))
    assert set(workbooks.values()) == {b"made"}
    assert sorted(map(int, workbooks)) == list(range(len(workbooks)))


def test_without_another_process_all_are_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_command: object) -> NoReturn:
        raise OSError

    monkeypatch.setattr(child, "start", refuse)
    with WorkbookPool({}, 2) as pool:
        workbooks = list(pool.make_all(Filling(str(number), process_number, "", None) for number in range(3)))
    assert workbooks == [(str(number), str(HERE).encode()) for number in range(3)]


def test_other_processes_end_with_the_work_though_it_is_not_done() -> None:
    with WorkbookPool({}, 2) as pool:
        helpers = children()
        assert len(helpers) == 2
        next(pool.make_all(until(lambda: False, process_number, None)))
    assert all(map(_gone, helpers))


def test_other_processes_end_with_the_program_that_started_them() -> None:
    program = (
        "import psutil, time\n"
        "from shuzhi_xl.xlsx.fill.workbook_pool import WorkbookPool\n"
        "pool = WorkbookPool({}, 1)\n"
        "print(psutil.Process().children()[0].pid, flush=True)\n"
        "time.sleep(600)\n"
    )
    parent = child_process.start([sys.executable, "-c", program])
    assert parent.stdout is not None
    helper = psutil.Process(int(parent.stdout.readline()))
    child_process.close(parent)
    start = time.monotonic()
    while not _gone(helper):
        assert time.monotonic() < start + PATIENCE
        time.sleep(0.05)


def test_another_process_makes_the_same_to_the_byte() -> None:
    templates = {
        "测评表": build_package_template(),
        "录票": build_typing_template(),
        "反馈": build_feedback_template(),
    }
    year = decided(*NUMBERS)
    fillings = [
        Filling("a", fill_package, "测评表", package_content()),
        Filling("b", fill_typing, "录票", typing_content()),
        Filling("c", fill_feedback, "反馈", feedback_content()),
        Filling("d", build_summary, "", make_summary_content(year, *computed(year), "村")),
    ]
    requests, replies = io.BytesIO(), io.BytesIO()
    for message in (pickle.dumps(templates), *(request.to_bytes() for request in fillings)):
        write_frame(requests, message)
    requests.seek(0)
    child_main.serve(FILL, requests, replies, io.BytesIO())
    replies.seek(0)
    ready, *workbooks = (read_frame(replies, 1 << 30) for _ in range(len(fillings) + 1))
    assert ready == b"ready"
    assert workbooks == [_made_here(templates, request) for request in fillings]


def test_a_template_without_a_name_is_reported() -> None:
    templates = {"反馈": build_typing_template()}
    with WorkbookPool(templates, 0) as pool, pytest.raises(PlaceMissing):
        list(pool.make_all([Filling("c", fill_feedback, "反馈", feedback_content())]))


def test_a_faulty_document_template_keeps_nothing_else_back(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = Document("通知", Letter, {"问题清单": Problem})
    monkeypatch.setattr(filling, "DOCUMENT_OF", {document.template: document for document in (LETTER, sound)})
    templates = {
        LETTER.template: package(paragraph("{{ 甲 }}")),
        sound.template: package(paragraph("{{ 组织名称 }}")),
        "反馈": build_feedback_template(),
    }
    fillings = [
        Filling("a.docx", fill_document, sound.template, CONTENT),
        Filling("b.xlsx", fill_feedback, "反馈", feedback_content()),
    ]
    with WorkbookPool(templates, 0) as pool:
        assert [finding.code for finding in pool.faults[LETTER.template]] == ["document_name_unknown"]
        assert set(pool.faults) == {LETTER.template}
        made_files = dict(pool.make_all(fillings))
    assert lines_of(made_files["a.docx"]) == ["乙村党支部"]
    assert made_files["b.xlsx"].startswith(b"PK")


def _made_here(templates: dict[str, bytes], request: Filling) -> bytes:
    contents: list[Any] = [request.content]
    if request.template:
        contents.insert(0, Workbook.load(templates[request.template]))
    return request.make(*contents)


def _gone(process: psutil.Process) -> bool:
    try:
        return bool(process.status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return True
