"""Words as text of an XML part (文字): what has no place in XML is left out."""

import re
from html import escape  # that of xml.sax.saxutils loads a web client
from typing import Final

# XML 1.0 has no place for control characters, halves of surrogate pairs and two noncharacters
_UNWRITABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    r"""Characters of an XML element that say just this text.

    >>> xml_text("<w:p>\x00甲 & 乙")
    '&lt;w:p&gt;甲 &amp; 乙'
    """
    # a carriage return would be read back as a line feed
    return escape(_UNWRITABLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n"), quote=False)
