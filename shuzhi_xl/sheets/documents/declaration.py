"""What an official document is declared with (公文): its template, its content, its placeholders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Final, TypeAlias, get_type_hints

_NAME: Final = "placeholder"
_MEANING: Final = "meaning"
Value: TypeAlias = "str | bool | Sequence[Value] | Mapping[str, Value]"
"""What a template's placeholder may be: text, a condition, a list, or the parts of a line."""


def placeholder(name: str, meaning: str = "") -> Any:
    """A field that a template shows (占位符).

    Args:
        name: What it is called in the template, for example ``组织名称`` for ``{{ 组织名称 }}``.
        meaning: What staff who restyle the template should know of it.
    """
    return field(metadata={_NAME: name, _MEANING: meaning})


@dataclass(frozen=True)
class Content:
    """The content of a document or of one line of its lists; every field is a `placeholder`.

    A field is a text as printed, a condition, a sequence of texts, or a sequence of further contents.
    Numbers and dates are words already: a template decides where they stand, not how they are rounded.
    """

    def values(self) -> Mapping[str, Value]:
        """Values by placeholder, the lines of lists likewise."""
        return {
            attribute.metadata[_NAME]: _plain(getattr(self, attribute.name)) for attribute in fields(self)
        }

    @classmethod
    def placeholders(cls) -> Mapping[str, str]:
        """Meanings of the placeholders, by name."""
        return {attribute.metadata[_NAME]: attribute.metadata[_MEANING] for attribute in fields(cls)}

    @classmethod
    def types(cls) -> Mapping[str, Any]:
        """Declared types of the placeholders, by name: what a template may do with each follows from it."""
        hints = get_type_hints(cls)
        return {attribute.metadata[_NAME]: hints[attribute.name] for attribute in fields(cls)}


def _plain(value: Any) -> Value:
    match value:
        case str() | bool():
            return value
        case Content():
            return value.values()
        case Sequence():
            return [_plain(item) for item in value]
        case _:
            raise TypeError(f"a document shows words, not {value!r}")


@dataclass(frozen=True)
class Document:
    """A kind of official document (公文).

    Attributes:
        name: Its kind, which is also the name of its template in ``templates/公文``.
        content: The type of its content.
        lines: Types of the lines of its lists, by the placeholder of the list.
    """

    name: str
    content: type[Content]
    lines: Mapping[str, type[Content]] = field(default_factory=dict)

    @property
    def template(self) -> str:
        """The template's file.

        >>> Document("反馈意见书", Content).template
        '公文/反馈意见书.docx'
        """
        return f"公文/{self.name}.docx"
