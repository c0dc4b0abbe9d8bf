"""How the clerk settles what 回收 found (处理有问题的表单)."""

from collections.abc import Mapping

from shuzhi_xl.demo.clerk import adopt_latest
from shuzhi_xl.demo.clock import MEETINGS_DUE
from shuzhi_xl.demo.filled import fill_package
from shuzhi_xl.demo.office import Office
from shuzhi_xl.demo.planted import Difference, Planted, Trick, compare
from shuzhi_xl.demo.returns import Sent, Tricks
from shuzhi_xl.demo.town import Town
from shuzhi_xl.jobs.collect import collect
from shuzhi_xl.sheets.vocabulary import PACKAGE
from shuzhi_xl.sheets.votes import FORM
from shuzhi_xl.xlsx.folder import ASIDE

ARCHIVE = "往年表单"


def settle(
    office: Office, town: Town, sent: Sent, tricks: Tricks, issued: Mapping[str, str]
) -> tuple[list[Planted], list[Difference]]:
    """Set last year's file aside, take in the missing package, and have the slip corrected.

    Args:
        office: Where it happens, after the first 回收.
        town: What everybody answers.
        sent: What came back the first time.
        tricks: Who did not send the package back as it should be.
        issued: Place of each package by 编号.

    Returns:
        What the corrections brought up in their turn, and all that differs from it.
    """
    office.clock.turn_to(MEETINGS_DUE)
    office.take_away(f"{ASIDE}/{sent.last_year}", ARCHIVE)
    late, slip = (town.replies[number] for number in (tricks.missing, tricks.slip))
    office.drop(f"补交/{tricks.missing}补交.xlsx", fill_package(office.read(issued[tricks.missing]), late))
    name = office.drop(f"更正/{tricks.slip}更正.xlsx", fill_package(office.read(issued[tricks.slip]), slip))
    corrected = Planted(Trick.CORRECTED, name, "contents_differ")
    counts = {
        "files": 2,
        "accepted": 1,
        "held": 1,
        "ballots": len(late.ballots),
        "survey_rows": len(late.surveys),
        "problems": len(late.problems),
    }
    differences = compare([corrected], office.run(collect), _none_but(counts))
    form = next(row.form for row in office.rows(FORM) if row.number == tricks.slip and row.kind == PACKAGE)
    adopt_latest(office, form)
    outcome = office.run(collect)
    old = next((each.at.file for each in outcome.findings if each.at.file.startswith(ASIDE)), "")
    replaced = Planted(Trick.REPLACED, old, "content_void")
    counts = {
        "files": 2,
        "accepted": 1,
        "refused": 1,
        "ballots": len(slip.ballots),
        "survey_rows": len(slip.surveys),
    }
    slipped = Planted(Trick.SLIP, old, "mark_unreadable")
    again = compare([replaced, slipped], outcome, _none_but(counts))
    return [corrected, replaced], [*differences, *again]


def _none_but(counts: Mapping[str, int]) -> Mapping[str, int]:
    names = ("files", "accepted", "duplicate", "held", "refused", "ballots", "survey_rows", "problems")
    return {**dict.fromkeys(names, 0), **counts}
