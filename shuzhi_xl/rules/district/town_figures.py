"""The figures of one town (一个镇的数字) that may leave it, and the tables from which they are taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from shuzhi_xl.findings import Finding
from shuzhi_xl.rules.arithmetic.outliers import UsualRange
from shuzhi_xl.rules.district.town_checks import TownChecks
from shuzhi_xl.rules.district.town_prints import TownPrints
from shuzhi_xl.rules.rectification.problems import ProblemCounts
from shuzhi_xl.sheets.master.program_sheets import Progress
from shuzhi_xl.sheets.master.results import Tally
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.reading.year import Year

Grades = tuple[int, ...]
"""Number of organisations with each grade, best first."""


@dataclass(frozen=True, slots=True)
class SourceTurnout:
    """Papers of one source (发出, 收回; 区县汇总).

    Attributes:
        issued: How many went out.
        returned: How many came back; None while that stays in the town.
        is_counted: Whether the town has counted, so that it is known what must stay inside.
    """

    issued: int
    returned: int | None
    is_counted: bool


@dataclass(frozen=True, slots=True)
class Outlier:
    """A value far from those that it is compared with (离群).

    Attributes:
        committee: 党委名称 of the town.
        number: 编号 of the organisation; blank for a town as a whole.
        name: 组织名称, likewise.
        among: 组织类型 of the town's organisations that it is compared with; blank for all towns.
        indicator: The value that was compared.
        value: Its exact value.
        limits: The usual range.
    """

    committee: str
    number: str
    name: str
    among: str
    indicator: str
    value: Fraction
    limits: UsualRange


@dataclass(frozen=True, slots=True)
class TownFigures:
    """One town's figures (一个镇的数字).

    Attributes:
        committee: 党委名称.
        year: 年度.
        stage: The last stage of the year that has begun, with its numbers done and in all.
        organisations: All of 组织名册.
        appraised: Those with 参评 = 是.
        reports: How many of these handed in their 述职报告.
        grades: 最终等次 of those that have one.
        by_type: The same by 组织类型, for types that occur.
        mean: Mean of 综合得分; None for fewer than five.
        median: The same of its median.
        tracking_day: The day on which problems count as overdue, as the town itself counts them (催办日期).
        checks: Result of verifying its log and its results.
        prints: Fingerprints by which the town is recognised in another file.
        unusual: Organisations whose 综合得分 is far from those of the same type in their town; other towns
            score by other rules.
    """

    committee: str
    year: int
    stage: tuple[str, int, int] | None
    organisations: int
    appraised: int
    reports: int
    ballots: SourceTurnout
    surveys: SourceTurnout
    grades: Grades
    by_type: tuple[tuple[str, Grades], ...]
    mean: Fraction | None
    median: Fraction | None
    problems: ProblemCounts
    tracking_day: date
    checks: TownChecks
    prints: TownPrints
    unusual: tuple[Outlier, ...]


@dataclass(frozen=True, slots=True)
class TownDigest:
    """The outcome of one file: a town, or the reason why it is left out (未并入)."""

    file: str
    town: TownFigures | None
    left_out: Finding | None = None


@dataclass(frozen=True, slots=True)
class TownTables:
    """The tables read from a master for the district (读出的各表).

    Attributes:
        year: Its tables; those of votes, meetings and scoring may be empty.
        settings: Its settings.
        tallies: Rows of 测评统计, which decide what must stay inside.
        progress: Rows of 进度.
        key: Its secret key; blank before the first 分发.
        checks: Result of verifying it, for which its votes are needed too.
    """

    year: Year
    settings: Settings
    tallies: Sequence[Tally]
    progress: Sequence[Progress]
    key: str
    checks: TownChecks
