"""What a new year begins with (起步) as a text file that staff can read, copy and change."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from shuzhi_xl.rules.completion.start import StartPlan, VoterGroup
from shuzhi_xl.sheets.master.scheme_tables import Track
from shuzhi_xl.wording.sheets.schedule import missing
from shuzhi_xl.xlsx.files.shipped import find_template
from shuzhi_xl.xlsx.textfiles.toml_file import TomlUnreadable, parse_toml, read_small

_START: Final = "起步/通知起步.toml"
_TRACKS, _GROUPS, _FOCUS = "板块", "参会人员", "重点内容"
_TRACK: Final = {
    "name": "板块",
    "lead_department": "牵头部门",
    "debriefs_to": "述职对象",
    "organisation_types": "组织类型",
}
_GROUP: Final = ("姓名", "身份类别", "票类")
_CONTENT: Final = "内容"


class StartUnreadable(Exception):  # noqa: N818 -- named like the other refusals of files
    """The file is unusable (起步文件读不了); ``name`` and ``reason`` are for the sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.name, self.reason = Path(_START).name, reason


def load_start(beside: Path) -> StartPlan:
    """Load what a year begins with; a file beside the master comes before the shipped one.

    Args:
        beside: The master's folder.

    Raises:
        StartUnreadable: The file is no such plan.
    """
    try:
        content = parse_toml(read_small(find_template(_START, beside)))
    except TomlUnreadable as error:
        raise StartUnreadable(error.reason) from None
    tracks, groups = _read_entries(content, _TRACKS), _read_entries(content, _GROUPS)
    return StartPlan(
        [Track.of(**{name: _read_text(track, key) for name, key in _TRACK.items()}) for track in tracks],
        [VoterGroup(*(_read_text(group, key) for key in _GROUP)) for group in groups],
        "、".join(_read_text(entry, _CONTENT) for entry in _read_entries(content, _FOCUS)),
    )


def _read_entries(content: Mapping[str, Any], key: str) -> Sequence[Mapping[str, Any]]:
    entries = content.get(key)
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        raise StartUnreadable(missing(key))
    return entries


def _read_text(entry: Mapping[str, Any], key: str) -> str:
    # str, because TOML has numbers and dates besides texts
    text = str(entry.get(key, ""))
    if not text:
        raise StartUnreadable(missing(key))
    return text
