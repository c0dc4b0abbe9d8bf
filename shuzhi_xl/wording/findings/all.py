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
from shuzhi_xl.wording.findings.papers.archive import ARCHIVE
from shuzhi_xl.wording.findings.papers.edited_documents import EDITED_DOCUMENTS
from shuzhi_xl.wording.findings.papers.meeting_papers import MEETING_PAPERS
from shuzhi_xl.wording.findings.papers.meeting_results import MEETING_RESULTS
from shuzhi_xl.wording.findings.papers.scan_audit import SCAN_AUDIT
from shuzhi_xl.wording.findings.papers.scanning import SCANNING
from shuzhi_xl.wording.findings.papers.sending import SENDING
from shuzhi_xl.wording.findings.papers.templates import TEMPLATES
from shuzhi_xl.wording.findings.recount import RECOUNT
from shuzhi_xl.wording.findings.reports import REPORTS
from shuzhi_xl.wording.findings.scheme import CHANGING
from shuzhi_xl.wording.findings.staleness import STALENESS

# Where the checks and the tally find the same error, the tally's sentence gives its effect on the result.
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
    **SENDING,
    **TEMPLATES,
    **ARCHIVE,
    **MEETING_PAPERS,
    **MEETING_RESULTS,
    **EDITED_DOCUMENTS,
    **SCANNING,
    **SCAN_AUDIT,
}


def sentence(finding: Finding) -> str:
    """The error and its correction, without the location (疑点与改法)."""
    # value comes last, so that a long cell is shown cut off
    context = {**finding.context, "value": short(finding.value)}
    return SENTENCES[finding.code].format_map(context)


def place(at: Location) -> str:
    """The location in words.

    >>> place(Location("总表.xlsm", "组织名册", "C7"))
    '总表.xlsm“组织名册”C7'
    """
    sheet = f"“{at.sheet}”" if at.sheet else ""
    return f"{at.file}{sheet}{at.cell}"
