"""Invented names (虚构的名称) of people, villages, estates and firms, drawn without repeats."""

import random
from collections.abc import Iterator
from itertools import product
from typing import Final

TOWN: Final = "云栖镇"
COMMITTEE: Final = f"中共{TOWN}委员会"

_SURNAMES: Final = tuple(
    "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹苏潘范彭鲁马方袁柳唐薛雷贺汤罗"
)
_GIVEN: Final = tuple("立国建明文华志远春梅秀英海涛晓红卫东玉兰德胜雅琴永康思源佳宁振宇慧敏伯安书晴怀瑾嘉禾")
_FIRST: Final = tuple("青月柳荷松竹梅兰杏枫桐鹤鹭雁霞晴墨砚穗禾")
_VILLAGE: Final = tuple("溪塘湾渡墩坞汀畈堰埂圩垄")
_ESTATE: Final = ("苑", "里", "新村", "花园", "家园")
_FIRM: Final = tuple("恒远启晟骏沐宸昱翰湛")
_FIRM_SECOND: Final = tuple("禾牧砺岚蔚翎榕桓")
_TRADES: Final = ("机电", "纺织", "食品", "物流", "包装", "建材", "电子", "园林")
_OFFICES: Final = (
    "党政办",
    "人大办",
    "财政所",
    "规划建设办",
    "综治办",
    "农业办",
    "民政办",
    "安监所",
    "司法所",
    "市容所",
)
_INSTITUTIONS: Final = (
    "文化活动中心",
    "社区卫生中心",
    "第一小学",
    "中心幼儿园",
    "农业服务中心",
    "水务站",
    "社会保障中心",
    "城市网格中心",
    "第二小学",
    "社区学校",
)


class Names:
    """Draws names that were not drawn before; the generator's seed decides which.

    >>> names = Names(random.Random(1))
    >>> len({names.person() for _ in range(500)})
    500
    """

    def __init__(self, chance: random.Random) -> None:
        # A given name has one character or two.
        self._people = _mixed(chance, product(_SURNAMES, _GIVEN, ("", *_GIVEN)))
        villages = _mixed(chance, product(_FIRST, _VILLAGE))
        estates = _mixed(chance, product(_FIRST, _ESTATE))
        firms = _mixed(chance, product(_FIRM, _FIRM_SECOND, _TRADES))
        works = _mixed(chance, product(_FIRST, _TRADES))
        self._pools = {
            "村": (f"{TOWN}{name}村党总支部" for name in villages),
            "机关": (f"{TOWN}{name}党支部" for name in _numbered(_OFFICES)),
            "事业单位": (f"{TOWN}{name}党支部" for name in _numbered(_INSTITUTIONS)),
            "居民区": (f"{TOWN}{name}居民区党总支部" for name in estates),
            "公司": (f"{name}有限公司党支部" for name in firms),
            "企业": (f"{TOWN}{name}厂党支部" for name in works),
        }

    def person(self) -> str:
        """A name that is unique in the town."""
        return next(self._people)

    def organisation(self, organisation_type: str) -> str:
        """组织名称 of a new organisation of a 组织类型."""
        return next(self._pools[organisation_type])


def _mixed(chance: random.Random, parts: Iterator[tuple[str, ...]]) -> Iterator[str]:
    # Sorted before it is shuffled: the order of a set of texts differs from run to run.
    names = sorted({"".join(part) for part in parts})
    chance.shuffle(names)
    return iter(names)


def _numbered(names: tuple[str, ...]) -> Iterator[str]:
    """The names, then the same names with numbers."""
    yield from names
    number = 2
    while True:
        yield from (f"{name}第{number}" for name in names)
        number += 1
