"""What 读票 writes: the workbooks of the meetings in 收回, and the list of pages in 扫描."""

from collections.abc import Callable, Mapping

from shuzhi_xl.jobs.scanning.earlier_workbooks import EarlierWorkbooks
from shuzhi_xl.jobs.scanning.scan_press import ScanPress
from shuzhi_xl.rules.scanning.scan_list import ScanRecord, make_scan_list
from shuzhi_xl.sheets.outgoing.forms import TYPING_TEMPLATE
from shuzhi_xl.sheets.outgoing.scanned_ballots import ScannedContent
from shuzhi_xl.xlsx.fill.filling import Filling

LIST_NAME = "读票清单.xlsx"


def write_outputs(
    press: ScanPress,
    contents: Mapping[str, ScannedContent],
    fill: Callable[..., bytes],
    record: ScanRecord,
    earlier: EarlierWorkbooks,
) -> list[str]:
    """Write the workbooks and the list, each whole or not at all; one with just its content is left alone.

    Returns:
        Their places, relative to the master's folder.

    Raises:
        FileBusy: Another program has one open.
        FolderRefused: A folder is read-only or full.
    """
    fillings = [Filling(place, fill, TYPING_TEMPLATE, content) for place, content in contents.items()]
    with press.context.folder.workbook_pool((TYPING_TEMPLATE,), crowded=False) as pool:
        files = dict(pool.make_all(fillings))
    # Between the two a kill leaves the older workbook only where nobody counts it; the decisions in it are
    # found there by the next run.
    earlier.retire(files)
    press.context.folder.write_all(files.items())
    list_place = f"{press.folder.place}/{LIST_NAME}"
    press.context.folder.write_all([(list_place, _build_list(press, record))])
    return [*files, list_place]


def _build_list(press: ScanPress, record: ScanRecord) -> bytes:
    from shuzhi_xl.xlsx.output.scan_list import build_scan_list  # noqa: PLC0415 -- loads slowly

    return build_scan_list(make_scan_list(press.year, record))
