"""Identity of a form (表单身份): its number, and a keyed checksum of its identifying values."""

import hashlib
import hmac
import json
from collections.abc import Sequence

from shuzhi_xl.findings import Finding, Location, blocking, notice
from shuzhi_xl.sheets.master.vocabulary import FEEDBACK, SURVEY_FORM, TYPING_A, TYPING_B
from shuzhi_xl.sheets.outgoing.forms import Identity

# Without letters and digits that are confused in handwriting: 0 O, 1 I L, 2 Z, 5 S, 6 8 B.
LETTERS = "ACDEFGHJKMNPQRTUVWXY3479"
_SUFFIX = {TYPING_A: "甲", TYPING_B: "乙", FEEDBACK: FEEDBACK}


def identity_code(key: bytes, values: Sequence[str | int]) -> str:
    """Checksum of a form's identity (校验码): HMAC-SHA256, 32 hexadecimal digits.

    The values are serialised as a JSON list of texts, so that two identities never have one serialisation.

    >>> identity_code(b"k", ["ab", "c"]) == identity_code(b"k", ["a", "bc"])
    False
    """
    text = json.dumps([str(value) for value in values], ensure_ascii=True, separators=(",", ":"))
    return hmac.new(key, text.encode("ascii"), hashlib.sha256).hexdigest()[:32]


def seal_identity(  # noqa: PLR0913 -- these are the values that the checksum covers
    key: bytes, *, year: int, form: str, kind: str, number: str, meeting: str, track: str, version: str
) -> Identity:
    """Make a form's identity (表单身份) with its checksum.

    Args:
        key: The master's own key (密钥), which never leaves it.
        year: 年度.
        form: 表单编号.
        kind: 种类: 测评表, 录票甲, 录票乙 or 反馈.
        number: 编号 of the branch; ``""`` for a typing workbook.
        meeting: 场次; may be ``""``.
        track: 板块.
        version: 模板版本.
    """
    code = identity_code(key, [year, form, kind, number, meeting, track, version])
    return Identity(
        year=year,
        form=form,
        kind=kind,
        number=number,
        meeting=meeting,
        track=track,
        version=version,
        code=code,
    )


def secret_letters(key: bytes, values: Sequence[str | int], count: int) -> str:
    """Letters that cannot be guessed without the master's key (表单编号的后几位).

    Args:
        key: The master's key.
        values: What they stand for.
        count: How many; at most 32.
    """
    digest = hashlib.sha256(identity_code(key, values).encode("ascii")).digest()
    # Not evenly spread (256 is no multiple of 24), which costs a guess next to nothing
    return "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:count])


def form_number(key: bytes, year: int, subject: str, kind: str, issue: int) -> str:
    """Number of a form (表单编号): year, subject, issue, and four letters that cannot be guessed.

    Args:
        key: The master's key.
        year: 年度.
        subject: The branch's 编号, or the 场次 of a typing workbook.
        kind: 种类 of the form; typing workbooks and feedbacks show it after the subject.
        issue: 1 for the first issue, 2 after a re-issue (重发).

    >>> form_number(b"k", 2015, "H1", "录票甲", 2).startswith("15-H1甲-2-")
    True
    """
    # 24⁴ = 331,776 numbers for each subject: a slip of the pen does not hit another form
    letters = secret_letters(key, ["form", year, subject, kind, issue], 4)
    return f"{year % 100:02}-{subject}{_SUFFIX.get(kind, '')}-{issue}-{letters}"


def survey_form(form: str) -> str:
    """Number of a package's survey in 票单登记.

    >>> survey_form("15-V001-1-K7QF")
    '15-V001-1-K7QF-问'
    """
    return f"{form}-{SURVEY_FORM[0]}"


def examine_identity(identity: Identity, key: bytes, year: int, version: str) -> str | None:
    """Code of the finding for which a returned form must be held (表单身份); None when it is accepted.

    Args:
        identity: The identity in the file.
        key: The master's key.
        year: 年度 of the master.
        version: 模板版本 now in use.
    """
    # Before the checksum: each year's master has its own key, so last year's form would only look altered
    if identity.year != year:
        return "identity_other_year"
    covered: list[str | int] = [
        identity.year,
        identity.form,
        identity.kind,
        identity.number,
        identity.meeting,
        identity.track,
        identity.version,
    ]
    if not hmac.compare_digest(identity_code(key, covered), _normalise_code(identity.code)):
        return "identity_altered"
    return "identity_other_version" if identity.version != version else None


def _normalise_code(code: str) -> str:
    # compare_digest raises TypeError for a text with characters beyond ASCII
    return code.lower() if code.isascii() else ""


def identity_finding(file: str, code: str, identity: Identity | None) -> Finding:
    """The finding for a form that is held for its identity (表单身份; 回收规则).

    Args:
        file: File name.
        code: Result of `examine_identity`, or ``identity_missing`` where the file contains no identity, or
            ``file_of_other_year`` where the form's year has a folder to which the file is moved.
        identity: The identity in the file, if any.

    Returns:
        A notice for a foreign file and for one of another year, which is not awaited; else blocking.
    """
    make = notice if code in ("identity_missing", "identity_other_year", "file_of_other_year") else blocking
    context = identity.model_dump(include={"year", "form", "number", "version"}) if identity else {}
    return make(code, Location(file), **context)
