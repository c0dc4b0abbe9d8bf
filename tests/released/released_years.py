"""The small finished years of released versions, as `keep_year` wrote them."""

import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


class ReleasedYear:
    """One version's year."""

    def __init__(self, path: Path) -> None:
        self._archive = zipfile.ZipFile(path)
        self._year: dict[str, Any] = json.loads(self._archive.read("year.json"))
        self.version: str = self._year["version"]

    @cached_property
    def moments(self) -> Sequence["Moment"]:
        return [Moment(self, order, entry) for order, entry in enumerate(self._year["moments"])]

    @cached_property
    def shipped(self) -> Mapping[str, bytes]:
        return self.contents(self._year["shipped"])

    def contents(self, files: Mapping[str, str]) -> Mapping[str, bytes]:
        return {place: self._archive.read(f"contents/{name}") for place, name in files.items()}


class Moment:
    """The town's folder just before a job, and what the old version made of it."""

    def __init__(self, year: ReleasedYear, order: int, answer: Mapping[str, Any]) -> None:
        self.year, self.order, self._told = year, order, answer
        self.job: str = answer["job"]
        self.now = datetime.fromisoformat(answer["now"])

    def __str__(self) -> str:
        return f"{self.year.version}-{self.order:02}-{self.job or 'end'}"

    @property
    def files(self) -> Mapping[str, bytes]:
        return self.year.contents(self._told["files"])

    def answer(self, job: str) -> Mapping[str, Any]:
        answer: Mapping[str, Any] = self._told["answers"][job]
        return answer


@cache
def released_years() -> Sequence[ReleasedYear]:
    return [ReleasedYear(path) for path in sorted(HERE.glob("*.zip"))]


def all_moments() -> list[Moment]:
    return [moment for year in released_years() for moment in year.moments]
