"""Lines above the ballots of a typing workbook (录票)."""

from collections.abc import Mapping, Sequence


def expected_ballots(ballots: int, spare: int) -> str:
    """How many ballots to expect, and how many rows are prepared beyond them.

    >>> expected_ballots(11, 3)
    '最多 11 张，另备 3 行'
    """
    return f"最多 {ballots} 张，另备 {spare} 行"


def class_counts(classes: Sequence[str], voters: Mapping[str, int], typed: str) -> tuple[str, str]:
    """Ballots typed of each 票类 beside its 应到, as a formula; and what it shows before any is typed.

    One text, because a cell for each of them would need columns that are wide enough.

    Args:
        classes: The 票类 that are typed.
        voters: 应到 by 票类; empty where 参会人员 is not filled in.
        typed: Defined name of the cells with the 票类 of the ballots.

    >>> class_counts(["A票"], {}, "录票_票类")
    ('"A票 "&COUNTIF(录票_票类,"A票")', 'A票 0')
    >>> class_counts(["A票"], {"A票": 9}, "录票_票类")[1]
    'A票 0/应到 9'
    """
    formulas, texts = [], []
    for voter_class in classes:
        quoted = f'"{voter_class.replace(chr(34), chr(34) * 2)}"'
        count = f"COUNTIF({typed},{quoted})"
        most = voters.get(voter_class)
        over = "" if most is None else f'&"/应到 {most}"&IF({count}>{most},"（多了）","")'
        formulas.append(f'{quoted[:-1]} "&{count}{over}')
        texts.append(f"{voter_class} 0" if most is None else f"{voter_class} 0/应到 {most}")
    return '&"　"&'.join(formulas), "　".join(texts)
