"""Reading, changing and writing one XML part (部件的 XML)."""

from collections.abc import Callable, Hashable, Iterator
from copy import deepcopy
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from lxml import etree

from shuzhi_xl.xlsx.patch.errors import NotAWorkbook

Element = etree._Element  # noqa: SLF001  lxml names its element type so
_T = TypeVar("_T")
_P = ParamSpec("_P")
_MOST_TREES: Final = 256
"""Trees kept of one part; workbooks made from one template are hardly ever changed in more ways."""


# ECMA-376 part 1, 18.3.1.99 (worksheet): a sequence; Excel repairs a file with another order
SHEET_ORDER: Final = (
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges "
    "scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr "
    "conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter "
    "rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing "
    "legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst"
)
# ECMA-376 part 1, 18.2.27 (workbook): a sequence as well
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
    # huge_tree: libxml2 otherwise refuses a text of more than 10 MB
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
    # standalone="yes", as in every part that Excel writes
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
    existing = child(root, name)
    if existing is not None:
        return existing
    place = order.index(name)
    element = root.makeelement(same_space(root, name))
    for index, sibling in enumerate(root):
        if local(sibling) in order and order.index(local(sibling)) > place:
            root.insert(index, element)
            return element
    root.append(element)
    return element


def relation_id(element: Element) -> str:
    """The ``r:id`` of an element, transitional or strict; empty when it has none."""
    for key, value in element.attrib.items():
        if str(key).endswith("/relationships}id"):
            return str(value)
    return ""


class _Tree:
    """A tree that stays as it is, what was read from it, and the trees that changes made of it."""

    def __init__(self, root: Element, changes: list[Hashable]) -> None:
        self.root = root
        self.facts: dict[Hashable, Any] = {}
        self._changed: dict[Hashable, _Tree] = {}
        # All changes made to one tree; not the trees themselves, so that no cycle keeps them in memory.
        self._changes = changes

    def changed(self, key: Hashable, change: Callable[[Element], None]) -> "_Tree | None":
        """The tree after a change, made once for each key; None when too many trees are kept already."""
        tree = self._changed.get(key)
        if tree is None and len(self._changes) < _MOST_TREES:
            tree = _Tree(deepcopy(self.root), self._changes)
            change(tree.root)
            self._changed[key] = tree
            self._changes.append(key)
        return tree


class XmlPart:
    """A part's tree, shared until it is changed; copies with the same changes share the result (部件).

    Args:
        name: the part's name.
        root: its tree, which no other code changes.
    """

    def __init__(self, name: str, root: Element) -> None:
        self.name = name
        self.changed = False
        self._tree = _Tree(root, [])
        self._own = False

    @property
    def root(self) -> Element:
        """Its tree, never to be changed in place."""
        return self._tree.root

    @property
    def text(self) -> bytes:
        """Its text."""
        return self.read(serialise)

    def read(self, reader: Callable[Concatenate[Element, _P], _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """What a function finds in the tree; a tree that is shared is read once."""
        # a tree of its own may change after this, so no fact about it is remembered
        if self._own:
            return reader(self.root, *args, **kwargs)
        key = reader, args, *kwargs.items()
        if key not in self._tree.facts:
            self._tree.facts[key] = reader(self.root, *args, **kwargs)
        fact: _T = self._tree.facts[key]
        return fact

    def edit(self) -> Element:
        """The root of a tree of its own, free to be changed."""
        if not self._own:
            self._tree = _Tree(deepcopy(self.root), [])
        self._own = self.changed = True
        return self.root

    def change(self, key: Hashable, change: Callable[[Element], None]) -> None:
        """Change the tree.

        Args:
            key: everything that the result depends on; None where the same key may give different results.
            change: changes the tree whose root it is given.
        """
        shared = None if self._own or key is None else self._tree.changed(key, change)
        if shared is None:
            change(self.edit())
        else:
            self._tree, self.changed = shared, True

    def fork(self) -> "XmlPart":
        """The same part; a change to either leaves the other as it is."""
        # both share the tree from here on, so the next change of either must copy it first
        self._own = False
        copy = XmlPart(self.name, self.root)
        copy._tree, copy.changed = self._tree, self.changed
        return copy
