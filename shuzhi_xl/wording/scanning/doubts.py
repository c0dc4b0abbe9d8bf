"""Why a person decides on a row of a scanned ballot (存疑), by the code of the reason."""

from typing import Final

_WORDS: Final = {
    "blank": "四格都没有记号",
    "two_marks": "不止一格有记号",
    "unclear": "有一格墨迹很淡或者很小，说不准是不是记号",
    "methods_differ": "两种读法不一致",
    "shared": "记号压在两格或者两行之间",
    "crossed": "有一条线穿过整行（折痕或者划掉）",
    "outside": "有一部分写在表格外面，说不准打给哪一格",
    "aside": "打在两格之间的边线上，说不准打给哪一格",
    "pale": "记号比本页其他的淡得多，像是擦过的痕迹",
    "heavy": "记号比本页其他的浓或者粗得多，像是涂改",
    "struck": "像是有一条横线划过，或者只是一条横线",
    "few": "本页记号太少，看不出有没有涂改",
    "large": "记号比本页其他的大得多或者小得多，像是划掉了或者别的记号的一部分",
    "tail": "只有一条从格线起的直线，像是别的行的记号伸进来的",
    "specks": "只有零星的点，不像笔画",
    "unlike": "笔画的起落、相交与本页其他记号不一样，像是划掉或者涂改",
}


def describe_doubt(code: str) -> str:
    """The words for a reason.

    >>> describe_doubt("blank")
    '四格都没有记号'
    """
    return _WORDS[code]
