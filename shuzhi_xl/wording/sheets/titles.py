"""Headlines of what leaves the office."""

from decimal import Decimal

NOT_PRINTED = "不随整本打印，要打印请选中后选“打印选定区域”。"


def ballot_title(year: int) -> str:
    """Headline of a branch's ballot form, after the notice's annex."""
    # 附 of the notice: 党组织书记抓基层党建工作述职评议测评表
    return f"{year}年度党组织书记抓基层党建工作述职评议测评表"


def typing_title(year: int, meeting: str, hand: str) -> str:
    """Headline of a typing workbook."""
    return f"{year}年度述职评议会现场测评录票表（{meeting} {hand}）"


def feedback_title(year: int) -> str:
    """Headline of a result workbook."""
    return f"{year}年度党组织书记抓基层党建工作述职评议考核结果反馈"


def summary_title(year: int, track: str) -> str:
    """Headline of a track's summary."""
    return f"{year}年度党组织书记抓基层党建工作述职评议考核汇总（{track}）"


def audit_title(year: int, track: str) -> str:
    """Headline of a track's audit workbook."""
    return f"{year}年度党组织书记抓基层党建工作述职评议考核核对（{track}）"


def publication_title(year: int) -> str:
    """Headline of a published result."""
    return f"{year}年度党组织书记抓基层党建工作述职评议考核结果公布"


def tracking_title(year: int, track: str) -> str:
    """Headline of a track's list of open problems."""
    return f"{year}年度党组织书记抓基层党建工作整改跟踪（{track}）"


def home_title(year: int) -> str:
    """Headline of the home sheet."""
    return f"{year}年度党组织书记抓基层党建工作述职评议考核"


WITHHELD = "票少，按匿名规定不显示"
"""Shown where counts are withheld (匿名下限)."""
UNSHOWN = "票少不显示"
"""Shown where a single score is withheld (匿名下限)."""


def about(figure: Decimal) -> str:
    """A figure that is shown rounded (匿名下限).

    >>> about(Decimal(90)), about(Decimal("36.80"))
    ('约 90', '约 36.8')
    """
    return f"约 {figure.normalize():f}"
