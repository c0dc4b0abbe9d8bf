"""States of forms in the register (票单登记的状态)."""

from collections.abc import Sequence

from shuzhi_xl.sheets.master.vocabulary import UPDATED, VOID
from shuzhi_xl.sheets.master.votes import RegisteredForm


def is_void(rows: Sequence[RegisteredForm]) -> bool:
    """Whether a form is void (作废; 票单登记): all its contents except those that were replaced."""
    states = {row.state for row in rows} - {UPDATED}
    return states == {VOID}
