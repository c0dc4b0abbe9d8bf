"""Fingerprint of a returned form (文件指纹): of its answers, not of its bytes."""

import hashlib
import json
from typing import TypeAlias

from shuzhi_xl.rules.intake.answers import Answers, BallotAnswer

Fingerprint: TypeAlias = str
"""The fingerprint of a content (文件指纹); it includes the identity, so no two forms share one."""


def fingerprint(answers: Answers) -> Fingerprint:
    """Sixteen hexadecimal digits over identity and answers (文件指纹; 回收规则).

    A form re-saved by another program, renamed, or with its rows or columns in another order keeps its
    fingerprint; any other mark, text or date changes it.
    """
    content = [
        answers.identity.model_dump(mode="json"),
        sorted(_ballot(ballot) for ballot in answers.ballots),
        sorted(_text([s.order, s.voter_class, sorted(s.marks.items()), s.opinion]) for s in answers.surveys),
        sorted(_text(vars(problem)) for problem in answers.problems),
        sorted(_text(vars(reply)) for reply in answers.replies),
        # With the reasons: a ballot held for another cause means that the form was changed
        sorted(answers.held_ballots.items()),
    ]
    # 64 bits: short enough to read in 票单登记, and a year has a few hundred forms
    return hashlib.sha256(_text(content).encode("utf-8")).hexdigest()[:16]


def _ballot(ballot: BallotAnswer) -> str:
    return _text([ballot.order, ballot.voter_class, sorted(ballot.marks.items())])


_text = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=str, separators=(",", ":")).encode
