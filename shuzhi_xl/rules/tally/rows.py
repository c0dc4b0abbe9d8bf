"""Lines of 测评统计, as the sheet shows them."""

from collections.abc import Iterator, Mapping
from typing import Any

from shuzhi_xl.rules.arithmetic.percentages import compute_shares
from shuzhi_xl.rules.arithmetic.rounding import round_half_up
from shuzhi_xl.rules.policy.model import Policy
from shuzhi_xl.rules.tally.counts import Count
from shuzhi_xl.rules.tally.scores import ItemTally, SourceTally
from shuzhi_xl.rules.year.unreliable_rows import Pair
from shuzhi_xl.sheets.declaration.units import Source
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.master.results import Tally
from shuzhi_xl.sheets.master.vocabulary import BALLOT_SOURCES, EVERY_CLASS
from shuzhi_xl.sheets.reading.year import Year

_GRADE_COUNTS = ("good", "fairly_good", "average", "poor")
_SHARES = (
    *(f"{name}_share" for name in _GRADE_COUNTS),
    "abstention_share",
    "spoiled_share",
    "not_cast_share",
)


def tally_rows(
    year: Year, policy: Policy, tallies: Mapping[Pair, SourceTally], withheld: frozenset[Pair]
) -> Iterator[Tally]:
    """Lines by track, organisation, source, 测评项目 and 票类; withheld ones show counts only."""
    order = {track.name: index for index, track in enumerate(year.tracks)}
    rated = (organisation for organisation in year.appraised if organisation.track in policy.tracks)
    for organisation in sorted(rated, key=lambda organisation: order[organisation.track]):
        for source in BALLOT_SOURCES:
            pair = organisation.number, source
            for item in tallies[pair].items if pair in tallies else ():
                yield from _item_rows(organisation, source, item, policy, withheld=pair in withheld)


def _item_rows(
    organisation: Organisation, source: Source, item: ItemTally, policy: Policy, *, withheld: bool
) -> Iterator[Tally]:
    lines = [(tally.voter_class, tally.count, tally.score) for tally in item.classes]
    for voter_class, count, score in [*lines, (EVERY_CLASS, item.count, item.score)]:
        fields = {
            "track": organisation.track,
            "number": organisation.number,
            "name": organisation.name,
            "secretary": organisation.secretary,
            "source": source,
            "voter_class": voter_class,
            "criterion": item.criterion,
            **_count_fields(count),
        }
        # Counts are shown all the same: they are what the clerk compares to find the error
        if not withheld:
            fields |= _share_fields(count, policy)
            fields["score"] = None if score is None else round_half_up(score, policy.settings.decimals)
        yield Tally.of(**fields)


def _count_fields(count: Count) -> dict[str, Any]:
    return {
        "issued": count.eligible,
        "returned": count.returned,
        "valid": count.valid,
        **dict(zip(_GRADE_COUNTS, count.grades, strict=True)),
        "abstention": count.abstention,
        "spoiled": count.spoiled,
        # A negative 未投 would read like a slip of the program; the finding gives both numbers
        "not_cast": None if count.overfull else count.not_cast,
    }


def _share_fields(count: Count, policy: Policy) -> dict[str, Any]:
    """Shares of what is in the 占比分母; the others stay blank, and all do when it is 0 or unknown."""
    parts = count.parts(policy.settings.share_denominator)
    # Blank, not 0%: nobody voted, so there is nothing to divide
    if not parts or sum(parts) == 0:
        return {}
    settings = policy.settings
    return dict(
        # Not strict: 占比分母 has 4, 6 or 7 parts, and the columns of those that are not in it stay blank
        zip(_SHARES, compute_shares(parts, sum(parts), settings.decimals, settings.remainder), strict=False)
    )
