"""Words of the lists by which the office sends files out (发送清单) and passes passwords on (密码清单)."""

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
