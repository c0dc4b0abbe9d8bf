"""Documents as pages: LibreOffice Writer sets them, poppler says where each line and each rule is.

Stand-ins of the same widths take the place of typefaces that may not be shipped: every hanzi is one em wide.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import unescape

import numpy as np

_PATIENCE = 180
_POINT: Final = 25.4 / 72  # in millimetres
_RESOLUTION: Final = 150
_PIXEL: Final = 25.4 / _RESOLUTION
_DARK: Final = 160
_WORD: Final = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', re.DOTALL
)
_PAGE: Final = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_SONG, _KAI = "AR PL SungtiL GB", "AR PL KaitiM GB"
STAND_INS: Final = {
    "仿宋_GB2312": _SONG,
    "方正小标宋简体": _SONG,
    "宋体": _SONG,
    "楷体_GB2312": _KAI,
    "黑体": _KAI,
}


@dataclass(frozen=True)
class Word:
    """Text without a gap; places are in millimetres from the upper left corner of the page."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


@dataclass(frozen=True)
class Line:
    """A line of text, or a row of a table with one line of text."""

    words: Sequence[Word]

    @property
    def text(self) -> str:
        return "".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @property
    def top(self) -> float:
        return self.words[0].top

    @property
    def middle(self) -> float:
        """Its middle between left and right."""
        return (self.left + self.right) / 2

    @property
    def width(self) -> float:
        """The width of its characters: Writer sets gaps around digits, Word is asked not to."""
        return sum(word.right - word.left for word in self.words)

    @property
    def pitch(self) -> float:
        """From one character to the next, in points; of a line of hanzi only."""
        return self.width / len(self.text) / _POINT


@dataclass(frozen=True)
class Page:
    """A page; its ink is drawn when first asked for."""

    width: float
    height: float
    lines: Sequence[Line]
    pdf: Path = field(repr=False)
    number: int = 1

    @cached_property
    def ink(self) -> Any:
        """Where it is dark, by rows and columns of dots."""
        command = [
            "pdftoppm",
            "-gray",
            "-r",
            str(_RESOLUTION),
            "-f",
            str(self.number),
            "-l",
            str(self.number),
        ]
        process = subprocess.run([*command, str(self.pdf)], check=True, capture_output=True)
        _, size, _, pixels = process.stdout.split(b"\n", 3)
        width, height = map(int, size.split())
        return np.frombuffer(pixels, np.uint8).reshape(height, width) < _DARK

    def ink_between(self, top: float, bottom: float) -> tuple[float, float]:
        """Upper and lower edge of what is dark between two heights."""
        start = round(top / _PIXEL)
        rows = np.flatnonzero(self.ink[start : round(bottom / _PIXEL)].any(axis=1)) + start
        return float(rows[0]) * _PIXEL, float(rows[-1] + 1) * _PIXEL

    @cached_property
    def rules(self) -> Sequence[tuple[float, float, float]]:
        """Height, left and right end of each horizontal rule at least 40 mm long, from the top."""
        rules: list[tuple[float, float, float]] = []
        for row in np.flatnonzero(self.ink.sum(axis=1) > 40 / _PIXEL):
            edges = np.flatnonzero(np.diff(np.concatenate(([0], self.ink[row].astype(np.int8), [0]))))
            starts, ends = edges[::2], edges[1::2]
            longest = int(np.argmax(ends - starts))
            if (ends - starts)[longest] > 40 / _PIXEL:
                place = (float(row) * _PIXEL, float(starts[longest]) * _PIXEL, float(ends[longest]) * _PIXEL)
                # A rule is some dots thick.
                if not rules or place[0] - rules[-1][0] > 1:
                    rules.append(place)
        return rules


def draw(documents: Mapping[str, bytes], folder: Path) -> Mapping[str, Sequence[Page]]:
    """Draw documents in one run of Writer.

    Args:
        documents: The files, by a name without suffix.
        folder: An empty folder for them.

    Returns:
        The pages of each.
    """
    soffice = shutil.which("soffice")
    if soffice is None:
        raise RuntimeError("soffice is missing: run `make office` first")
    paths = {name: folder / f"{order}.docx" for order, name in enumerate(documents)}
    for name, path in paths.items():
        path.write_bytes(documents[name])
    with tempfile.TemporaryDirectory() as profile:
        fonts = Path(profile) / "fonts.conf"
        fonts.write_text(_font_map(), encoding="utf-8")
        command = [soffice, "--headless", f"-env:UserInstallation={Path(profile).as_uri()}"]
        command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, paths.values())]
        environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
        subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE, env=environment)
    return {name: list(_read_pages(path.with_suffix(".pdf"))) for name, path in paths.items()}


def _font_map() -> str:
    # Without it Writer takes a face whose lines are higher, and a title takes more than its line of the grid.
    matches = "".join(
        f'<match target="pattern"><test qual="any" name="family"><string>{face}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{stand_in}</string></edit></match>'
        for face, stand_in in STAND_INS.items()
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include>{matches}</fontconfig>'
    )


def _read_pages(pdf: Path) -> Iterator[Page]:
    process = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True)
    for number, match in enumerate(_PAGE.finditer(process.stdout.decode("utf-8")), start=1):
        width, height, content = match.groups()
        words = [_read_word(word.groups()) for word in _WORD.finditer(content)]
        yield Page(float(width) * _POINT, float(height) * _POINT, list(_join_lines(words)), pdf, number)


def _read_word(groups: Sequence[str]) -> Word:
    places = [float(place) * _POINT for place in groups[:4]]
    return Word(places[0], places[1], places[2], places[3], unescape(groups[4]))


def _join_lines(words: Sequence[Word]) -> Iterator[Line]:
    """Join words whose middles are at one height, from top to bottom."""
    line: list[Word] = []
    for word in sorted(words, key=lambda word: word.top + word.bottom):
        if line and word.top + word.bottom - line[-1].top - line[-1].bottom > 2:
            yield Line(sorted(line, key=lambda word: word.left))
            line = []
        line.append(word)
    if line:
        yield Line(sorted(line, key=lambda word: word.left))
