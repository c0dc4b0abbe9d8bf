"""后交的为准: which of several contents of a form came back last, where the clerk lets the last one count."""

from collections.abc import Sequence
from datetime import datetime

from shuzhi_xl.rules.receipt.contents import BroughtVotes, Contents, is_counted
from shuzhi_xl.rules.receipt.fingerprint import Fingerprint
from shuzhi_xl.rules.receipt.issued_form import IssuedForm
from shuzhi_xl.sheets.master.vocabulary import PENDING, RETURNED
from shuzhi_xl.sheets.master.votes import RegisteredForm

_SEVERAL = 2
_THIS_RUN = datetime.max  # noqa: DTZ901 -- a workbook's times know no zone


def lets_last_count(rows: Sequence[RegisteredForm], *, by_default: bool) -> bool:
    """Whether the last content of a form counts (票单登记: 后交的为准, else 基本设置: 后交替换).

    Args:
        rows: All rows of the form and of its survey.
        by_default: What 基本设置 says.
    """
    answers = {row.last_counts for row in rows} - {None}
    # 是 first: the clerk marks one row of a form, and a further content has copied the mark of the first
    return True in answers or (by_default and False not in answers)


def find_last(issued: IssuedForm, contents: Contents, in_question: Sequence[Fingerprint]) -> Fingerprint:
    """The content that came back after all others (后交的为准); blank where that is not certain.

    It may not count either where it has more votes than were issued, or lacks all ballots or all
    questionnaires that another one has: a part left out by mistake must not take votes away.

    Args:
        issued: The form as it went out.
        contents: All contents of the form.
        in_question: Those that might count; a single one is no question.
    """
    times = [_time_of(contents, content) for content in in_question]
    moments = [moment for moment in times if moment is not None]
    if len(times) < _SEVERAL or len(moments) < len(times) or moments.count(max(moments)) > 1:
        return ""
    last = in_question[moments.index(max(moments))]
    votes = issued.votes_of(contents, last)
    if votes is None or issued.find_surplus(votes):
        return ""
    earlier = [issued.votes_of(contents, content) for content in in_question if content != last]
    return "" if any(older is None or _lacks_part(votes, older) for older in earlier) else last


def _time_of(contents: Contents, content: Fingerprint) -> datetime | None:
    """When a content came back; None where that is unknown, or the clerk has chosen."""
    row = contents.registered.get(content)
    if row is None:
        # What an earlier run put aside may have come before or after a content that counts
        return None if contents.copies(content)[0].was_aside else _THIS_RUN
    is_open = row.state == PENDING or (row.state == RETURNED and is_counted(row))
    # By the register's time, not the file's date, which copying and unpacking change
    return row.returned_at if is_open else None


def _lacks_part(last: BroughtVotes, older: BroughtVotes) -> bool:
    return bool((older.ballots and not last.ballots) or (older.surveys and not last.surveys))
