"""A returned form (收回的表单) before it is read: its cells, what it says it is, and what it may contain."""

from dataclasses import dataclass

from shuzhi_xl.rules.intake.cell_grid import Grids
from shuzhi_xl.sheets.outgoing.forms import Identity


@dataclass(frozen=True)
class FormRules:
    """What a form's answers may contain, by the settings and the register.

    Attributes:
        voter_classes: 票类 allowed on ballots.
        survey_classes: 票类 allowed in the survey.
        further: Further 测评项目 besides 总体评价.
        own_excluded: 回避: a mark for the branch's own secretary is no vote.
        candidates: Numbers (编号) of the secretaries on this form; ``None`` when not known.
        listed: Numbers of the secretaries on this form when it was issued; ``None`` when not known.
        ballots: Ballots issued (测评票数), if known; 0 means that the form has no 录票 sheet.
        surveys: Survey rows issued (问卷份数), if known; 0 means that there is no 问卷 sheet.
        misread_most: Unreadable marks on one sheet with which a form still counts (错填上限); None for any.
        problems: 问题编号 on which the branch may report, as `plain` gives them; ``None`` when not known.
    """

    voter_classes: frozenset[str]
    survey_classes: frozenset[str]
    further: tuple[str, ...]
    own_excluded: bool
    candidates: frozenset[str] | None
    # Beside `candidates`, to distinguish a deleted row from a secretary who was added later
    listed: frozenset[str] | None = None
    ballots: int | None = None
    surveys: int | None = None
    misread_most: int | None = None
    problems: frozenset[str] | None = None


@dataclass(frozen=True)
class ReturnedForm:
    """A returned form as one reader found it (回收规则).

    Attributes:
        file: File name, for findings.
        grids: All its sheets, by title.
        identity: What the file says it is (表单身份), already examined.
        rules: What its answers may contain.
    """

    file: str
    grids: Grids
    identity: Identity
    rules: FormRules
