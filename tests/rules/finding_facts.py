"""What a test of the rules compares of findings (疑点)."""

from collections.abc import Iterable

from shuzhi_xl.findings import Finding


def facts_of(findings: Iterable[Finding]) -> list[tuple[str, str, str, str]]:
    """Severity, code, sheet and cell of each finding."""
    return [(str(finding.severity), finding.code, finding.at.sheet, finding.at.cell) for finding in findings]
