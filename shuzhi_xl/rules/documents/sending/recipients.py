"""Who gets a file (收件人): the columns of 组织名册 that say so, for the lists by which the office sends."""

from typing import Final

from shuzhi_xl.sheets.master.organisations_and_meetings import Organisation

_FIELDS: Final = ("number", "name", "secretary", "contact", "telephone")
RECIPIENT_WIDTHS: Final = (9, 26, 10, 10, 14)
"""Widths of these columns."""


def recipient_headers() -> list[str]:
    """Headers of the columns that say who gets a file (组织名册)."""
    columns = Organisation.columns()
    return [columns[name].header for name in _FIELDS]


def recipient_cells(organisation: Organisation) -> list[str]:
    """Whom to send a file to: the branch, its secretary, its contact (组织名册)."""
    return [getattr(organisation, name) for name in _FIELDS]
