"""Random towns (随机镇) with random settings: anything that a master's tables may hold."""

from collections.abc import Iterator, Sequence
from random import Random
from typing import Any, Final

from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.master.vocabulary import (
    ANNUAL,
    ATTENDEE_ROLES,
    CLOSED,
    COMPARISONS,
    DENOMINATORS,
    DONE,
    EMPTY_CLASS_RULES,
    FORM_STATES,
    GRADES,
    INDICATORS,
    MEETING,
    MISSING_SKIP,
    MISSING_SOURCE_RULES,
    ORGANISATION_TYPES,
    OVERALL,
    QUOTA_ROUNDINGS,
    RECTIFICATION_STATES,
    REMAINDER_RULES,
    ROUTINE,
    SOURCES,
    SURVEY,
    TIE_RULES,
)

Row = dict[str, Any]
Rows = list[Row]
Tables = dict[str, Rows]

_YES, _NO = "是", "否"
_MARKS: Final = (*GRADES, "", "作废")
_CLASSES: Final = ("A票", "B票", "C票")
_RESPONDENTS: Final = ("党员", "群众")
_THIRDS: Final = (33.33, 33.33, 33.34)


def random_town(seed: int) -> Tables:
    """All tables of a town by name, before anything is computed.

    Args:
        seed: The same one gives the same town.
    """
    return _Town(Random(seed)).tables  # noqa: S311 -- a repeatable generator is wanted


