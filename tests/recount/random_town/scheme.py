"""A random scheme (方案): settings, grades, weights, criteria and rules."""

from collections.abc import Iterator, Sequence
from typing import Final

from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.master.vocabulary import (
    COMPARISONS,
    DENOMINATORS,
    EMPTY_CLASS_RULES,
    GRADES,
    INDICATORS,
    MEETING,
    MISSING_SKIP,
    MISSING_SOURCE_RULES,
    OVERALL,
    QUOTA_ROUNDINGS,
    REMAINDER_RULES,
    SOURCES,
    SURVEY,
    TIE_RULES,
)
from tests.recount.random_town.draws import NO, Draws, Row, Rows, Tables

_THIRDS: Final = (33.33, 33.33, 33.34)


class RandomScheme:
    """All tables of a scheme by name.

    Args:
        draws: The town's draws.
    """

    def __init__(self, draws: Draws) -> None:
        self._draws = draws
        self.criteria = [OVERALL]
        self.tables = {"基本设置": self._settings(), **self._scheme()}

    def _settings(self) -> Rows:
        choose = self._draws.choose
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
            "双人录入": NO,
            "回避": self._draws.yes(0.5),
            "小数位数": choose((0, 1, 2, 2, 3, 4)),
            "尾差处理": choose((None, *REMAINDER_RULES)),
            "互评票类": self._draws.peers if self._draws.happens(0.8) else None,
            "加减分上限": choose((2, 5, 10)),
            "基准日期": "2016-01-25",
        }
        declared = Settings.columns().values()
        defaults = {column.header: column.low or 1 for column in declared if column.required}
        return [{"名称": name, "取值": value} for name, value in (defaults | settings).items()]

    def _scheme(self) -> Tables:
        tracks = [track for track in self._draws.tracks if self._draws.happens(0.3)]
        names = ("全部", *tracks)
        self.criteria = [
            OVERALL,
            *self._draws.random.sample(("廉洁自律", "工作作风"), self._draws.choose((0, 0, 1, 2))),
        ]
        weights = [self._draws.choose((0, 20, 33.33, 50, 100)) for _ in self.criteria]
        if not any(weights):
            weights[0] = 100
        items = zip(self.criteria, weights, strict=True)
        return {
            "等次标准": [
                row
                for name in names
                if name == "全部" or self._draws.happens(0.5)
                for row in self._grades(name)
            ],
            "来源权重": [row for name in names for row in self._source_weights(name)],
            "票类权重": [row for name in names for row in self._class_weights(name)],
            "测评项目": [{"项目": name, "权重": weight} for name, weight in items],
            "评定规则": [row for name in names for row in self._rules(name)],
        }

    def _grades(self, track: str) -> Iterator[Row]:
        best = self._draws.choose((100, 95, 90.5))
        points = [best, best - 15, best - 37.5, self._draws.choose((0, 20, -20, -100))]
        least = [*sorted(self._draws.random.sample(range(40, 96, 5), 3), reverse=True), 0]
        for grade, point, threshold in zip(GRADES, points, least, strict=True):
            none = () if self._draws.uniform else (None, None, 0)
            quota = self._draws.choose((*none, 15, 20, 30, 33.33, 50)) if grade != GRADES[-1] else None
            yield {
                "板块": track,
                "等次": grade,
                "票面分值": point,
                "综合分下限": threshold,
                "比例上限": quota,
            }

    def _source_weights(self, track: str) -> Iterator[Row]:
        sources = self._draws.random.sample(SOURCES, self._draws.random.randint(1, len(SOURCES)))
        if len(sources) == len(_THIRDS) and self._draws.happens(0.5):
            weights: Sequence[float] = _THIRDS
        else:
            cuts = sorted(self._draws.random.randint(0, 20) * 5 for _ in sources[1:])
            weights = [high - low for low, high in zip([0, *cuts], [*cuts, 100], strict=True)]
        by_source = dict(zip(sources, weights, strict=True))
        # all five are named, so that the merged set of a track with rows of its own sums to 100
        return ({"板块": track, "来源": source, "权重": by_source.get(source, 0)} for source in SOURCES)

    def _class_weights(self, track: str) -> Iterator[Row]:
        for source, classes in ((MEETING, self._draws.classes), (SURVEY, self._draws.respondents)):
            if track != "全部" and self._draws.happens(0.5):
                continue
            weights = [self._draws.choose((0, 10, 30, 33.33, 60)) for _ in classes]
            if not any(weights):
                weights[0] = 100
            for voter_class, weight in zip(classes, weights, strict=True):
                yield {"板块": track, "来源": source, "票类": voter_class, "权重": weight}

    def _rules(self, track: str) -> Iterator[Row]:
        for order in range(self._draws.choose((0, 1, 2, 3))):
            highest = self._draws.choose(GRADES[1:])
            for indicator in self._draws.random.sample(INDICATORS, self._draws.choose((1, 1, 2))):
                yield {
                    "板块": track,
                    "规则": f"规则{order}",
                    "指标": indicator,
                    "比较": self._draws.choose(COMPARISONS),
                    "阈值": self._threshold(indicator),
                    "最高等次": highest,
                    "启用": self._draws.yes(0.85),
                }

    def _threshold(self, indicator: str) -> str:
        choices: Sequence[str] = (
            "60",
            "75%",
            "80",
            "90",
            "85.5",
            *(("9/10",) if self._draws.happens(0.03) else ()),
        )
        if indicator == "整改逾期数":
            choices = ("0", "1", "2")
        elif indicator.endswith("占比"):
            choices = ("1/3", "1/2", "2／3", "33.3%", "20", "50％", "75")
        return self._draws.choose(choices)
