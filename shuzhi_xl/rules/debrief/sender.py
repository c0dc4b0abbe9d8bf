"""The sender of a report (报告的归属) by file name, else by its first paragraphs.

The program never guesses.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from shuzhi_xl.findings import Finding, Location, blocking, notice
from shuzhi_xl.rules.debrief.report import Report
from shuzhi_xl.sheets.declaration.texts import clean
from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation

_FIRST: Final = 6  # paragraphs in which a report names its author
_SHORTEST: Final = 3  # characters of a short name or an all-digit number: fewer would match by chance
_NUMBER: Final = "编号"
# Within a town nobody writes its name, nor 党支部 in full: 月浦镇长春村党总支部 signs as 长春村
_TOWN: Final = re.compile(r"^.{2,4}(?:镇|乡|街道)(?=.{3})")
_KIND: Final = re.compile(r"(?:党总支部|党总支|总支部|党支部|支部|党委|党组|委员会)$")


@dataclass(frozen=True)
class _Name:
    """One name of an organisation: its kind, and the pattern that finds it."""

    kind: str
    pattern: re.Pattern[str]
    number: str


class Senders:
    """The organisations whose reports are expected, by all their names.

    Args:
        organisations: 组织名册.
    """

    def __init__(self, organisations: Sequence[Organisation]) -> None:
        self._names = [name for organisation in organisations for name in _list_names(organisation)]
        # A text contains many numbers that are not 编号.
        self._words = [name for name in self._names if not name.number.isdigit() or name.kind != _NUMBER]

    def of(self, file: str, texts: Sequence[str]) -> tuple[str, ...]:
        """编号 of the organisations whose report a file may be; exactly one when it is clear.

        Args:
            file: Its name; folders are ignored.
            texts: Its paragraphs.
        """
        first = [text for text in texts if clean(text)][:_FIRST]
        # The file's name first: a text also names neighbours and the town's leaders
        stem = file.rpartition("/")[2].removesuffix(".docx")
        places = [(stem, self._names), *((text, self._words) for text in first)]
        matches = (_find_organisations(text, names) for text, names in places)
        return next((numbers for numbers in matches if numbers), ())


def sort_reports(
    reports: Sequence[Report], organisations: Sequence[Organisation]
) -> tuple[dict[str, Report], list[Finding]]:
    """Sort reports by 编号; a report of no, of several, or of an organisation with two reports is reported.

    Args:
        reports: As read.
        organisations: 组织名册.
    """
    senders = Senders(organisations)
    roster = {organisation.number: organisation for organisation in organisations}
    claims: dict[str, list[Report]] = {}
    findings = []
    for report in reports:
        numbers = senders.of(report.file, [paragraph.text for paragraph in report.paragraphs])
        reason = _find_objection(report.file, [roster[number] for number in numbers])
        if reason is not None:
            findings.append(reason)
        else:
            claims.setdefault(numbers[0], []).append(report)
    for number, files in claims.items():
        findings += _find_duplicates(roster[number], files)
    # Of two reports neither is entered: the clerk decides which one counts
    return {number: files[0] for number, files in claims.items() if len(files) == 1}, findings


def _find_objection(file: str, senders: Sequence[Organisation]) -> Finding | None:
    """Finding on a file that is not the report of one appraised organisation, or None."""
    names = "、".join(
        f"{organisation.number}{organisation.name}（{organisation.secretary}）" for organisation in senders
    )
    if not senders:
        return blocking("report_sender_unknown", Location(file))
    if len(senders) > 1:
        return blocking("report_sender_unclear", Location(file), names=names)
    return None if senders[0].appraised else notice("report_not_appraised", Location(file), name=names)


def _find_duplicates(organisation: Organisation, files: Sequence[Report]) -> Iterator[Finding]:
    for report in files:
        further_files = "、".join(f"“{further.file}”" for further in files if further is not report)
        if further_files:
            yield blocking(
                "report_twice", Location(report.file), name=organisation.name, others=further_files
            )


def _find_organisations(text: str, names: Sequence[_Name]) -> tuple[str, ...]:
    """Organisations that a text names; all of them where the kinds of names disagree."""
    by_kind: dict[str, set[str]] = {}
    for name in _find_names(_normalise(text), names):
        by_kind.setdefault(name.kind, set()).add(name.number)
    if not by_kind:
        return ()
    agreed = set.intersection(*by_kind.values())
    return tuple(sorted(agreed or set.union(*by_kind.values())))


def _find_names(text: str, names: Sequence[_Name]) -> Iterator[_Name]:
    """Names in a text, without those that are only part of a longer name."""
    matches = [(match.span(), name) for name in names for match in name.pattern.finditer(text)]
    for (start, end), name in matches:
        longer = (span for span, _ in matches if span[0] <= start and end <= span[1])
        if all(span == (start, end) for span in longer):
            yield name


def _list_names(organisation: Organisation) -> Iterator[_Name]:
    number = _normalise(organisation.number)
    if not number.isdigit() or len(number) >= _SHORTEST:
        # 12 in “12月”, (2) of a second copy and C001 in C0012 are not 编号.
        bounded = rf"(?<![a-z0-9]){re.escape(number)}(?![a-z0-9年月日号名%])"
        yield _Name(_NUMBER, re.compile(bounded), organisation.number)
    full = _normalise(organisation.name)
    short = _KIND.sub("", _TOWN.sub("", full))
    for name in {full, short if len(short) >= _SHORTEST else full}:
        yield _Name("组织名称", _make_pattern(name), organisation.number)
    yield _Name("书记姓名", _make_pattern(_normalise(organisation.secretary)), organisation.number)


def _make_pattern(name: str) -> re.Pattern[str]:
    """Pattern of a name that also matches with blanks between its characters."""
    return re.compile(r"\s*".join(map(re.escape, "".join(name.split()))))


def _normalise(text: str) -> str:
    return unicodedata.normalize("NFKC", clean(text)).casefold()
