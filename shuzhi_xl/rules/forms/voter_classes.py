"""票类 on the ballots of a form: which are offered, and which are accepted (票类权重; 通知 四、3)."""

from shuzhi_xl.sheets.master.organisations_and_meetings import Meeting
from shuzhi_xl.sheets.master.vocabulary import (
    EVERY_TRACK,
    MEETING,
    PACKAGE,
)
from shuzhi_xl.sheets.outgoing.forms import Identity
from shuzhi_xl.sheets.reading.year import Year


def class_names(year: Year, track: str, source: str) -> tuple[str, ...]:
    """票类 of a source in a track, in the order of 票类权重; rows of the track replace those of 全部."""
    rows = [row for row in year.class_weights if row.source == source]
    of_track = [row.voter_class for row in rows if row.track == track]
    return tuple(dict.fromkeys(of_track or [row.voter_class for row in rows if row.track == EVERY_TRACK]))


def package_classes(year: Year, track: str) -> tuple[str, ...]:
    """票类 offered on a branch's ballots.

    Only 互评票类 (基本设置) where it is set, else those of the meeting.
    """
    peer = year.settings.peer_class if year.settings else ""
    return (peer,) if peer else class_names(year, track, MEETING)


def typed_classes(year: Year, meeting: Meeting) -> tuple[str, ...]:
    """票类 of the paper ballots of a meeting, which are typed afterwards (票类权重; 通知 四、3)."""
    peer = year.settings.peer_class if year.settings else ""
    # Branches' ballots come in their packages; offered here too, they could be typed and counted twice
    return tuple(of for of in class_names(year, meeting.track, MEETING) if of != peer)


def allowed_classes(year: Year, identity: Identity) -> tuple[str, ...]:
    """票类 that the ballots of a returned form may have: those that it was issued for (发出时的票类).

    If a branch could enter another class, its votes would be weighted as votes of that class. Where 互评票类
    has been removed from 基本设置 since, 票单登记 still contains the class that the package was issued for.
    """
    if identity.kind != PACKAGE:
        return class_names(year, identity.track, MEETING)
    offered = package_classes(year, identity.track)
    issued_for = next((row.voter_class for row in year.forms if row.form == identity.form), "")
    return (issued_for,) if issued_for in offered else offered
