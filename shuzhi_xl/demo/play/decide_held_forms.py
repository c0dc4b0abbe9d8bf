"""The clerk's decisions on the forms that 回收 held back (处理有疑点的表单)."""

from pathlib import PurePosixPath

from shuzhi_xl.demo.play.clerk import adopt_latest
from shuzhi_xl.demo.play.fill_forms import fill_package
from shuzhi_xl.demo.play.office import Office
from shuzhi_xl.demo.play.returns import Plan, Sent
from shuzhi_xl.demo.town.clock import MEETINGS_DUE, YEAR
from shuzhi_xl.demo.town.planted import Planted, PlantingDifference, Trick, compare
from shuzhi_xl.demo.town.town import InventedTown
from shuzhi_xl.demo.town.votes import BranchReply
from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.sheets.master.vocabulary import PACKAGE
from shuzhi_xl.sheets.master.votes import FORM
from shuzhi_xl.wording.file_names import ASIDE

ARCHIVE = "往年表单"
_ASIDE = f"{YEAR}/{ASIDE}"
_NOTHING = dict.fromkeys(
    ("files", "accepted", "duplicate", "held", "refused", "ballots", "survey_rows", "problems"), 0
)


def decide_held_forms(
    office: Office, town: InventedTown, sent: Sent, plan: Plan
) -> tuple[list[Planted], list[PlantingDifference]]:
    """Move last year's form away, collect the missing package and have the slip corrected.

    Args:
        office: The office after the first 回收.
        town: The town and its answers.
        sent: The files that came back first.
        plan: The branches whose package came back with a mistake.

    Returns:
        The findings that the corrections cause, and all differences from them.
    """
    office.clock.turn_to(MEETINGS_DUE)
    # The clerk's remedy for last year's form; where it lay it would be read at every 回收.
    office.take_away(f"{_ASIDE}/{PurePosixPath(sent.last_year).name}", ARCHIVE)
    corrected, differences = _take_late_ones(office, town, plan)
    adopt_latest(office, _form_of(office, plan.tricks.slip))
    replaced, more = _take_adopted(office, town, plan)
    return [corrected, replaced], [*differences, *more]


def _take_late_ones(
    office: Office, town: InventedTown, plan: Plan
) -> tuple[Planted, list[PlantingDifference]]:
    """Collect the missing package and the corrected one, which conflicts with the counted content."""
    late, slip = town.replies[plan.tricks.missing], town.replies[plan.tricks.slip]
    _drop(office, plan, plan.tricks.missing, "补交", late)
    name = _drop(office, plan, plan.tricks.slip, "更正", slip)
    corrected = Planted(Trick.CORRECTED, name, "contents_differ")
    counts = {
        "files": 2,
        "accepted": 1,
        "held": 1,
        "ballots": len(late.ballots),
        "survey_rows": len(late.surveys),
        "problems": len(late.problems),
    }
    return corrected, compare([corrected], office.run(collect), _NOTHING | counts)


def _take_adopted(office: Office, town: InventedTown, plan: Plan) -> tuple[Planted, list[PlantingDifference]]:
    """Collect again: the corrected content counts, the one with the slip is refused."""
    slip = town.replies[plan.tricks.slip]
    outcome = office.run(collect)
    old = next((finding.at.file for finding in outcome.findings if finding.at.file.startswith(_ASIDE)), "")
    replaced = Planted(Trick.REPLACED, old, "content_void")
    counts = {
        "files": 2,
        "accepted": 1,
        "refused": 1,
        "ballots": len(slip.ballots),
        "survey_rows": len(slip.surveys),
    }
    return replaced, compare([replaced], outcome, _NOTHING | counts)


def _drop(office: Office, plan: Plan, number: str, reason: str, reply: BranchReply) -> str:
    content = fill_package(office.read(plan.issued[number]), reply)
    return office.drop(f"{reason}/{number}{reason}.xlsx", content)


def _form_of(office: Office, number: str) -> str:
    return next(row.form for row in office.rows(FORM) if row.number == number and row.kind == PACKAGE)
