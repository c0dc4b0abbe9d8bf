"""Words of 抽查: the record that is signed, and the end of the job."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

UNREADABLE, CHANGED, GONE, UNKNOWN_ROWS = (
    "这一页读不出来",
    "图片与读票时不同",
    "找不到图片",
    "图片上没有这几行",
)
"""Why a page is not shown."""
NOT_RECORDED: Final = "没有登记"
AGREES, DIFFERS = "相符", "不符"
HEADERS: Final = ("书记", "登记", AGREES, DIFFERS)
LISTED: Final = ("抽中的票", "图片", "抽中所据")
BOX: Final = "□"
_SHOWN_PROOF: Final = 16


def audit_title(year: int, meeting: str) -> str:
    """Headline of the record.

    >>> audit_title(2015, "M01")
    '2015年度 M01 测评票抽查记录'
    """
    return f"{year}年度 {meeting} 测评票抽查记录"


def how_many(total: int, size: int, count: int) -> str:
    """Of how many ballots how many are laid beside their pictures."""
    return f"读票读出并已计入“测评票”的票共 {total} 张，抽 {size} 张，其中本场次 {count} 张。"


def which_seed(seed: str) -> str:
    """With which words it was drawn."""
    return f"随机词：{seed}（应在计票之后当众定下，例如由监票人掷骰子）。"


def how_drawn(seed: str, meeting: str, order: int, size: int) -> str:
    """How anybody can repeat the drawing.

    Args:
        order: 票号 of a ballot as an example.
    """
    return (
        f"怎样抽的：每张票有一行文字“随机词|场次|票号”，例如 {seed}|{meeting}|{order}；"
        f"按 UTF-8 算出它的 SHA-256，从小到大取前 {size} 张。"
        "用任何能算 SHA-256 的软件都能照着重做一遍，结果是一样的。"
    )


def what_is_recorded(fingerprint: str) -> str:
    """Where the recorded side is from."""
    return (
        f"“登记”取自已计入的读票工作簿（文件指纹 {fingerprint}，与“票单登记”一致），“存疑”表里的决定都在内；"
        "其中的票与总表“测评票”逐张比过，是一样的。这里的票号是扫描的次序，与“测评票”的票号无关。"
    )


DECIDED, RETYPED, UNKNOWN = "＊", "△", "？"
"""Behind what is recorded: a person has decided it, has typed over what was read, or nothing says who did."""


def who_decided(read: int, decided: int, retyped: int, unknown: int) -> str:
    """How many marks of the drawn ballots the program has read, and how many people have decided.

    >>> who_decided(48, 5, 1, 0)
    '抽中的票里，程序读的 48 处；有“＊”的 5 处是人定的，程序拿不准；有“△”的 1 处是人改的，程序读成别的。'
    >>> who_decided(0, 0, 0, 3).partition("。")[2]
    '有“？”的 3 处没有读票的记录，不知道是程序读的还是人定的，请特别核对。'
    """
    lost = f"有“{UNKNOWN}”的 {unknown} 处没有读票的记录，不知道是程序读的还是人定的，请特别核对。"
    return (
        f"抽中的票里，程序读的 {read} 处；有“{DECIDED}”的 {decided} 处是人定的，程序拿不准；"
        f"有“{RETYPED}”的 {retyped} 处是人改的，程序读成别的。{lost if unknown else ''}"
    )


def what_it_shows(total: int, size: int, faults: int, chance: Fraction) -> str:
    """What a sample without a fault shows.

    Args:
        faults: How many may be wrong at most.
        chance: How often that is said in vain.

    >>> what_it_shows(2000, 60, 96, Fraction(1, 20))
    '抽中的 60 张全部相符，就有 95% 的把握说：2000 张里登记不符的不超过 96 张（4.8%）。'
    >>> what_it_shows(60, 60, 0, Fraction(1, 20))
    '60 张全部核对，没有抽样误差。'
    """
    if size == total:
        return f"{total} 张全部核对，没有抽样误差。"
    sure, share = f"{float(100 * (1 - chance)):g}%", f"{float(Fraction(100 * faults, total)):.1f}%"
    return (
        f"抽中的 {size} 张全部相符，就有 {sure} 的把握说："
        f"{total} 张里登记不符的不超过 {faults} 张（{share}）。"
    )


AUDIT: Final = "抽查：计票之后抽出这么多张票，把图片和登记并列，供监票人核对签名"
BUTTON: Final = "抽查：计票之后按当众定的随机词抽出 60 张票，把图片和登记并列，供监票人核对签名"
COUNT: Final = "抽多少张票；不写抽 60 张"
SEED: Final = "抽查用的随机词，计票之后当众定下（如掷骰子的点数）；不写就问"
ASK_SEED: Final = "随机词（计票之后当众定下，如掷骰子的点数）"
IF_DIFFERENT: Final = (
    "有一张不符的，这句话就不成立：请把这个场次的票逐张核对，在读票工作簿里更正后再按“回收”，另定随机词再抽。"
)


def ballot_title(order: int, voter_class: str) -> str:
    """Headline of a ballot.

    >>> ballot_title(12, "领导班子")
    '第 12 票（领导班子）'
    """
    return f"第 {order} 票（{voter_class}）"


def proof_text(proof: str) -> str:
    """For which number a ballot was drawn; its first digits."""
    return f"SHA-256 {proof[:_SHOWN_PROOF]}…"


def places_text(places: Sequence[tuple[str, int]]) -> str:
    """Files and pages of pictures; a file is named once.

    >>> places_text([("会场.pdf", 3), ("会场.pdf", 4), ("补扫.jpg", 1)])
    '会场.pdf 第 3、4 页；补扫.jpg 第 1 页'
    """
    pages: dict[str, list[str]] = {}
    for file, page in places:
        pages.setdefault(file, []).append(str(page))
    return "；".join(f"{file} 第 {'、'.join(numbers)} 页" for file, numbers in pages.items())


def missing_text(reason: str) -> str:
    """What stands in the place of a picture."""
    return f"{reason}，请找出纸质票核对。"


def signed_lines(count: int) -> tuple[str, ...]:
    """Lines to be filled in and signed."""
    return (
        f"核对结果：本场次抽中 {count} 张，相符＿＿＿张，不符＿＿＿张。",
        "不符的票号和书记：＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿",
        "监票人（签名）：＿＿＿＿＿＿＿＿＿　＿＿＿＿＿＿＿＿＿",
        "计票人（签名）：＿＿＿＿＿＿＿＿＿　日期：＿＿＿＿年＿＿月＿＿日",
    )


def audited(seed: str, total: int, size: int, places: Sequence[str]) -> str:
    """End of 抽查; the log has it too, with the words of the drawing.

    >>> audited("3516", 85, 60, ["扫描/2015/抽查_M01_3516.xlsx"])
    '抽查完成：随机词 3516，85 张里抽了 60 张，请打开“扫描/2015/抽查_M01_3516.xlsx”逐张核对，由监票人签名。'
    """
    return (
        f"抽查完成：随机词 {seed}，{total} 张里抽了 {size} 张，请打开“{'”“'.join(places)}”逐张核对，"
        "由监票人签名。"
    )


def not_audited(seed: str) -> str:
    """抽查 without a ballot that could be drawn."""
    return f"没有抽查（随机词 {seed}）：没有可以抽的票，请看“校验报告”。"
