"""组织名册: each organisation fits its track and meeting and is listed once (通知 一 and 二)."""

from collections.abc import Iterator

from shuzhi_xl.findings import Finding, blocking, notice
from shuzhi_xl.rules.checks.lookups import index_organisations, index_tracks, list_types
from shuzhi_xl.rules.forms.voter_classes import class_names
from shuzhi_xl.rules.year.cells_to_mend import join_names
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation
from shuzhi_xl.sheets.master.vocabulary import MEETING
from shuzhi_xl.sheets.reading.year import Year


def check_meeting_entered(year: Year) -> Iterator[Finding]:
    """Every appraised organisation has a 场次, also with a written debrief (书面述职; 通知 四、3)."""
    for organisation in year.appraised:
        if not organisation.meeting:
            yield blocking("meeting_needed", organisation.at("meeting"), name=organisation.name)


def check_meeting_of_own_track(year: Year) -> Iterator[Finding]:
    """The 场次 belongs to the organisation's own 板块 (通知 二); an unknown 场次 has a finding of its own."""
    track_of = {meeting.number: meeting.track for meeting in year.meetings}
    track_table = index_tracks(year)
    for organisation in year.organisations:
        held_for = track_of.get(organisation.meeting, organisation.track)
        # A 板块 that is not in 板块设置 is reported as an unknown value; this would only follow from it
        if held_for != organisation.track and held_for in track_table and organisation.track in track_table:
            at = organisation.at("meeting")
            yield blocking(
                "meeting_of_other_track",
                at,
                value=organisation.meeting,
                track=organisation.track,
                other=held_for,
            )


def check_type_of_track(year: Year) -> Iterator[Finding]:
    """The 组织类型 is one that 板块设置 assigns to the organisation's 板块 (通知 二)."""
    track_table = index_tracks(year)
    for organisation in year.organisations:
        track = track_table.get(organisation.track)
        if track and organisation.organisation_type not in list_types(track):
            at = organisation.at("organisation_type")
            yield blocking(
                "type_not_of_track", at, value=organisation.organisation_type, track=organisation.track
            )


def check_ballots_entered(year: Year) -> Iterator[Finding]:
    """Where branches rate each other, each has 测评票数 (互评票类; 通知 四、3): one notice for a track."""
    peer_class = year.settings.peer_class if year.settings else ""
    registered = {form.number for form in year.forms}
    for track in year.tracks:
        # What went out with none was issued so, and a branch without ballots among others is no mistake
        branches = [
            organisation
            for organisation in year.appraised
            if organisation.track == track.name and organisation.number not in registered
        ]
        missing = [branch for branch in branches if branch.ballots is None]
        if not any(branch.ballots for branch in branches):
            missing = branches
        if missing and peer_class in class_names(year, track.name, MEETING):
            yield notice(
                "ballots_blank",
                missing[0].at("ballots"),
                value=missing[0].ballots,
                track=track.name,
                voter_class=peer_class,
                count=len(missing),
                names=join_names([branch.name for branch in missing]),
            )


def check_reason_entered(year: Year) -> Iterator[Finding]:
    """参评 = 否 needs a 不参评原因: all secretaries are subject to the appraisal (通知 一)."""
    for organisation in year.organisations:
        if not organisation.appraised and not organisation.not_appraised_reason:
            yield blocking("reason_needed", organisation.at("not_appraised_reason"), name=organisation.name)


def check_merged_organisation(year: Year) -> Iterator[Finding]:
    """A merged organisation is not appraised, and the one that took it in is (组织名册: 并入组织)."""
    roster = index_organisations(year)
    for organisation in year.organisations:
        if organisation.merged_into:
            yield from _check_merger(organisation, roster.get(organisation.merged_into))


def _check_merger(organisation: Organisation, into: Organisation | None) -> Iterator[Finding]:
    at = organisation.at("merged_into")
    if organisation.merged_into == organisation.number:
        yield blocking("merged_into_itself", at, value=organisation.merged_into)
        return
    if organisation.appraised:
        yield blocking(
            "merged_but_appraised", organisation.at("appraised"), value="是", name=organisation.name
        )
    if into and not into.appraised:
        yield blocking("merged_into_not_appraised", at, value=organisation.merged_into, name=into.name)


def check_same_secretary(year: Year) -> Iterator[Finding]:
    """One secretary of two organisations is a notice: possible, but maybe a typing error (组织名册)."""
    first: dict[str, Organisation] = {}
    for organisation in year.appraised:
        earlier = first.setdefault(organisation.secretary, organisation)
        if earlier is not organisation:
            yield notice(
                "same_secretary",
                organisation.at("secretary"),
                value=organisation.secretary,
                name=earlier.name,
            )


def check_same_name(year: Year) -> Iterator[Finding]:
    """Two organisations of one name cannot be distinguished on the published list (组织名册; 通知 四、4)."""
    first: dict[str, Organisation] = {}
    for organisation in year.organisations:
        earlier = first.setdefault(organisation.name, organisation)
        if earlier is not organisation:
            yield notice("same_name", organisation.at("name"), value=organisation.name, line=earlier.line)
