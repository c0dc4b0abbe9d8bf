"""From a finding to the sentence that the clerk reads."""

from shuzhi_xl.findings import Finding, Location
from shuzhi_xl.wording.findings.carry_over import CARRYING
from shuzhi_xl.wording.findings.cells import CELLS, short
from shuzhi_xl.wording.findings.checks import CHECKS
from shuzhi_xl.wording.findings.district import DISTRICT
from shuzhi_xl.wording.findings.explaining import EXPLAINING
from shuzhi_xl.wording.findings.forms import FORMS
from shuzhi_xl.wording.findings.grading import GRADING
from shuzhi_xl.wording.findings.intake import INTAKE
from shuzhi_xl.wording.findings.recount import RECOUNT
from shuzhi_xl.wording.findings.reports import REPORTS
from shuzhi_xl.wording.findings.scheme import CHANGING
from shuzhi_xl.wording.findings.staleness import STALENESS

# Where the checks and the count find the same thing, the count's sentence says what it means for the result.
SENTENCES: dict[str, str] = {
    **CELLS,
    **CHECKS,
    **GRADING,
    **INTAKE,
    **FORMS,
    **RECOUNT,
    **EXPLAINING,
    **CHANGING,
    **REPORTS,
    **CARRYING,
    **DISTRICT,
    **STALENESS,
}


def sentence(finding: Finding) -> str:
    """What is wrong and what to do, without the place (问题与改法)."""
    context = {**finding.context, "value": short(finding.value)}
    return SENTENCES[finding.code].format_map(context)


def place(at: Location) -> str:
    """Where it stands, as people say it.

    >>> place(Location("总表.xlsm", "组织名册", "C7"))
    '总表.xlsm“组织名册”C7'
    """
    sheet = f"“{at.sheet}”" if at.sheet else ""
    return f"{at.file}{sheet}{at.cell}"
