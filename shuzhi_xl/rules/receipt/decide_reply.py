"""What becomes of a reply (反馈): branches send several in a year, and the last one counts."""

from shuzhi_xl.findings import Location, notice
from shuzhi_xl.rules.receipt.contents import LIVE, Contents, FormContent
from shuzhi_xl.rules.receipt.fingerprint import Fingerprint
from shuzhi_xl.rules.receipt.outcome import FormOutcome, enter, hold, mark_updated, refuse_void, repeat
from shuzhi_xl.sheets.master.vocabulary import RETURNED, VOID


def decide_reply(contents: Contents) -> FormOutcome:
    """A branch reports on its problems many times (通知 四、5): the last reply counts, without dispute."""
    rows, files = contents.registered, contents.files
    outcome = refuse_void(contents)
    current = _newest(contents)
    fresh = [content for content in files if content not in rows]
    for content, copies in files.items():
        # Two new replies in one run have no order in time, so neither can be called the last
        if content in fresh and len(fresh) > 1:
            outcome |= hold(copies, "replies_differ", count=len(fresh))
        elif content not in fresh and rows[content].state != VOID:
            outcome |= repeat(copies)
            if content != current:
                older = notice("reply_older", Location(copies[0].name), form=contents.form)
                outcome |= FormOutcome(findings=(older,))
    if len(fresh) == 1:
        current = fresh[0]
        outcome |= enter(contents, FormContent(current, RETURNED, files[current][0].votes))
    superseded = [content for content, row in rows.items() if row.state in LIVE and content != current]
    return mark_updated(outcome, contents, superseded)


def _newest(contents: Contents) -> Fingerprint:
    """The content of a 反馈 that counts: the one that came back last, the lower row of two at once."""
    live = {content: row for content, row in contents.registered.items() if row.state in LIVE}
    return max(
        live,
        # By the register's time, not the file's date, which copying and unpacking change
        key=lambda content: (live[content].returned_at or live[content].issued_at, live[content].line),
        default="",
    )
