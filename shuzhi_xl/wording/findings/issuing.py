"""Contents of a package, and changes since it was issued (分发以后的改动)."""


def amounts(ballots: int, surveys: int) -> str:
    """Numbers of ballots and questionnaires that a branch fills in.

    >>> amounts(2, 20)
    '测评票 2 张，问卷 20 份，问题自查有几条填几条'
    >>> amounts(0, 20)
    '不发测评票（第 1、6 步不用做），问卷 20 份，问题自查有几条填几条'
    """
    first = f"测评票 {ballots} 张" if ballots else "不发测评票（第 1、6 步不用做）"
    second = f"问卷 {surveys} 份" if surveys else "不发问卷（第 2 步不用做）"
    return f"{first}，{second}，问题自查有几条填几条"


def added(number: str, name: str) -> str:
    """A secretary who was not on the ballot."""
    return f"增加“{name}”（{number}）"


def removed(number: str, name: str) -> str:
    """A secretary who is on the ballot no more."""
    return f"去掉“{name}”（{number}）"


def replaced(number: str, name: str, old: str, new: str) -> str:
    """Another secretary of the same organisation."""
    return f"“{name}”（{number}）的书记由“{old}”改为“{new}”"


def amount(subject: str, old: int, new: int) -> str:
    """Another number of ballots or questionnaires."""
    return f"{subject}由 {old} 改为 {new}"


def of_subject(subject: str, change: str) -> str:
    """A change that concerns one branch, with its name.

    >>> of_subject("青溪村党支部", amount("问卷份数", 3, 1))
    '“青溪村党支部”的问卷份数由 3 改为 1'
    """
    return f"“{subject}”的{change}"


OTHERWISE = "名册、票类、测评项目或回避的办法有改动"
"""Words for a change where the list as issued is unknown or does not show it."""
