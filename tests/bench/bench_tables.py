"""The tables of the bench, as Markdown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from tests.bench.clicks import as_markdown
from tests.bench.measurement import Cost

_COUNT: Final = "count"
_NAMES: Final[Mapping[str, tuple[str, str]]] = {
    "distribute": ("分发", "个文件"),
    "collect": ("回收", "个文件"),
    "compute": ("计算", "行票"),
    "generate": ("生成", "个文件"),
    "documents": ("只做公文", "份公文"),
    _COUNT: ("只计票", "张票"),
    "year": ("全年（八次按钮）", "个党组织"),
}
_OWN: Final = "本产品"
NOTES: Final = """\
启动 Python 和载入模块不计；文件刚写好，都在页缓存中；每次都在新的文件夹、新的进程里做，各种做法轮流做。
“本产品”是整件工作：校验、表单身份、登记、加锁、两种读法互核、写后重新打开核对、落盘、备份、日志都在内。
分发、生成的用时连同纸质测评票、公文和合订在内，份数只计工作簿。
“只做公文”不开总表、不用第二个进程，写什么也已备好；各种做法做出的公文，每段文字都比对过。
其他做法只填、只读、只算，填什么、填哪格已替它们备好；没有校验、身份、登记、加锁、核对、下拉的延伸、名额、规则、评定依据和汇总。
写着“样本”的只做了随机抽出的几份，没有推算到全部，只在全年一表相加时推算；慢的做法合计满 45 秒就不再重复。
内存是进程连同它启动的进程合计，几个进程共用的页重复计入；LibreOffice 自己用的 CPU 不在 CPU 一列内。"""


@dataclass(frozen=True)
class Line:
    """The runs of one way.

    Attributes:
        label: What it is; blank for the product.
        pieces: How many files, or rows of votes, were dealt with.
        costs: Its runs.
        is_floor: The others are compared with it from below.
    """

    label: str
    pieces: int
    costs: Sequence[Cost]
    is_floor: bool = False

    @property
    def seconds(self) -> float:
        """Median of a run."""
        return median(cost.seconds for cost in self.costs)

    @property
    def seconds_per_piece(self) -> float:
        """Median seconds for a piece."""
        return self.seconds / self.pieces

    @property
    def megabytes(self) -> float:
        """Most memory of any run."""
        return max(cost.megabytes for cost in self.costs)


@dataclass(frozen=True)
class Stage:
    """One stage in a town of one size: the product's runs, and those of the other ways."""

    name: str
    branches: int
    product: Line
    other_ways: Sequence[Line]


def stage_table(stage: Stage) -> str:
    """The table of one stage, with its title."""
    name, unit = _NAMES[stage.name]
    floor = next((line for line in stage.other_ways if line.is_floor), None)
    headers = (
        "做法",
        "做了",
        "次数",
        "中位数",
        "最快–最慢",
        "CPU",
        f"每{unit}",
        "比本产品",
        "比下限",
        "最多占用内存",
    )
    rows = [_row(line, stage, floor) for line in (stage.product, *stage.other_ways)]
    size = f"{stage.product.pieces:,} {unit}，" if stage.name == _COUNT else ""
    return f"**{name}，{size}{stage.branches:,} 个党组织**\n\n{as_markdown(headers, rows)}"


def _row(line: Line, stage: Stage, floor: Line | None) -> tuple[str, ...]:
    unit = _NAMES[stage.name][1]
    sample = "样本 " if line.pieces < min(stage.product.pieces, stage.branches) else ""
    seconds = [cost.seconds for cost in line.costs]
    return (
        line.label or _OWN,
        f"{sample}{line.pieces:,} {unit}",
        str(len(line.costs)),
        _shown(line.seconds),
        f"{_shown(min(seconds))}–{_shown(max(seconds))}",
        _shown(median(cost.cpu for cost in line.costs)),
        _shown(line.seconds_per_piece),
        _times(line.seconds_per_piece / stage.product.seconds_per_piece) if line.label else "1",
        _times(line.seconds_per_piece / floor.seconds_per_piece) if floor else "—",
        f"{line.megabytes:.0f} MB",
    )


def scale_table(stages: Sequence[Stage]) -> str:
    """What a piece costs the product at each size of town, and the memory."""
    sizes = list(dict.fromkeys(stage.branches for stage in stages if stage.name != _COUNT))
    headers = ("", *(f"{size:,} 个党组织" for size in sizes), "最大÷最小")
    rows = []
    for name, (title, unit) in _NAMES.items():
        product_lines = [stage.product for stage in stages if stage.name == name != _COUNT]
        if product_lines:
            per_piece, most = (
                [line.seconds_per_piece for line in product_lines],
                [line.megabytes for line in product_lines],
            )
            rows.append((f"{title}，每{unit}", *map(_shown, per_piece), _spread(per_piece)))
            rows.append((f"{title}，内存", *(f"{size:.0f} MB" for size in most), _spread(most)))
    return f"**规模**\n\n{as_markdown(headers, rows)}"


def _spread(values: Sequence[float]) -> str:
    return f"{max(values) / min(values):.2f}"


def _times(ratio: float) -> str:
    """A ratio as people say it.

    >>> _times(3.21), _times(128.4), _times(0.0312)
    ('3.2 倍', '128 倍', '0.031 倍')
    """
    return f"{ratio:.0f} 倍" if ratio >= 100 else f"{ratio:.2g} 倍"


def _shown(seconds: float) -> str:
    """Seconds in a unit that suits them.

    >>> _shown(2.345), _shown(0.01234), _shown(0.0000034)
    ('2.35 秒', '12.3 毫秒', '3.4 微秒')
    """
    if seconds >= 1:
        return f"{seconds:.2f} 秒"
    return f"{seconds * 1e3:.1f} 毫秒" if seconds >= 1e-3 else f"{seconds * 1e6:.1f} 微秒"
