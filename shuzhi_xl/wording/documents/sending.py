"""Words of the lists by which the office sends files out (发送清单) and passes passwords on (密码清单)."""

from collections.abc import Sequence

SHEET_OF_CODES = "密码"
HEADERS_OF_CODES = ("打开密码", "可以直接粘贴的文字")


def password_title(year: int) -> str:
    """Headline of the list of passwords."""
    return f"{year}年度述职评议考核送件打开密码清单"


LINE_OF_CODES = (
    "内部资料，请勿外传：密码另行告知本支部，不要和文件写在同一条消息里；同一支部全年用同一个密码。"
)
"""Line under the headline: an inside document, and how a password is passed on."""


def password_message(organisation: str, year: int, password: str) -> str:
    """A message that says nothing but a password; the file travels in another one."""
    return f"{organisation}：{year}年度述职评议考核结果文件的打开密码是 {password} ，请勿转告他人。"


SHEET = "发送清单"
HEADERS = ("文件", "可以直接粘贴的文字")
DEPARTMENT_HEADERS = ("牵头部门", "板块")
LINE = "程序不代发：请逐个发给联系人，先核对文件名，文字可以直接粘贴；一份一发，不要发到群里。"
"""Line under the headline of a list for sending: how it is used."""


def result_title(year: int) -> str:
    """Headline of the list of results to be sent."""
    return f"{year}年度述职评议考核结果发送清单"


def package_title(year: int) -> str:
    """Headline of the list of packages to be sent."""
    return f"{year}年度述职评议考核测评表发送清单"


def handover_title(year: int) -> str:
    """Headline of the list of what lead departments hand on."""
    return f"{year}年度述职评议考核牵头部门交接清单"


def result_message(
    organisation: str, committee: str, year: int, files: Sequence[str], *, is_encrypted: bool
) -> str:
    """A message to go with a branch's results.

    >>> result_message("甲村党支部", "云溪镇党委", 2015, ["反馈.xlsx"], is_encrypted=True)[-49:]
    '件已加密，打开密码另行告知。请填好其中的“整改清单”，连同文件发回。请勿转给其他人。——云溪镇党委'
    """
    locked = "文件已加密，打开密码另行告知。" if is_encrypted else ""
    return (
        f"{organisation}书记您好：{year}年度述职评议考核结果反馈给您，请查收{_names(files)}。{locked}"
        f"请填好其中的“整改清单”，连同文件发回。请勿转给其他人。——{committee}"
    )


def package_message(organisation: str, committee: str, year: int, files: Sequence[str]) -> str:
    """A message to go with a branch's package."""
    return (
        f"{organisation}您好：{year}年度述职评议考核的测评表发给你们，请查收{_names(files)}。"
        f"请先看“填写说明”，填好后把文件发回，不要改动表格的样式。——{committee}"
    )


def handover_message(
    department: str, committee: str, year: int, files: Sequence[str], *, is_encrypted: bool
) -> str:
    """A message to go with what a lead department hands on."""
    locked = "各支部的文件已加密，打开密码由镇里直接告知支部。" if is_encrypted else ""
    return (
        f"{department}：{year}年度述职评议考核中你部门牵头板块的结果文件请查收{_names(files)}，"
        f"请按支部逐个转交，只交本支部的一份。{locked}——{committee}"
    )


def reminder_title(year: int) -> str:
    """Headline of the list of reminders to be sent."""
    return f"{year}年度述职评议考核催办发送清单"


def reminder_message(department: str, committee: str, year: int, files: Sequence[str]) -> str:
    """A message to go with what a lead department is reminded of."""
    return (
        f"{department}：{year}年度述职评议考核中你部门牵头板块有要抓紧的事项，请查收{_names(files)}，"
        f"办好后请及时报来。——{committee}"
    )


def _names(files: Sequence[str]) -> str:
    return "、".join(f"“{name}”" for name in files)
