"""What the documents name exists: pages, headings, pictures, commands, targets, files, buttons, tests."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
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
    for path in sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *ROOT.glob("shuzhi_xl/**/*.md")])
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
            yield f"{link}: readers are offline"
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


def command_names() -> set[str]:
    root = get_command(app)
    assert isinstance(root, TyperGroup)
    groups = {name: command for name, command in root.commands.items() if isinstance(command, TyperGroup)}
    below = {f"{name} {inner}" for name, group in groups.items() for inner in group.commands}
    return (set(root.commands) - set(groups)) | below


def test_every_command_of_the_documents_exists_and_every_command_is_documented() -> None:
    text = "\n".join(PAGES[page] for page in PAGES if page != "CHANGELOG.md")
    named = set(re.findall(r"(?m)(?:`|^    )[^`\n]*?shuzhi ((?:scheme )?[a-z-]+)", text))
    assert named - command_names() == {"--help"}
    manual = set(re.findall(r"(?m)^\| [^|]+ \| `shuzhi ((?:scheme )?[a-z-]+)", MANUAL))
    assert command_names() - manual == {"build", "demo"}  # for developers: the README, and CONTRIBUTING


def test_every_option_of_the_documents_exists() -> None:
    root = get_command(app)
    assert isinstance(root, TyperGroup)
    groups = [root, *(command for command in root.commands.values() if isinstance(command, TyperGroup))]
    commands = [command for group in groups for command in group.commands.values()]
    options = {name for command in commands for parameter in command.params for name in parameter.opts}
    table = MANUAL.partition("## 七、用命令做")[2]
    assert set(re.findall(r"--[a-z]+", table)) <= options | {"--help"}


def test_every_target_of_the_documents_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"(?m)^([a-z-]+):", makefile))
    named = {name for text in PAGES.values() for name in re.findall(r"(?:`|    )make ([a-z-]+)", text)}
    assert named <= targets
    assert {"demo", "test", "build", "bundle"} <= named


def test_every_room_is_in_the_drawing() -> None:
    package = ROOT / "shuzhi_xl"
    rooms = [
        path.parent.relative_to(package).as_posix()
        for path in [*package.glob("*/__init__.py"), *package.glob("*/*/__init__.py")]
    ]
    page = PAGES["docs/architecture.md"]
    assert [room for room in rooms if f"`{room}`" not in page and f" {room} " not in page] == []


def test_every_path_of_the_documents_exists() -> None:
    pages = [text for page, text in PAGES.items() if page != "CHANGELOG.md"]
    path_in_code = re.compile(r"`((?:shuzhi_xl|tests|workbook)/[\w/.-]+)`")
    named = {path for text in pages for path in path_in_code.findall(text)}
    assert {path for path in named if not (ROOT / path).exists()} == set()


def test_every_picture_is_there_and_small_and_none_is_left_over() -> None:
    shown = {
        link.removeprefix("../")
        for text in PAGES.values()
        for link in LINK.findall(text)
        if link.endswith(".png")
    }
    drawn = {f"workbook/pictures/{path.name}" for path in (ROOT / "workbook" / "pictures").glob("*.png")}
    assert shown == drawn
    assert max((ROOT / picture).stat().st_size for picture in drawn) < 150_000


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
