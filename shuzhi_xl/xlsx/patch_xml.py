"""Reading, changing and writing one XML part (部件的 XML)."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Final

from lxml import etree

from .patch_errors import NotAWorkbook

Element = etree._Element  # noqa: SLF001  lxml names its element type so

SHEET_ORDER: Final = (
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges "
    "scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr "
    "conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter "
    "rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing "
    "legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst"
)
BOOK_ORDER: Final = (
    "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups "
    "externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr "
    "smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst"
)


def parse(content: bytes) -> Element:
    """The root of an XML part; entities are left alone and nothing is fetched.

    Raises:
        NotAWorkbook: the part is not well-formed, or declares a document type, which no workbook does.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotAWorkbook(str(error)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise NotAWorkbook("document type")
    return root


def serialise(root: Element) -> bytes:
    """The bytes of an XML part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def local(element: Element) -> str:
    """An element's name without its namespace; empty for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(root: Element, name: str) -> Element | None:
    """The first child of that local name, in the transitional or the strict namespace."""
    return next(root.iterchildren(f"{{*}}{name}"), None)


def descendants(root: Element, *names: str) -> Iterator[Element]:
    """All elements below of these local names."""
    yield from root.iter(*(f"{{*}}{name}" for name in names))


def same_space(root: Element, name: str) -> str:
    """A tag in the namespace of the root."""
    return f"{{{etree.QName(root).namespace}}}{name}"


def ensure(root: Element, name: str, schema: str) -> Element:
    """The child of that name, put where the schema's order wants it if it is missing."""
    order = schema.split()
    found = child(root, name)
    if found is not None:
        return found
    place = order.index(name)
    made = root.makeelement(same_space(root, name))
    for index, sibling in enumerate(root):
        if local(sibling) in order and order.index(local(sibling)) > place:
            root.insert(index, made)
            return made
    root.append(made)
    return made


def relation_id(element: Element) -> str:
    """The ``r:id`` of an element, transitional or strict; empty when it has none."""
    for key, value in element.attrib.items():
        if str(key).endswith("/relationships}id"):
            return str(value)
    return ""


class XmlPart:
    """A part's tree, shared until it is changed (部件).

    Args:
        name: the part's name.
        root: its tree; never changed in place unless `edit` handed out a copy.
    """

    def __init__(self, name: str, root: Element) -> None:
        self.name = name
        self.root = root
        self.changed = False
        self._own = False

    def edit(self) -> Element:
        """The root, free to be changed."""
        if not self._own:
            self.root = deepcopy(self.root)
        self._own = self.changed = True
        return self.root

    def fork(self) -> "XmlPart":
        """The same part; from now on a change to either copies the tree first."""
        self._own = False
        twin = XmlPart(self.name, self.root)
        twin.changed = self.changed
        return twin
