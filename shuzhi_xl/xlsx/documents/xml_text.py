"""Words as text of an XML part (文字): what has no place in XML is left out."""

import re
from html import escape  # that of xml.sax.saxutils loads a web client
from typing import Final

# XML 1.0 has no place for control characters, halves of surrogate pairs and two noncharacters
_UNWRITABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Signs for the direction of writing in a name would turn round the sentence that follows it
_TURNING: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def xml_text(text: str) -> str:
    r"""Characters of an XML element that say just this text.

    >>> xml_text("<w:p>\x00甲 & 乙"), xml_text("\u202e甲村")
    ('&lt;w:p&gt;甲 &amp; 乙', '甲村')
    """
    plain = _TURNING.sub("", _UNWRITABLE.sub("", text))
    # a carriage return would be read back as a line feed
    return escape(plain.replace("\r\n", "\n").replace("\r", "\n"), quote=False)
