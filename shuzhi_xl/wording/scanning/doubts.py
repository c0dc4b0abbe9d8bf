"""Why a person decides on a row of a scanned ballot (存疑), by the code of the reason."""

from typing import Final

_WORDS: Final = {
    "blank": "四格都没有记号",
    "two_marks": "不止一格有记号",
    "unclear": "有一格墨迹很淡或者很小，说不准是不是记号",
    "methods_differ": "两种读法不一致",
    "shared": "记号压在两格或者两行之间",
    "crossed": "有一条线穿过整行（折痕或者划掉）",
    "filled": "记号涂成一团，看不出是不是涂改",
    "heavy": "记号比本页其他的浓得多，像是涂改",
    "few": "本页记号太少，看不出有没有涂改",
    "large": "记号大得多，像是划掉了",
    "unlike": "笔画与本页其他记号不一样，像是涂改或者误划",
}


def describe_doubt(code: str) -> str:
    """The words for a reason.

    >>> describe_doubt("blank")
    '四格都没有记号'
    """
    return _WORDS[code]
