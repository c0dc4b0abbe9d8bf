"""A workbook to be made from its template and its content (待填的工作簿), here or in another process."""

import pickle
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from shuzhi_xl.xlsx.children.limits import Limits
from shuzhi_xl.xlsx.children.task import ChildTask
from shuzhi_xl.xlsx.patch.opc.parts import Parts
from shuzhi_xl.xlsx.patch.workbook import Workbook

Templates = Mapping[str, Workbook]
"""Opened templates by name."""


class Filling(NamedTuple):
    """A workbook to be made.

    Attributes:
        place: Where it goes.
        make: Makes it from its template and its content, or from its content alone; a function of a module,
            so that another process can call it.
        template: Name of its template; blank for one that has none.
        content: What fills it.
    """

    place: str
    make: Callable[..., bytes]
    template: str
    content: object

    def to_bytes(self) -> bytes:
        """The filling as a message to a process that this one has started."""
        return pickle.dumps(self, pickle.HIGHEST_PROTOCOL)


def make_workbook(templates: Templates, filling: Filling) -> bytes:
    """Make one workbook."""
    if filling.template:
        return filling.make(templates[filling.template], filling.content)
    return filling.make(filling.content)


def open_templates(templates: Mapping[str, bytes]) -> Templates:
    """Open templates to be filled; they are read in full, because every workbook made copies their parts.

    Raises:
        NotAWorkbook: One is no workbook, or a damaged one.
    """
    return {name: _open_template(content) for name, content in templates.items()}


def _open_template(content: bytes) -> Workbook:
    parts = Parts.load(content)
    parts.verify()
    return Workbook.read(parts)


def _begin(opening: bytes) -> Callable[[bytes], bytes]:
    templates = open_templates(pickle.loads(opening))  # noqa: S301 -- from the program that started this one
    return lambda message: make_workbook(templates, pickle.loads(message))  # noqa: S301 -- as above


# A reply is the workbook itself. Over a filling that cannot be made the process ends: the program that
# started it then makes the workbook itself and sees why.
FILL: Final[ChildTask[Filling, bytes]] = ChildTask(
    f"{__name__}:FILL", Limits(), _begin, Filling.to_bytes, lambda workbook, _filling: workbook
)