class _Town:
    def __init__(self, random: Random) -> None:
        self._random = random
        self._tracks = [f"板块{index}" for index in range(1, random.choice((1, 1, 2, 3)) + 1)]
        self._classes = random.sample(_CLASSES, random.choice((1, 2, 2, 3)))
        self._respondents = random.sample(_RESPONDENTS, random.choice((1, 1, 2)))
        self._alike = self._is(0.3)
        self._peers = random.choice((*self._classes, None)) if self._is(0.4) else None
        self._favourites: dict[tuple[str, str], str | None] = {}
        self.tables: Tables = {}
        self._settings()
        self._scheme()
        self._people()
        self._packages()
        self._meeting_votes()
        self._survey_votes()
        self._entries()
        self._papers()

    def _progress(self) -> Row:
        state = self._random.choice(RECTIFICATION_STATES)
        if state not in (DONE, CLOSED):
            return {"状态": state}
        progress = {
            "状态": state,
            "完成日期": self._random.choice(("2016-01-20", "2016-01-25", "2016-01-26")),
        }
        return progress if state == DONE else {**progress, "销号人": "周五", "销号日期": "2016-01-27"}

    def _is(self, chance: float) -> bool:
        return self._random.random() < chance

    def _yes(self, chance: float) -> str:
        return _YES if self._is(chance) else _NO

    def _settings(self) -> None:
        choose = self._random.choice
        settings: Row = {
            "年度": 2015,
            "党委名称": "云溪镇党委",
            "方案名称": "随机方案",
            "计票分母": choose(DENOMINATORS),
            "占比分母": choose(DENOMINATORS),
            "空票类处理": choose(EMPTY_CLASS_RULES),
            "缺项处理": choose((*MISSING_SOURCE_RULES, MISSING_SKIP)),
            "同分处理": choose(TIE_RULES),
            "名额取整": choose(QUOTA_ROUNDINGS),
            "双人录入": _NO,
            "回避": self._yes(0.5),
            "小数位数": choose((0, 1, 2, 2, 3, 4)),
            "尾差处理": choose((None, *REMAINDER_RULES)),
            "互评票类": self._peers if self._is(0.8) else None,
            "加减分上限": choose((2, 5, 10)),
            "基准日期": "2016-01-25",
        }
        declared = Settings.columns().values()
        defaults = {column.header: column.low or 1 for column in declared if column.required}
        self.chosen = defaults | settings
        self.tables["基本设置"] = [{"名称": name, "取值": value} for name, value in self.chosen.items()]

    def _scheme(self) -> None:
        tracks = [track for track in self._tracks if self._is(0.3)]
        names = ("全部", *tracks)
        self._criteria = [
            OVERALL,
            *self._random.sample(("廉洁自律", "工作作风"), self._random.choice((0, 0, 1, 2))),
        ]
        weights = [self._random.choice((0, 20, 33.33, 50, 100)) for _ in self._criteria]
        if not any(weights):
            weights[0] = 100
        items = zip(self._criteria, weights, strict=True)
        self.tables |= {
            "等次标准": [
                row for name in names if name == "全部" or self._is(0.5) for row in self._grades(name)
            ],
            "来源权重": [row for name in names for row in self._source_weights(name)],
            "票类权重": [row for name in names for row in self._class_weights(name)],
            "测评项目": [{"项目": name, "权重": weight} for name, weight in items],
            "评定规则": [row for name in names for row in self._rules(name)],
        }

    def _grades(self, track: str) -> Iterator[Row]:
        best = self._random.choice((100, 95, 90.5))
        points = [best, best - 15, best - 37.5, self._random.choice((0, 20, -20, -100))]
        least = [*sorted(self._random.sample(range(40, 96, 5), 3), reverse=True), 0]
        for grade, point, threshold in zip(GRADES, points, least, strict=True):
            none = () if self._alike else (None, None, 0)
            quota = self._random.choice((*none, 15, 20, 30, 33.33, 50)) if grade != GRADES[-1] else None
            yield {
                "板块": track,
                "等次": grade,
                "票面分值": point,
                "综合分下限": threshold,
                "比例上限": quota,
            }

    def _source_weights(self, track: str) -> Iterator[Row]:
        sources = self._random.sample(SOURCES, self._random.randint(1, len(SOURCES)))
        if len(sources) == len(_THIRDS) and self._is(0.5):
            weights: Sequence[float] = _THIRDS
        else:
            cuts = sorted(self._random.randint(0, 20) * 5 for _ in sources[1:])
            weights = [high - low for low, high in zip([0, *cuts], [*cuts, 100], strict=True)]
        by_source = dict(zip(sources, weights, strict=True))
        # all five are named, so that the merged set of a track with rows of its own sums to 100
        return ({"板块": track, "来源": source, "权重": by_source.get(source, 0)} for source in SOURCES)

    def _class_weights(self, track: str) -> Iterator[Row]:
        for source, classes in ((MEETING, self._classes), (SURVEY, self._respondents)):
            if track != "全部" and self._is(0.5):
                continue
            weights = [self._random.choice((0, 10, 30, 33.33, 60)) for _ in classes]
            if not any(weights):
                weights[0] = 100
            for voter_class, weight in zip(classes, weights, strict=True):
                yield {"板块": track, "来源": source, "票类": voter_class, "权重": weight}

    def _rules(self, track: str) -> Iterator[Row]:
        for order in range(self._random.choice((0, 1, 2, 3))):
            highest = self._random.choice(GRADES[1:])
            for indicator in self._random.sample(INDICATORS, self._random.choice((1, 1, 2))):
                yield {
                    "板块": track,
                    "规则": f"规则{order}",
                    "指标": indicator,
                    "比较": self._random.choice(COMPARISONS),
                    "阈值": self._threshold(indicator),
                    "最高等次": highest,
                    "启用": self._yes(0.85),
                }

    def _threshold(self, indicator: str) -> str:
        choices: Sequence[str] = ("60", "75%", "80", "90", "85.5", *(("9/10",) if self._is(0.03) else ()))
        if indicator == "整改逾期数":
            choices = ("0", "1", "2")
        elif indicator.endswith("占比"):
            choices = ("1/3", "1/2", "2／3", "33.3%", "20", "50％", "75")
        return self._random.choice(choices)

    def _people(self) -> None:
        self.tables["板块设置"] = [
            {"板块": track, "牵头部门": "组织科", "述职对象": "镇党委", "组织类型": kind}
            for track, kind in zip(self._tracks, ORGANISATION_TYPES, strict=False)
        ]
        self._roster: Rows = []
        for order, track in enumerate(self._tracks, start=1):
            for index in range(self._random.choice((1, 2, 3, 4, 5, 6, 9))):
                number = f"{chr(ord('A') + order)}{index + 1:02}"
                appraised = self._yes(0.93)
                self._roster.append(
                    {
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
                        "不参评原因": None if appraised == _YES else "新成立",
                    }
                )
        self.tables["组织名册"] = self._roster
        self._seats = {
            (f"M{order}", voter_class): self._random.choice((0, 1, 2, 4, 7))
            for order in range(1, len(self._tracks) + 1)
            for voter_class in self._classes
        }
        self.tables["参会人员"] = list(self._attendees())
        self.tables["评议会议"] = [
            {"场次": f"M{order}", "板块": track, "会议日期": "2016-01-20", **self._heads(f"M{order}")}
            for order, track in enumerate(self._tracks, start=1)
        ]
        self.tables["日程安排"] = [
            {
                "序号": 1,
                "阶段": "准备",
                "工作任务": "定方案",
                "责任部门": "组织科",
                "开始日期": "2015-12-01",
                "截止日期": "2015-12-20",
            }
        ]

    def _heads(self, meeting: str) -> Row:
        """应到人数 and 实到人数 as 参会人员 has them."""
        rows = [row for row in self.tables["参会人员"] if row["场次"] == meeting]
        present = [row for row in rows if row["出席"] == _YES]
        eligible, came = (sum(row["人数"] or 1 for row in chosen_rows) for chosen_rows in (rows, present))
        return {"应到人数": eligible, "实到人数": came}

    def _attendees(self) -> Iterator[Row]:
        for (meeting, voter_class), seats in self._seats.items():
            rows = (1, seats - 1) if seats > 1 and self._is(0.3) else (seats,)
            for index, count in enumerate(filter(None, rows)):
                yield {
                    "场次": meeting,
                    "姓名": f"{voter_class}代表{index}",
                    "身份类别": self._random.choice(ATTENDEE_ROLES),
                    "票类": voter_class,
                    "出席": self._yes(0.8),
                    "人数": None if count == 1 and self._is(0.5) else count,
                }

    def _packages(self) -> None:
        """Forms of the branches' own ballots and surveys, some of them void, lost or still to be decided."""
        self.tables["票单登记"] = []
        self._ballot_forms: Rows = []
        self._survey_forms: Rows = []
        for row in self._roster:
            if self._peers and self._is(0.8):
                self._ballot_forms += self._forms(row, "测评表", self._random.randint(1, 3))
            if self._is(0.9):
                self._survey_forms += self._forms(row, "问卷", self._random.randint(1, 6))

    def _forms(self, branch: Row, kind: str, issued: int) -> Rows:
        states = [self._random.choice(FORM_STATES) if self._is(0.06) else "已收回"]
        if states == ["作废"] and self._is(0.7):
            states.append("已收回")
        forms = [self._form(branch, kind, index, issued, state) for index, state in enumerate(states)]
        if self._is(0.05):
            blanks = dict.fromkeys(("收回数", "有效数", "作废数", "收回时间"))
            forms.append({**forms[-1], **blanks, "文件指纹": "另一份", "状态": "作废"})
            self.tables["票单登记"] += [*forms]
            return forms[:-1]
        self.tables["票单登记"] += forms
        return forms

    def _form(self, branch: Row, kind: str, index: int, issued: int, state: str) -> Row:
        return {
            "表单编号": f"15-{branch['编号']}-{kind}-{index}",
            "种类": kind,
            "编号": branch["编号"],
            "场次": branch["场次"],
            "发出数": issued,
            **dict.fromkeys(("收回数", "有效数"), None if state == "已发出" else issued),
            "作废数": None if state == "已发出" else 0,
            "收回时间": None if state == "已发出" else "2016-01-18",
            "发出时间": "2016-01-05",
            "文件指纹": None if state == "已发出" else f"{branch['编号']}{kind}{index}",
            "状态": state,
        }

    def _meeting_votes(self) -> None:
        """Paper ballots up to all seats of a class, and the ballots of the branches' packages."""
        rows: Rows = []
        for (meeting, voter_class), seats in self._seats.items():
            cast = seats + (self._is(0.03) and seats > 0) if self._is(0.3) else self._random.randint(0, seats)
            for index in range(cast):
                rows += self._ballot(f"{meeting}{voter_class}{index}", "", meeting, voter_class)
        for form in self._ballot_forms:
            if form["状态"] == "已发出":
                continue
            for index in range(self._random.randint(0, form["发出数"])):
                ballot = f"{form['表单编号']}-{index}"
                rows += self._ballot(ballot, form["表单编号"], form["场次"], self._peers or _CLASSES[0])
        self.tables["测评票"] = rows

    def _ballot(self, ballot: str, form: str, meeting: str, voter_class: str) -> Iterator[Row]:
        for branch in self._roster:
            if branch["场次"] == meeting:
                yield {
                    "票号": ballot,
                    "表单编号": form or None,
                    "场次": meeting,
                    "票类": voter_class,
                    "编号": branch["编号"],
                    **self._marks(branch["编号"]),
                }

    def _survey_votes(self) -> None:
        rows: Rows = []
        for form in self._survey_forms:
            if form["状态"] == "已发出":
                continue
            classes = [self._random.choice(self._respondents)] if self._is(0.3) else self._respondents
            answered = (
                form["发出数"] + self._is(0.02) if self._is(0.3) else self._random.randint(0, form["发出数"])
            )
            for order in range(answered):
                rows.append(
                    {
                        "表单编号": form["表单编号"],
                        "编号": form["编号"],
                        "序号": order + 1,
                        "票类": self._random.choice(classes),
                        **self._marks(form["编号"]),
                    }
                )
        self.tables["问卷调查"] = rows

    def _marks(self, number: str) -> Row:
        """A mark for each 测评项目; some towns and branches are alike, some items are left blank by all."""
        marks: Row = {}
        for criterion in self._criteria:
            key = (criterion, "" if self._alike else number)
            if key not in self._favourites:
                choices = ("好", "较好", "较好") if self._alike else ("", None, None, None)
                self._favourites[key] = self._random.choice(("好", "较好", "一般", "差", *choices))
            usual = self._favourites[key]
            mark = self._random.choice(_MARKS) if usual is None else usual
            marks[criterion] = mark or None
        return marks

    def _entries(self) -> None:
        """座谈调研 and 日常年度."""
        self.tables["座谈调研"] = [
            {"日期": "2015-12-20", "编号": row["编号"], "方式": "座谈会", **self._visit(), "列入问题": _NO}
            for row in self._roster
            for _ in range(self._random.choice((0, 1, 1, 2)))
        ]
        same = self._random.choice((80, 87.5)) if self._alike else None
        self.tables["日常年度"] = [
            {
                "编号": row["编号"],
                ROUTINE: self._entered(same),
                ANNUAL: self._entered(same),
                "加减分": self._adjustment(),
                "加减分理由": "获奖",
                "一票否决": self._random.choice((_NO, _NO, _NO, _NO, None, _YES)) if self._is(0.3) else None,
                "否决事由": "违纪",
            }
            for row in self._roster
            if self._is(0.99)
        ]

    def _visit(self) -> Row:
        if self._is(0.4):
            return {"评分": self._random.choice((70, 88.5, 93.333))}
        return {grade: self._random.choice((None, 0, 1, 3)) for grade in GRADES}

    def _entered(self, same: float | None) -> float | None:
        if self._is(0.01):
            return None
        return same if same and self._is(0.8) else self._random.randint(500, 1000) / 10

    def _adjustment(self) -> float | None:
        usual = (None, 0) if self._alike and self._is(0.8) else (None, 0, 1, -1.5, 0.125, -0.125, 0.3333, 2)
        return self._random.choice(usual)

    def _papers(self) -> None:
        """述职报告 and 整改清单, on which two indicators depend."""
        self.tables["述职报告"] = [
            {
                "编号": row["编号"],
                "总字数": characters,
                "成绩字数": self._random.choice((None, 600, 667)) if characters else None,
            }
            for row in self._roster
            for characters in (self._random.choice((1800, 2001, 2001, None)),)
            if self._is(0.9)
        ]
        self.tables["整改清单"] = [
            {
                "问题编号": f"{row['编号']}-{index}",
                "编号": row["编号"],
                "来源": "自查",
                "问题": "学习不经常",
                "整改时限": self._random.choice((None, "2016-01-24", "2016-01-25", "2016-03-01")),
                **self._progress(),
            }
            for row in self._roster
            for index in range(self._random.choice((0, 0, 1, 2)))
        ]
