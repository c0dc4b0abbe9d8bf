"""The organisations of a random town, its meetings and who comes to them."""

from collections.abc import Iterator

from shuzhi_xl.sheets.master.vocabulary import ATTENDEE_ROLES, ORGANISATION_TYPES
from tests.recount.random_town.draws import YES, Draws, Row, Rows, Tables

_SCHEDULE = {
    "序号": 1,
    "阶段": "准备",
    "工作任务": "定方案",
    "责任部门": "组织科",
    "开始日期": "2015-12-01",
    "截止日期": "2015-12-20",
}


class RandomPeople:
    """Tracks, roster, meetings and attendees by table name.

    Args:
        draws: The town's draws.
    """

    def __init__(self, draws: Draws) -> None:
        self._draws = draws
        tracks = [
            {"板块": track, "牵头部门": "组织科", "述职对象": "镇党委", "组织类型": kind}
            for track, kind in zip(draws.tracks, ORGANISATION_TYPES, strict=False)
        ]
        self.roster: Rows = [
            self._organisation(order, index, track)
            for order, track in enumerate(draws.tracks, start=1)
            for index in range(draws.choose((1, 2, 3, 4, 5, 6, 9)))
        ]
        self.seats = {
            (f"M{order}", voter_class): draws.choose((0, 1, 2, 4, 7))
            for order in range(1, len(draws.tracks) + 1)
            for voter_class in draws.classes
        }
        self._attendees = list(self._people())
        self.tables: Tables = {
            "板块设置": tracks,
            "组织名册": self.roster,
            "参会人员": self._attendees,
            "评议会议": list(self._meetings()),
            "日程安排": [{**_SCHEDULE}],
        }

    def _organisation(self, order: int, index: int, track: str) -> Row:
        number = f"{chr(ord('A') + order)}{index + 1:02}"
        appraised = self._draws.yes(0.93)
        return {
            "编号": number,
            "组织名称": f"{number}村党支部",
            "组织类型": ORGANISATION_TYPES[order - 1],
            "板块": track,
            "场次": f"M{order}",
            "书记姓名": f"书记{number}",
            "述职形式": "现场",
            "参评": appraised,
            "测评票数": 2,
            "问卷份数": 5,
            "不参评原因": None if appraised == YES else "新成立",
        }

    def _meetings(self) -> Iterator[Row]:
        for order, track in enumerate(self._draws.tracks, start=1):
            meeting = f"M{order}"
            yield {"场次": meeting, "板块": track, "会议日期": "2016-01-20", **self._heads(meeting)}

    def _heads(self, meeting: str) -> Row:
        """应到人数 and 实到人数 as 参会人员 has them."""
        rows = [row for row in self._attendees if row["场次"] == meeting]
        present = [row for row in rows if row["出席"] == YES]
        eligible, came = (sum(row["人数"] or 1 for row in chosen_rows) for chosen_rows in (rows, present))
        return {"应到人数": eligible, "实到人数": came}

    def _people(self) -> Iterator[Row]:
        for (meeting, voter_class), seats in self.seats.items():
            rows = (1, seats - 1) if seats > 1 and self._draws.happens(0.3) else (seats,)
            for index, count in enumerate(filter(None, rows)):
                yield {
                    "场次": meeting,
                    "姓名": f"{voter_class}代表{index}",
                    "身份类别": self._draws.choose(ATTENDEE_ROLES),
                    "票类": voter_class,
                    "出席": self._draws.yes(0.8),
                    "人数": None if count == 1 and self._draws.happens(0.5) else count,
                }
