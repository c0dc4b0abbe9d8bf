"""基本设置 and 板块设置: what must be entered before forms are distributed."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from shuzhi_xl.findings import Finding, Severity, blocking, notice
from shuzhi_xl.rules.checks.lookups import is_complete, list_types, locate_table
from shuzhi_xl.rules.debrief.limits import parse_share_limit
from shuzhi_xl.sheets.declaration.cell_value import canonical
from shuzhi_xl.sheets.declaration.column import YES_NO
from shuzhi_xl.sheets.master.office_entries import MILESTONE
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.master.scheme_tables import TRACK
from shuzhi_xl.sheets.master.settings import TECHNICAL_KEYS, Settings
from shuzhi_xl.sheets.master.vocabulary import MEETING
from shuzhi_xl.sheets.reading.year import Year

# 32 bits are enough to notice a change; they are no protection against forgery
_DIGITS: Final = 8


def check_needed_tables(year: Year) -> Iterator[Finding]:
    """板块设置 and 组织名册 have rows (通知 一 and 二: blocking), and so has 日程安排 (通知 五: a notice)."""
    for table, make in ((TRACK, blocking), (ORGANISATION, blocking), (MILESTONE, notice)):
        raw = year.raw[table.name]
        # A table that could not be read has its own finding already
        if not raw.rows and not raw.findings:
            yield make("table_empty", locate_table(year, table.name), table=table.name)


def check_peer_class(year: Year) -> Iterator[Finding]:
    """互评票类 (基本设置) is a 票类 of 现场测评, since branches' ballots count as votes of the meeting."""
    voter_class = year.settings.peer_class if year.settings else ""
    uses = {row.source for row in year.class_weights if row.voter_class == voter_class}
    # A 票类 without any row in 票类权重 is reported as an unknown value
    if year.settings and uses and MEETING not in uses:
        yield blocking("peer_class_of_survey", year.settings.at("peer_class"), value=voter_class)


def check_report_limits(year: Year) -> Iterator[Finding]:
    """成绩占比上限 and 问题占比下限 are shares, and 报告字数下限 ≤ 报告字数上限 (基本设置; 通知 四、2)."""
    settings = year.settings
    if not settings:
        return
    for name in ("achievements_most", "problems_least"):
        text = getattr(settings, name)
        if parse_share_limit(text) is None:
            header = settings.columns()[name].header
            yield blocking("share_unreadable", settings.at(name), value=text, header=header)
    if settings.report_least > settings.report_most:
        at, value = settings.at("report_least"), settings.report_least
        yield blocking("report_limits_crossed", at, value=value, most=settings.report_most)


def check_confirmed(year: Year) -> Iterator[Finding]:
    """已由党委研究确认 (基本设置) is not 否: a notice, since only 计算 depends on it (通知 四、4)."""
    if year.settings and not year.settings.is_confirmed:
        yield notice("settings_unconfirmed", year.settings.at("is_confirmed"), value=YES_NO[1])


def refuse_unconfirmed(year: Year) -> list[Finding]:
    """The same as a refusal of 计算, which follows what the party committee decided (通知 四、4)."""
    return [replace(finding, severity=Severity.BLOCKING) for finding in check_confirmed(year)]


def print_technical(settings: Settings) -> str:
    """Fingerprints of the settings that the party committee confirms together (基本设置), as one text."""
    values = {column.header: getattr(settings, name) for name, column in Settings.columns().items()}
    return " ".join(f"{key}:{_print(values[key])}" for key in TECHNICAL_KEYS)


def _print(value: object) -> str:
    return hashlib.sha256(canonical(value).encode()).hexdigest()[:_DIGITS]


def find_changed_since_confirmed(year: Year, earlier: str) -> list[Finding]:
    """A notice that 计票、取整等办法 (基本设置) differ from those by which the last results were computed.

    Args:
        year: The year as it is now.
        earlier: What `print_technical` gave at the last 计算; blank where there was none.
    """
    if not (year.settings and year.settings.is_confirmed):
        return []
    before = dict(entry.split(":") for entry in earlier.split())
    now = dict(entry.split(":") for entry in print_technical(year.settings).split())
    # A setting that a later version brought was not there to be changed
    changed = [key for key, fingerprint in now.items() if before.get(key, fingerprint) != fingerprint]
    fields = {column.header: name for name, column in Settings.columns().items()}
    if not changed:
        return []
    at = year.settings.at(fields[changed[0]])
    return [notice("settings_changed_since_tick", at, headers="、".join(changed))]


def check_type_in_one_track(year: Year) -> Iterator[Finding]:
    """A 组织类型 belongs to one track only (板块设置; 通知 二)."""
    owners: dict[str, str] = {}
    for track in year.tracks:
        for organisation_type in list_types(track):
            first = owners.setdefault(organisation_type, track.name)
            if first != track.name:
                at, value = track.at("organisation_types"), track.organisation_types
                yield blocking("type_in_two_tracks", at, value=value, type=organisation_type, track=first)


def check_track_without_organisations(year: Year) -> Iterator[Finding]:
    """A track without appraised organisations is probably misspelt in 组织名册 (板块设置)."""
    # A row that could not be read may be the only organisation of its track
    if not year.organisations or not is_complete(year, "organisations"):
        return
    used = {organisation.track for organisation in year.appraised}
    for track in year.tracks:
        if track.name not in used:
            yield notice("track_unused", track.at("name"), value=track.name)
