"""The units and names of the field as types (单位和名称), for signatures that say what a value means.

They are aliases, so that mypy takes a plain value for one of them: a Fraction made of a cell is not wrapped
before it is counted with. The last four are types of cells, and pydantic checks their range.
"""

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, TypeAlias

from pydantic import Field

Points: TypeAlias = Fraction
"""Points (分值, 得分), exact and unrounded: 票面分值 −100 to 100, a score 0 to 100, before 加减分."""
Share: TypeAlias = Fraction
"""A share (占比, 比例) in per cent, exact and unrounded: 0 to 100, so that a third is 100/3."""
Weight: TypeAlias = Fraction
"""A weight (权重) in per cent, exact: 0 to 100; the 来源权重 of a track sum to exactly 100."""

Number: TypeAlias = str
"""The number of an organisation (编号), such as ``V001``: the only link between the tables."""
TrackName: TypeAlias = str
"""The name of a track (板块)."""
MeetingNumber: TypeAlias = str
"""The number of an appraisal meeting (场次)."""
FormNumber: TypeAlias = str
"""The number of an issued form (表单编号)."""
Source: TypeAlias = str
"""A source of points (来源): 现场测评, 问卷调查, 座谈调研, 日常工作 or 年度考核."""
VoterClass: TypeAlias = str
"""A voter class (票类), by the town's own name, such as A票."""
CriterionName: TypeAlias = str
"""The name of a criterion (测评项目), such as 总体评价."""
GradeName: TypeAlias = str
"""A grade (等次): 好, 较好, 一般 or 差; blank where there is none."""
Indicator: TypeAlias = str
"""What a cap rule compares (指标), such as 好占比."""

Quantity: TypeAlias = Annotated[int, Field(ge=0)]
"""How many (数量): votes, people, days or characters, as a cell may contain it."""
Ordinal: TypeAlias = Annotated[int, Field(ge=1)]
"""A number counted from 1 (序号, 人数)."""
Percent: TypeAlias = Annotated[Decimal, Field(ge=0, le=100)]
"""A weight, share or score as it is entered: 0 to 100, in exact decimals."""
SignedPoints: TypeAlias = Annotated[Decimal, Field(ge=-100, le=100)]
"""Points that may be taken off (票面分值, 加减分): −100 to 100, in exact decimals."""
