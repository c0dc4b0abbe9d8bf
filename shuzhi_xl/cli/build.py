"""The command `build`: rebuild the shipped workbooks from their declarations, in a checkout."""

from importlib.util import find_spec

from shuzhi_xl.building.release.shipped_files import ship
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.wording.screen.job_summaries import built
from shuzhi_xl.xlsx.files.shipped import project_folder
from shuzhi_xl.xlsx.stop_reasons import Stopped


def build_shipped() -> Outcome:
    """Rebuild the shipped workbooks.

    Raises:
        Stopped: This is an installed package and no checkout, or the `build` extra is missing.
    """
    root = project_folder()
    # An installed package has the workbooks as its data; it must not overwrite them where it is installed.
    if not (root / "pyproject.toml").is_file() or find_spec("pyopenvba") is None:
        raise Stopped("not_a_checkout", {"name": "build"})
    places = ship(root)
    return Outcome("build", built(len(places)), {"workbooks": len(places)}, outputs=places)
