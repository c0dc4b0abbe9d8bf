"""The return of filled workbooks (模拟回收): renamed, in sub-folders, twice, late, with slips of the pen."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from shuzhi_xl.demo.play.fill_forms import backdate, fill_package, fill_typing
from shuzhi_xl.demo.play.office import Office
from shuzhi_xl.demo.town.clock import YEAR
from shuzhi_xl.demo.town.planted import Planted, Trick
from shuzhi_xl.demo.town.town import InventedTown
from shuzhi_xl.demo.town.votes import BranchReply
from shuzhi_xl.rules.intake.answers import BallotAnswer
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.master.vocabulary import ISSUED
from shuzhi_xl.sheets.master.votes import FORM

# 较好 with one character mistyped: close to a grade, and still no reader may guess
SLIP: Final = "交好"
Resave = Callable[[bytes], bytes]

_PLACES: Final = (
    "{name}（已填）.xlsx",
    "{track}/{number}.xlsx",
    "邮件附件/{secretary}发来/测评表.xlsx",
    "微信收到/测评表_{number}_{name}(1).xlsx",
    "{track}/第一批/{secretary}书记 最终版.xlsx",
)


@dataclass(frozen=True)
class Tricks:
    """The branches whose package comes back with a mistake, by 编号."""

    missing: str
    slip: str
    resaved: str
    twice: str


@dataclass(frozen=True)
class Plan:
    """The plan of the return.

    Attributes:
        issued: Path of each package by 编号, and of each typing workbook by 场次.
        tricks: The branches that deviate.
        old_key: Key of last year's master.
        resave: Saves a workbook as another program would.
    """

    issued: Mapping[str, str]
    tricks: Tricks
    old_key: bytes
    resave: Resave


@dataclass(frozen=True)
class Sent:
    """The files put into 收回 and their expected findings.

    Attributes:
        planted: The planted mistakes.
        counts: The counts expected from 回收.
        last_year: Path of last year's file below 收回.
    """

    planted: tuple[Planted, ...]
    counts: Mapping[str, int]
    last_year: str


def choose_tricks(seed: int, organisations: Sequence[Organisation]) -> Tricks:
    """Choose the branches; the slip is in a ballot, which needs a second secretary in the track."""
    # A generator of its own, so that a change here leaves the town and its votes as they are.
    chance = random.Random(f"returns {seed}")
    first = [
        organisation.number for organisation in organisations if organisation.track == organisations[0].track
    ]
    slip = chance.choice(first)
    # Four different branches: two mistakes in one file would hide one another's findings.
    missing, changed, twice = chance.sample(
        [organisation.number for organisation in organisations if organisation.number != slip], 3
    )
    return Tricks(missing, slip, changed, twice)


def with_slip(reply: BranchReply) -> BranchReply:
    """Mistype the first mark on the first ballot of a reply."""
    first = reply.ballots[0]
    slipped = BallotAnswer(first.order, first.voter_class, {**first.marks, next(iter(first.marks)): SLIP})
    return replace(reply, ballots=(slipped, *reply.ballots[1:]))


def place_in(organisation: Organisation, order: int) -> str:
    """Path of a branch's file below 收回."""
    return _PLACES[order % len(_PLACES)].format(
        name=organisation.name,
        track=organisation.track,
        number=organisation.number,
        secretary=organisation.secretary,
    )


def send_back(office: Office, town: InventedTown, plan: Plan) -> Sent:
    """Fill in the issued forms and put them into 收回.

    Args:
        office: The office that receives them.
        town: The town and its answers.
        plan: The branches that deviate.
    """
    tricks = plan.tricks
    for meeting, ballots in town.paper.items():
        office.drop(f"录票/{meeting}录好.xlsx", fill_typing(office.read(plan.issued[meeting]), ballots))
    planted = list(_missing(office, tricks.missing))
    for order, organisation in enumerate(town.organisations):
        if organisation.number != tricks.missing:
            content = _filled(office, town, plan, organisation.number)
            name = office.drop(place_in(organisation, order), content)
            planted += _noted(organisation.number, name, tricks)
            if organisation.number == tricks.twice:
                office.drop(f"重发/{organisation.name}.xlsx", content)
    old = backdate(_filled(office, town, plan, tricks.slip), plan.old_key)
    last_year = office.drop(f"{YEAR - 1}年度测评表.xlsx", old)
    stray = Planted(Trick.LAST_YEAR, last_year, "identity_other_year")
    return Sent((*planted, stray), _expected(town, tricks), last_year)


def _filled(office: Office, town: InventedTown, plan: Plan, number: str) -> bytes:
    """A branch's package as sent."""
    reply = town.replies[number]
    answers = with_slip(reply) if number == plan.tricks.slip else reply
    content = fill_package(office.read(plan.issued[number]), answers)
    return plan.resave(content) if number == plan.tricks.resaved else content


def _missing(office: Office, number: str) -> Iterator[Planted]:
    for row in office.rows(FORM):
        if row.number == number and row.state == ISSUED:
            yield Planted(Trick.MISSING, row.form, "not_returned")


def _noted(number: str, name: str, tricks: Tricks) -> Iterator[Planted]:
    if number == tricks.slip:
        yield Planted(Trick.SLIP, name, "mark_unreadable")
    if number == tricks.resaved:
        yield Planted(Trick.RESAVED, name)
    if number == tricks.twice:
        yield Planted(Trick.TWICE, name)


def _expected(town: InventedTown, tricks: Tricks) -> Mapping[str, int]:
    back = [reply for number, reply in town.replies.items() if number != tricks.missing]
    packages, typed = len(back), len(town.paper)
    return {
        "files": packages + typed + 2,  # one is sent twice, one is from last year
        "accepted": packages + typed,
        "duplicate": 1,
        "held": 1,
        "refused": 0,
        "ballots": sum(len(reply.ballots) for reply in back) + sum(map(len, town.paper.values())),
        "survey_rows": sum(len(reply.surveys) for reply in back),
        "problems": sum(len(reply.problems) for reply in back) + len(town.raised),
    }
