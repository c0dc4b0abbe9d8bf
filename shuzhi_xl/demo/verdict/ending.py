"""The closing tables of the demo (演示的结尾): its files and rows, and the clerk's tasks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shuzhi_xl.demo.play.office import Office
from shuzhi_xl.demo.town.clock import YEAR
from shuzhi_xl.demo.town.planted import Planted, Trick
from shuzhi_xl.sheets.master.results import APPRAISAL, PROBLEM
from shuzhi_xl.sheets.master.vocabulary import CLOSED
from shuzhi_xl.sheets.master.votes import BALLOT, REGISTER_SHEET, SURVEY_ANSWER
from shuzhi_xl.wording.file_names import MASTER_NAME
from shuzhi_xl.wording.screen.demo import MADE, NEEDS, TRICKS
from shuzhi_xl.wording.sheets.titles import UNSHOWN
from shuzhi_xl.xlsx.read.calamine import read_calamine
from shuzhi_xl.xlsx.returned_folder import DONE, RETURNED
from shuzhi_xl.xlsx.town_folder import REPORT_FOLDER


@dataclass(frozen=True)
class ClosingLine:
    """One line of the closing table: what was made, how many, and where (做了什么、数量、在哪里).

    ``name`` is the machine-readable form of ``what``.
    """

    name: str
    title: str
    count: int
    where: str


@dataclass(frozen=True)
class Need:
    """One matter for the clerk: what, where, and its remedy (事项、在哪里、处理)."""

    title: str
    where: str
    remedy: str


_FILES: Mapping[str, str] = {
    "reports": f"{REPORT_FOLDER}/{YEAR}/**/*.docx",
    "packages": f"发出/{YEAR}/*/测评表_*.xlsx",
    "typing": f"发出/{YEAR}/*/录票_*.xlsx",
    "papers": f"发出/{YEAR}/*/会议_*/测评票_*.xlsx",
    "returned": f"{RETURNED}/{YEAR}/{DONE}/*",
    "feedback": f"结果/{YEAR}/*/反馈_*.xlsx",
    "summaries": f"结果/{YEAR}/汇总_*.xlsx",
    "audits": f"结果/{YEAR}/核对_*.xlsx",
    "publications": f"结果/{YEAR}/公布_*.xlsx",
    "tracking": f"结果/{YEAR}/整改跟踪_*.xlsx",
    "reminders": f"结果/{YEAR}/催办_*.xlsx",
    "backups": "备份/*",
}
_BALLOT = BALLOT.model.columns()["ballot"].header
_ORDER: Sequence[str] = tuple(MADE)


def list_closing_lines(office: Office) -> list[ClosingLine]:
    """Lines of the closing table, counted from the office's files and its master."""
    outputs = {
        "master": ClosingLine("master", MADE["master"], 1, MASTER_NAME),
        **{
            name: ClosingLine(name, MADE[name], len(list(office.root.glob(pattern))), _shown(pattern))
            for name, pattern in _FILES.items()
        },
        "shown": ClosingLine("shown", MADE["shown"], _count_shown(office), _shown(_FILES["feedback"])),
        **_in_master(office),
    }
    return [outputs[name] for name in _ORDER]


def _count_shown(office: Office) -> int:
    """Result workbooks that show every score, exact or rounded (匿名)."""
    files = office.root.glob(_FILES["feedback"])
    return sum(
        all(UNSHOWN not in grid.texts for grid in read_calamine(file.read_bytes()).grids.values())
        for file in files
    )


def _shown(pattern: str) -> str:
    """A file pattern in readable form.

    >>> _shown("发出/2015/*/录票_*.xlsx"), _shown("备份/*")
    ('发出/2015/各板块/录票_….xlsx', '备份/')
    """
    return pattern.replace("/**/*.docx", "/").replace("/*/", "/各板块/").removesuffix("*").replace("*", "…")


def _in_master(office: Office) -> dict[str, ClosingLine]:
    appraisals, problems = office.rows(APPRAISAL), office.rows(PROBLEM)
    counts = {
        "ballots": (len({row.values[_BALLOT] for row in office.table(BALLOT).rows}), BALLOT.name),
        "surveys": (len(office.table(SURVEY_ANSWER).rows), SURVEY_ANSWER.name),
        "graded": (sum(bool(appraisal.final_grade) for appraisal in appraisals), APPRAISAL.name),
        "changed": (sum(bool(appraisal.decided_grade) for appraisal in appraisals), APPRAISAL.name),
        "problems": (len(problems), PROBLEM.name),
        "closed": (sum(problem.state == CLOSED for problem in problems), PROBLEM.name),
    }
    return {
        name: ClosingLine(name, MADE[name], count, f"总表“{sheet}”")
        for name, (count, sheet) in counts.items()
    }


def place_of(planted: Planted) -> str:
    """Where a planted mistake was found: its file, or its line in the register.

    >>> place_of(Planted(Trick.MISSING, "15-Q001-1-U4TH"))
    '总表“票单登记”15-Q001-1-U4TH'
    """
    if planted.trick is Trick.MISSING:
        return f"总表“{REGISTER_SHEET.title}”{planted.subject}"
    folder = REPORT_FOLDER if planted.code.startswith("report_") else RETURNED
    return f"{folder}/{planted.subject}"


def list_needs(office: Office, planted: Iterable[Planted]) -> list[Need]:
    """List the planted mistakes with their remedies, then the tasks left for the clerk."""
    where: dict[Trick, str] = {}
    for mistake in planted:
        # The first place of each kind: the second report of one secretary needs no line of its own.
        where.setdefault(mistake.trick, place_of(mistake))
    solved_needs = [Need(TRICKS[trick][0], first, TRICKS[trick][1]) for trick, first in where.items()]
    counts = {
        "open": (sum(problem.state != CLOSED for problem in office.rows(PROBLEM)), PROBLEM.name),
        "notices": (len(office.outcomes[-1].findings), "校验报告"),
    }
    open_needs = [
        Need(NEEDS[name][0].format(count=count), f"总表“{sheet}”", NEEDS[name][1])
        for name, (count, sheet) in counts.items()
        if count
    ]
    return [*solved_needs, *open_needs]
