"""What the documents name exists: pages, headings, pictures, commands, targets, files, buttons, tests."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from shuzhi_xl.building.manual.printed import CHAPTERS, slug
from shuzhi_xl.cli.commands import app
from shuzhi_xl.sheets.master.all_sheets import SHEET_OF
from shuzhi_xl.sheets.master.buttons import BUTTONS

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
MANUAL = (DOCS / "经办人手册.md").read_text(encoding="utf-8")
PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for folder in ("*.md", "docs/**/*.md", "shuzhi_xl/**/*.md", "tests/**/*.md")
    for path in sorted(ROOT.glob(folder))
}
LINK = re.compile(r"\]\(([^)\s]+)\)")


def without_code(text: str) -> str:
    blocks = re.sub(r"(?ms)^```.*?^```|^(?: {4}|\t).*?$", "", text)
    return re.sub(r"`[^`\n]*`", "", blocks)


def anchors(text: str) -> Sequence[str]:
    return [slug(heading) for heading in re.findall(r"(?m)^#+ (.+)$", without_code_blocks(text))]


def without_code_blocks(text: str) -> str:
    return re.sub(r"(?ms)^```.*?^```", "", text)


def broken_links(page: str) -> Iterator[str]:
    for link in LINK.findall(without_code(PAGES[page])):
        target, _, anchor = unquote(link).partition("#")
        if "://" in target:
            if Path(page).stem in CHAPTERS:
                yield f"{link}: an office is offline"
            continue
        path = ((ROOT / page).parent / target).resolve() if target else ROOT / page
        if not path.exists() or (anchor and anchor not in anchors(path.read_text(encoding="utf-8"))):
            yield link


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    assert [*broken_links(page)] == []


@pytest.mark.parametrize("page", [f"docs/{name}.md" for name in CHAPTERS])
def test_no_two_headings_of_a_printed_page_have_one_anchor(page: str) -> None:
    names = anchors(PAGES[page])
    assert sorted(set(names)) == sorted(names)


def test_every_page_is_reached_from_the_readme() -> None:
    linked = {unquote(link) for link in LINK.findall(PAGES["README.md"])}
    decisions = {page for page in PAGES if page.startswith("docs/decisions/")}
    assert {page for page in PAGES if page.startswith("docs/")} - decisions <= linked
    assert "docs/decisions/" in linked


def commands() -> Mapping[str, frozenset[str]]:
    """The options of every command, by the words after `shuzhi`."""
    root = get_command(app)
    assert isinstance(root, TyperGroup)
    named_commands: dict[str, Any] = {}
    for name, command in root.commands.items():
        inner = command.commands if isinstance(command, TyperGroup) else {}
        named_commands |= (
            {f"{name} {word}": below for word, below in inner.items()} if inner else {name: command}
        )
    return {
        name: frozenset(option for parameter in command.params for option in parameter.opts) | {"--help"}
        for name, command in named_commands.items()
    }


COMMANDS = commands()
USES = [
    (page, use)
    for page, text in PAGES.items()
    if page != "CHANGELOG.md"
    for use in re.findall(r"(?m)(?:`|^    )[^`\n]*?shuzhi ((?:scheme )?[a-z][^`\n]*)", text)
]


@pytest.mark.parametrize(("page", "use"), USES)
def test_every_command_of_the_documents_exists_with_its_options(page: str, use: str) -> None:
    words = re.match(r"(?:scheme )?[a-z-]+", use)
    assert words, page
    assert set(re.findall(r"--[a-z-]+", use)) <= COMMANDS[words[0]]


def test_every_command_for_staff_is_in_the_manual() -> None:
    table = set(re.findall(r"(?m)^\| [^|]+ \| `shuzhi ((?:scheme )?[a-z-]+)", MANUAL))
    assert COMMANDS.keys() - table == {"build", "demo"}  # for developers


def test_every_target_of_the_documents_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"(?m)^([a-z-]+):", makefile))
    mentioned = {name for text in PAGES.values() for name in re.findall(r"(?:`|    )make ([a-z-]+)", text)}
    assert mentioned <= targets
    assert {"demo", "test", "build", "bundle"} <= mentioned


def test_the_drawing_has_the_floors_of_the_contract() -> None:
    configuration = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = configuration["tool"]["importlinter"]["contracts"][0]
    floors = [sorted(layer.split(" | ")) for layer in contract["layers"]]
    drawing = PAGES["docs/architecture.md"].partition("```\n")[2].partition("```")[0]
    rooms = [re.match(r"(?: *\w+\b(?= {2,}|$)){1,3}", line[:48]) for line in drawing.splitlines()]
    assert [sorted(floor[0].split()) for floor in rooms if floor] == floors


def test_every_room_is_described() -> None:
    package = ROOT / "shuzhi_xl"
    rooms = [
        path.parent.relative_to(package).as_posix()
        for path in [*package.glob("*/__init__.py"), *package.glob("*/*/__init__.py")]
    ]
    page = PAGES["docs/architecture.md"]
    assert [room for room in rooms if f"`{room}`" not in page and f" {room} " not in page] == []
    described = {
        room for line in re.findall(r"(?m)^\| (`.*?) \|", page) for room in re.findall(r"`(.+?)`", line)
    }
    assert {room for room in described if not (package / room).is_dir()} == set()


def test_every_path_of_the_documents_exists() -> None:
    pages = [text for page, text in PAGES.items() if page != "CHANGELOG.md"]
    path_in_code = re.compile(r"`((?:shuzhi_xl|tests|workbook)/[\w/.-]+)`")
    mentioned = {path for text in pages for path in path_in_code.findall(text)}
    assert {path for path in mentioned if not (ROOT / path).exists()} == set()


def test_every_picture_is_there_and_small_and_none_is_left_over() -> None:
    shown = {
        link.removeprefix("../")
        for text in PAGES.values()
        for link in LINK.findall(text)
        if link.endswith(".png")
    }
    pictures = {f"workbook/pictures/{path.name}" for path in (ROOT / "workbook" / "pictures").glob("*.png")}
    assert shown == pictures
    assert max((ROOT / picture).stat().st_size for picture in pictures) < 150_000


def test_every_button_is_described_with_the_sheet_it_moves_to() -> None:
    sections = re.split(r"(?m)^### \d+ ", MANUAL.partition("## 五、每个按钮")[2])[1:]
    for text, button in zip(sections, BUTTONS, strict=True):
        assert text.startswith(f"{button.caption}\n")
        assert f"转到“{SHEET_OF[button.shows.name].title}”" in text


def test_every_promise_has_a_test_of_its_name() -> None:
    promised = re.findall(r"`(test_\w+)` \|", PAGES["docs/回收规则.md"])
    tests = (ROOT / "tests/jobs/test_promises.py").read_text(encoding="utf-8")
    assert len(promised) >= 7
    assert [name for name in promised if f"def {name}(" not in tests] == []
