"""Lists by which the office sends files out (发送清单), beside these files."""

from collections.abc import Mapping, Sequence

from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.rules.documents.sending.sending_list import (
    Files,
    make_handover_sending,
    make_package_sending,
    make_reminder_sending,
    make_result_sending,
)
from shuzhi_xl.sheets.declaration.units import TrackName
from shuzhi_xl.sheets.master.settings import Settings
from shuzhi_xl.sheets.outgoing.printed_lists import ListContent
from shuzhi_xl.sheets.reading.year import Year
from shuzhi_xl.xlsx.fill.filling import Filling


def result_sending(year: Year, files: Files) -> list[Filling]:
    """The list of results for branches (结果/<年度>/发送清单.xlsx); none where nothing is to be sent."""
    if not files or year.settings is None:
        return []
    content = make_result_sending(year, year.settings, files)
    return [Filling(f"结果/{year.settings.year}/发送清单.xlsx", _build, "", content)]


def package_sending(year: Year, files: Files) -> list[Filling]:
    """The list of packages for branches (发出/<年度>/发送清单.xlsx); none where nothing is to be sent."""
    if not files or year.settings is None:
        return []
    content = make_package_sending(year, year.settings, files)
    return [Filling(f"发出/{year.settings.year}/发送清单.xlsx", _build, "", content)]


def handover_sending(
    settings: Settings, tracks_of: Mapping[str, Sequence[TrackName]], files: Mapping[str, Sequence[str]]
) -> list[Filling]:
    """The list of packages for lead departments (结果/<年度>/发送清单_牵头部门.xlsx); none without any."""
    content = make_handover_sending(settings, tracks_of, files)
    return [Filling(f"结果/{settings.year}/发送清单_牵头部门.xlsx", _build, "", content)] if files else []


def write_reminder_sending(
    context: JobContext, year: Year, settings: Settings, department_of: Mapping[str, str]
) -> list[str]:
    """Write the list of reminders for lead departments (结果/<年度>/发送清单_催办.xlsx); none without any.

    Args:
        context: What the job may touch.
        year: The year.
        settings: Its settings.
        department_of: The department of each reminder and letter, by its place.
    """
    if not department_of:
        return []
    content = make_reminder_sending(year, settings, department_of)
    place = f"结果/{settings.year}/发送清单_催办.xlsx"
    context.folder.write_all([(place, _build(content))])
    return [place]


def _build(content: ListContent) -> bytes:
    from shuzhi_xl.xlsx.output.printed_lists import build_list  # noqa: PLC0415 -- loads slowly, and 分发 may stop before

    return build_list(content)
