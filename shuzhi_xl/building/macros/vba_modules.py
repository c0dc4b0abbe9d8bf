"""The standard modules of the master's VBA project (标准模块): VBA only calls Python."""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from shuzhi_xl.building.macros.button_macros import MODULE, button_macros
from shuzhi_xl.building.macros.udf_wrapper import WRAPPER_MODULE, wrap_functions
from shuzhi_xl.building.macros.xlwings_settings import UDF_MODULE


def vba_modules(sources: Path) -> Mapping[str, str]:
    """Every standard module (标准模块), name to source.

    Args:
        sources: The folder of the modules that are written by hand.

    Returns:
        xlwings' own module, unchanged, from the installed version, which is also the version of the DLL
        that it loads; the Subs of buttons and ribbon; the wrappers of the worksheet functions.
    """
    return {
        "xlwings": files("xlwings").joinpath("xlwings.bas").read_text(encoding="ascii"),
        MODULE: button_macros((sources / f"{MODULE}.bas").read_text(encoding="ascii")),
        WRAPPER_MODULE: wrap_functions(UDF_MODULE),
    }
