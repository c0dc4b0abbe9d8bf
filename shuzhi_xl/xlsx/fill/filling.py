"""A file to be made from its template and its content (待填的文件), here or in another process."""

import pickle
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from shuzhi_xl.findings import Finding
from shuzhi_xl.sheets.documents.all_documents import DOCUMENT_OF
from shuzhi_xl.xlsx.children.limits import Limits
from shuzhi_xl.xlsx.children.task import ChildTask
from shuzhi_xl.xlsx.documents.document_template import DocumentTemplate, open_document
from shuzhi_xl.xlsx.patch.opc.parts import Parts
from shuzhi_xl.xlsx.patch.workbook import Workbook

Template: TypeAlias = Workbook | DocumentTemplate
Templates: TypeAlias = Mapping[str, Template]
"""Opened templates by name."""


class OpenedTemplates(NamedTuple):
    """Templates, opened to be filled.

    Attributes:
        by_name: Those that can be filled.
        faults: What is wrong with each of the document templates that cannot.
    """

    by_name: Templates
    faults: Mapping[str, Sequence[Finding]]


class Filling(NamedTuple):
    """A workbook or document to be made.

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


def make_file(templates: Templates, filling: Filling) -> bytes:
    """Make one workbook or document."""
    if filling.template:
        return filling.make(templates[filling.template], filling.content)
    return filling.make(filling.content)


def open_templates(templates: Mapping[str, bytes]) -> OpenedTemplates:
    """Open templates to be filled; they are read in full, because every file made copies their parts.

    Raises:
        NotAWorkbook: One of a workbook is no workbook, or a damaged one.
    """
    by_name: dict[str, Template] = {}
    faults = {}
    for name, content in templates.items():
        if name in DOCUMENT_OF:
            document, faults_of_document = open_document(content, DOCUMENT_OF[name])
            if document is None:
                faults[name] = faults_of_document
            else:
                by_name[name] = document
        else:
            by_name[name] = _open_workbook(content)
    return OpenedTemplates(by_name, faults)


def _open_workbook(content: bytes) -> Workbook:
    parts = Parts.load(content)
    parts.verify()
    return Workbook.read(parts)


def _begin(opening: bytes) -> Callable[[bytes], bytes]:
    templates, _ = open_templates(pickle.loads(opening))  # noqa: S301 -- from the program that started this one
    return lambda message: make_file(templates, pickle.loads(message))  # noqa: S301 -- as above


# A reply is the file itself. Over a filling that cannot be made the process ends: the program that
# started it then makes the file itself and sees why.
FILL: Final[ChildTask[Filling, bytes]] = ChildTask(
    f"{__name__}:FILL", Limits(), _begin, Filling.to_bytes, lambda made_file, _filling: made_file
)
