"""What the office of a random town enters: visits, routine scores, debrief reports and problems."""

from shuzhi_xl.sheets.master.vocabulary import ANNUAL, CLOSED, DONE, GRADES, RECTIFICATION_STATES, ROUTINE
from tests.recount.random_town.draws import NO, YES, Draws, Row, Rows, Tables


class RandomEntries:
    """座谈调研, 日常年度, and 述职报告 and 整改清单, on which two indicators depend.

    Args:
        draws: The town's draws.
        roster: Its organisations.
    """

    def __init__(self, draws: Draws, roster: Rows) -> None:
        self._draws, self._roster = draws, roster
        self.tables: Tables = {
            "座谈调研": self._visits(),
            "日常年度": self._routine(),
            "述职报告": self._reports(),
            "整改清单": self._problems(),
        }

    def _visits(self) -> Rows:
        return [
            {"日期": "2015-12-20", "编号": row["编号"], "方式": "座谈会", **self._visit(), "列入问题": NO}
            for row in self._roster
            for _ in range(self._draws.choose((0, 1, 1, 2)))
        ]

    def _routine(self) -> Rows:
        same = self._draws.choose((80, 87.5)) if self._draws.uniform else None
        return [
            {
                "编号": row["编号"],
                ROUTINE: self._entered(same),
                ANNUAL: self._entered(same),
                "加减分": self._adjustment(),
                "加减分理由": "获奖",
                "一票否决": self._veto(),
                "否决事由": "违纪",
            }
            for row in self._roster
            if self._draws.happens(0.99)
        ]

    def _reports(self) -> Rows:
        return [
            {
                "编号": row["编号"],
                "总字数": characters,
                "成绩字数": self._draws.choose((None, 600, 667)) if characters else None,
            }
            for row in self._roster
            for characters in (self._draws.choose((1800, 2001, 2001, None)),)
            if self._draws.happens(0.9)
        ]

    def _problems(self) -> Rows:
        return [
            {
                "问题编号": f"{row['编号']}-{index}",
                "编号": row["编号"],
                "来源": "自查",
                "问题": "学习不经常",
                "整改时限": self._draws.choose((None, "2016-01-24", "2016-01-25", "2016-03-01")),
                **self._progress(),
            }
            for row in self._roster
            for index in range(self._draws.choose((0, 0, 1, 2)))
        ]

    def _visit(self) -> Row:
        if self._draws.happens(0.4):
            return {"评分": self._draws.choose((70, 88.5, 93.333))}
        return {grade: self._draws.choose((None, 0, 1, 3)) for grade in GRADES}

    def _entered(self, same: float | None) -> float | None:
        if self._draws.happens(0.01):
            return None
        return same if same and self._draws.happens(0.8) else self._draws.random.randint(500, 1000) / 10

    def _veto(self) -> str | None:
        return self._draws.choose((NO, NO, NO, NO, None, YES)) if self._draws.happens(0.3) else None

    def _adjustment(self) -> float | None:
        if self._draws.uniform and self._draws.happens(0.8):
            return self._draws.choose((None, 0))
        return self._draws.choose((None, 0, 1, -1.5, 0.125, -0.125, 0.3333, 2))

    def _progress(self) -> Row:
        state = self._draws.choose(RECTIFICATION_STATES)
        if state not in (DONE, CLOSED):
            return {"状态": state}
        progress = {
            "状态": state,
            "完成日期": self._draws.choose(("2016-01-20", "2016-01-25", "2016-01-26")),
        }
        return progress if state == DONE else {**progress, "销号人": "周五", "销号日期": "2016-01-27"}
