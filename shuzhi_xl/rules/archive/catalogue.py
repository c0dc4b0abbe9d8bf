"""卷宗目录: the numbered list of all that an archive contains."""

from collections.abc import Sequence

from shuzhi_xl.rules.archive.hash_list import show_path
from shuzhi_xl.sheets.outgoing.archive import MASTER_FOLDER, ArchivedFile, PageCount, Seal
from shuzhi_xl.sheets.outgoing.printed_lists import ListContent, chinese_date
from shuzhi_xl.wording.documents import archive as say


def make_catalogue(
    seal: Seal, committee: str, copies: Sequence[ArchivedFile], scans: Sequence[ArchivedFile]
) -> ListContent:
    """Make 卷宗目录, which has the 卷宗指纹 of 操作日志 at its foot.

    Args:
        seal: Of the archive.
        committee: 党委名称.
        copies: The files in it, the master included.
        scans: Those that are listed only.
    """
    return ListContent(
        title=say.catalogue_title(seal.year),
        sheet=say.SHEET,
        subtitle=say.catalogue_line(len(copies), len(scans)),
        headers=say.HEADERS,
        widths=[6, 40, 12, 9, 36, 26],
        rows=[_make_row(number, file) for number, file in enumerate([*copies, *scans], start=1)],
        signed=say.signature(committee, seal.contents, chinese_date(seal.sealed_at.date())),
        landscape=True,
    )


def _make_row(number: int, file: ArchivedFile) -> list[object]:
    folder, _, name = show_path(file.place).rpartition("/")
    source = say.MASTER_SOURCE if folder == MASTER_FOLDER else folder
    return [number, name, file.changed_on, _count_text(file.pages), file.digest, source]


def _count_text(pages: PageCount | None) -> str:
    if pages is None:
        return say.UNKNOWN
    return say.sheets(pages.count) if pages.is_of_sheets else say.pages(pages.count)
