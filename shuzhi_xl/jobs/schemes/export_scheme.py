"""导出方案: the scheme in the master, as a file beside it from which it can be applied again."""

from shuzhi_xl.jobs.schemes.scheme_files import scheme_of
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.wording.findings.scheme import NAMELESS, exported
from shuzhi_xl.xlsx.textfiles.scheme_folder import keep_scheme
from shuzhi_xl.xlsx.textfiles.scheme_toml import Scheme


def export_scheme(context: JobContext) -> Outcome:
    """Write the master's scheme into the folder 方案; the master is only read, no file is replaced."""
    scheme = scheme_of(context, NAMELESS)
    return exported_to(keep_scheme(scheme, context.folder.root), scheme)


def exported_to(place: str, scheme: Scheme) -> Outcome:
    """That a scheme was written to a place."""
    rows = sum(map(len, scheme.records.values()))
    counts = {"rows": rows, "settings": len(scheme.settings), "gaps": len(scheme.gaps)}
    return Outcome("export_scheme", exported(place, scheme.name), counts, outputs=[place])
