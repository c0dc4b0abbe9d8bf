"""From a finding to the sentence that the clerk reads."""

from shuzhi_xl.findings import Finding, Location
from shuzhi_xl.wording.cells import CELLS

SENTENCES: dict[str, str] = {**CELLS}


def sentence(finding: Finding) -> str:
    """What is wrong and what to do, without the place (问题与改法)."""
    context = {"value": finding.value, **finding.context}
    return SENTENCES[finding.code].format_map(context)


def place(at: Location) -> str:
    """Where it stands, as people say it.

    >>> place(Location("总表.xlsm", "组织名册", "C7"))
    '总表.xlsm“组织名册”C7'
    """
    sheet = f"“{at.sheet}”" if at.sheet else ""
    return f"{at.file}{sheet}{at.cell}"
