"""起步: the shipped file, a file of the town's own, and files that are no use."""

from pathlib import Path

import pytest

from shuzhi_xl.sheets.master.organisations_and_meetings import Attendee
from shuzhi_xl.sheets.master.scheme_tables import CLASS_WEIGHT
from shuzhi_xl.sheets.master.vocabulary import ATTENDEE_ROLES, ORGANISATION_TYPES
from shuzhi_xl.wording.screen.console import stopped
from shuzhi_xl.xlsx.textfiles.scheme_folder import load_scheme
from shuzhi_xl.xlsx.textfiles.start_toml import StartUnreadable, load_start


def test_the_shipped_file_uses_the_words_of_the_dropdowns(tmp_path: Path) -> None:
    plan = load_start(tmp_path)
    types = [word for track in plan.tracks for word in track.organisation_types.split("、")]
    assert sorted(types) == sorted(ORGANISATION_TYPES)
    roles = {role for group in plan.groups for role in group.roles.split("、")}
    assert roles == set(ATTENDEE_ROLES) - {"其他"}
    classes = {row["票类"] for row in load_scheme("通知框架", tmp_path).records[CLASS_WEIGHT.name]}
    assert {group.voter_class for group in plan.groups} <= classes
    assert Attendee.columns()["role"].many


def write_start(folder: Path, text: str) -> None:
    place = folder / "templates" / "起步" / "通知起步.toml"
    place.parent.mkdir(parents=True)
    place.write_text(text, encoding="utf-8")


TRACK = '[["板块"]]\n"板块" = "全镇"\n"牵头部门" = "科"\n"述职对象" = "党委"\n"组织类型" = "村"\n'
GROUP = '[["参会人员"]]\n"姓名" = "党员"\n"身份类别" = "其他"\n"票类" = "D票"\n'
FOCUS = '[["重点内容"]]\n"内容" = "调研"\n[["重点内容"]]\n"内容" = "入党"\n'


def test_a_file_beside_the_master_comes_first(tmp_path: Path) -> None:
    write_start(tmp_path, TRACK + GROUP + FOCUS)
    plan = load_start(tmp_path)
    assert [track.name for track in plan.tracks] == ["全镇"]
    assert [(group.name, group.roles, group.voter_class) for group in plan.groups] == [
        ("党员", "其他", "D票")
    ]
    assert plan.report_focus == "调研、入党"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (TRACK + GROUP, "缺少“重点内容”"),
        (TRACK + FOCUS + '"参会人员" = 3\n', "缺少“参会人员”"),
        (TRACK.replace('"科"', '""') + GROUP + FOCUS, "缺少“牵头部门”"),
        ("板块 = 无", ""),
    ],
)
def test_an_unusable_file_says_what_is_missing(tmp_path: Path, text: str, reason: str) -> None:
    write_start(tmp_path, text)
    with pytest.raises(StartUnreadable) as refused:
        load_start(tmp_path)
    sentence = stopped("start_unreadable", name=refused.value.name, reason=refused.value.reason)
    assert "起步文件“通知起步.toml”读不出来" in sentence
    assert reason in sentence
