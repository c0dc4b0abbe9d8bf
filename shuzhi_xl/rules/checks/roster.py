"""组织名册: each organisation fits its track and its meeting, and nobody stands in it twice."""

from collections.abc import Iterator

from shuzhi_xl.findings import Finding, blocking, notice
from shuzhi_xl.rules.checks.lookups import organisations, tracks, types_of
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.reading.year import Year


def meeting_given(year: Year) -> Iterator[Finding]:
    """Whoever is appraised needs a 场次, with a written debrief too."""
    for each in year.appraised:
        if not each.meeting:
            yield blocking("meeting_needed", each.at("meeting"), name=each.name)


def meeting_of_own_track(year: Year) -> Iterator[Finding]:
    """The 场次 must be one of the organisation's own 板块; one that is not known is told for itself."""
    track_of = {each.number: each.track for each in year.meetings}
    known = tracks(year)
    for each in year.organisations:
        held_for = track_of.get(each.meeting, each.track)
        if held_for != each.track and held_for in known and each.track in known:
            at = each.at("meeting")
            yield blocking("meeting_of_other_track", at, value=each.meeting, track=each.track, other=held_for)


def type_of_track(year: Year) -> Iterator[Finding]:
    """The 组织类型 must be one that 板块设置 gives to the organisation's 板块."""
    known = tracks(year)
    for each in year.organisations:
        track = known.get(each.track)
        if track and each.organisation_type not in types_of(track):
            at = each.at("organisation_type")
            yield blocking("type_not_of_track", at, value=each.organisation_type, track=each.track)


def reason_given(year: Year) -> Iterator[Finding]:
    """参评 = 否 needs a 不参评原因: all secretaries are subject to the appraisal (通知 一)."""
    for each in year.organisations:
        if not each.appraised and not each.not_appraised_reason:
            yield blocking("reason_needed", each.at("not_appraised_reason"), name=each.name)


def merged_organisation(year: Year) -> Iterator[Finding]:
    """A merged organisation is not appraised itself, and the one that took it in is."""
    known = organisations(year)
    for each in year.organisations:
        if each.merged_into:
            yield from _merged(each, known.get(each.merged_into))


def _merged(each: Organisation, into: Organisation | None) -> Iterator[Finding]:
    at = each.at("merged_into")
    if each.merged_into == each.number:
        yield blocking("merged_into_itself", at, value=each.merged_into)
        return
    if each.appraised:
        yield blocking("merged_but_appraised", each.at("appraised"), value="是", name=each.name)
    if into and not into.appraised:
        yield blocking("merged_into_not_appraised", at, value=each.merged_into, name=into.name)


def same_secretary(year: Year) -> Iterator[Finding]:
    """One secretary may head two organisations, but it may also be a slip of the pen."""
    first: dict[str, Organisation] = {}
    for each in year.appraised:
        earlier = first.setdefault(each.secretary, each)
        if earlier is not each:
            yield notice("same_secretary", each.at("secretary"), value=each.secretary, name=earlier.name)


def same_name(year: Year) -> Iterator[Finding]:
    """Two organisations of one name cannot be told apart in what is published."""
    first: dict[str, Organisation] = {}
    for each in year.organisations:
        earlier = first.setdefault(each.name, each)
        if earlier is not each:
            yield notice("same_name", each.at("name"), value=each.name, line=earlier.line)
