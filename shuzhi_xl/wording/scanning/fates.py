"""Words for what becomes of a scanned page (读票清单的“结果”)."""

from collections.abc import Mapping
from typing import Final

FATES: Final[Mapping[str, str]] = {
    "read": "读出",
    "duplicate": "重复",
    "other_meeting": "不是待读的会",
    "other_year": "别的年度",
    "no_ballot": "不是测评票",
    "blank": "空白",
    "unreadable": "读不了",
}
"""By fate, in the order in which they are listed."""
