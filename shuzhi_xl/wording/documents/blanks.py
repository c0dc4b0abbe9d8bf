"""Blanks in documents (空线): what is to be filled in by hand."""

LINE = "＿＿＿＿＿＿"
"""Printed where a name or a place is not entered yet."""


def or_blank(text: str) -> str:
    """A text, or a line to write it on.

    >>> or_blank("镇政府"), or_blank("")
    ('镇政府', '＿＿＿＿＿＿')
    """
    return text or LINE
