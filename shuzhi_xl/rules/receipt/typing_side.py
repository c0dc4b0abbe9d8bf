"""One typist's workbook (录票甲, 录票乙): its contents, and the one of them to compare."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shuzhi_xl.rules.receipt.contents import (
    Arrival,
    Contents,
    Files,
    Rows,
    by_content,
    is_counted,
    known_contents,
)
from shuzhi_xl.rules.receipt.fingerprint import Fingerprint
from shuzhi_xl.sheets.declaration.units import FormNumber
from shuzhi_xl.sheets.master.vocabulary import PENDING, RETURNED, VOID
from shuzhi_xl.sheets.master.votes import RegisteredForm

RowsByKind = Mapping[str, Sequence[RegisteredForm]]
"""The register's rows of 录票甲 and 录票乙, by kind."""


@dataclass(frozen=True)
class TypingSide(Contents):
    """One typist's workbook (录票甲 or 录票乙).

    Attributes:
        content: Fingerprint of the content to compare; ``""`` when there is none or they are disputed.
        replaced: Held versions that the chosen one replaces.
        disputed: Contents between which the clerk must choose.
    """

    content: Fingerprint = ""
    replaced: tuple[Fingerprint, ...] = ()
    disputed: tuple[Fingerprint, ...] = ()

    @property
    def row(self) -> RegisteredForm | None:
        """The register's row of the chosen content."""
        return self.registered.get(self.content)

    @property
    def arrivals(self) -> Sequence[Arrival]:
        """Files of the chosen content."""
        return self.copies(self.content)

    @property
    def is_complete(self) -> bool:
        """Whether the chosen content is entered, with no ballot left open."""
        return self.row is not None and is_counted(self.row) and not self.row.spoiled

    def without_replaced(self) -> Contents:
        """Its contents, without the versions that were replaced."""
        rows = {content: row for content, row in self.registered.items() if content not in self.replaced}
        return Contents(self.form, rows, self.files)


def typing_contents(registered: RowsByKind, kind: str, arrivals: Sequence[Arrival]) -> Contents:
    """All contents of one typist's form (录票甲 or 录票乙) of a meeting."""
    rows = registered.get(kind, ())
    files = by_content(arrival for arrival in arrivals if arrival.identity.kind == kind)
    return Contents(rows[0].form if rows else "", known_contents(rows), files)


def blank_files(contents: Contents) -> Files:
    """New files without any ballot, which never outrank one with ballots (回收规则)."""
    rows, files = contents.registered, contents.files
    blank = {content: copies for content, copies in files.items() if copies[0].votes.is_blank}
    if len(blank) == len(files) and not any(_is_firm(row) for row in rows.values()):
        return {}
    return {content: copies for content, copies in blank.items() if content not in rows}


def choose_content(contents: Contents) -> TypingSide:
    """One side with the content to compare, or with those from which the clerk must choose (回收规则)."""
    form, rows, blank = contents.form, contents.registered, blank_files(contents)
    # Blank files are taken out first: an empty workbook in the folder must not open a dispute
    files = {content: copies for content, copies in contents.files.items() if content not in blank}
    return _choose(form, rows, files)


def _choose(form: FormNumber, rows: Rows, files: Files) -> TypingSide:
    live = [content for content, row in rows.items() if row.state != VOID]
    new = [content for content in files if content not in rows]
    # A corrected version beside the one held earlier: the held one is still in 收回/_有问题
    fresh = [content for content in new if not files[content][0].was_aside] or new
    is_pending = any(rows[content].state == PENDING for content in live)
    is_firm = any(_is_firm(rows[content]) for content in live)
    if is_pending or len(live) > 1 or len(fresh) > 1 or (new and is_firm):
        return TypingSide(form, rows, files, disputed=(*live, *new))
    fingerprint = next(iter([*fresh, *live]), "")
    replaced = tuple(content for content in (*live, *new) if content != fingerprint)
    return TypingSide(form, rows, files, fingerprint, replaced)


def _is_firm(row: RegisteredForm) -> bool:
    """Whether a content may not simply be replaced: all but one entered with ballots left open, or blank."""
    # Its 作废数 are the ballots that differed; with none left, nothing is waiting for a correction
    return not (row.state == RETURNED and is_counted(row) and (row.spoiled or not row.returned))
