"""套用方案: the scheme that 方案名称 names replaces the scheme in the master."""

from shuzhi_xl.jobs.schemes.scheme_files import import_scheme, named_scheme
from shuzhi_xl.jobs.stages.job_context import JobContext, Outcome
from shuzhi_xl.xlsx.textfiles.scheme_folder import load_scheme


def apply_scheme(context: JobContext) -> Outcome:
    """Fill 评分设置 and the scheme's settings from the file of the scheme that was chosen in 基本设置.

    Raises:
        SchemeUnreadable: None is chosen, there is no such file, or it is no scheme.
    """
    return import_scheme(context, load_scheme(named_scheme(context), context.folder.root), "apply_scheme")
