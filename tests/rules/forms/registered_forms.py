"""The forms due (应发表单) for a year of three branches, and their rows in the register, for tests."""

from datetime import datetime
from typing import Any

from shuzhi_xl.rules.forms.due_forms import DueForm, list_due_forms, make_register_rows
from shuzhi_xl.sheets.reading.year import Year
from tests.rules.small_town import organisation, year_of

KEY = b"a town's own key"
NOW = datetime(2016, 1, 10, 9)  # noqa: DTZ001 -- a workbook's times know no zone
ROSTER = [organisation(f"V00{n}", 测评票数=2, 问卷份数=3) for n in (1, 2, 3)]


def year_with(settings: dict[str, Any] | None = None, **tables: Any) -> Year:
    return year_of(settings, **{"organisations": ROSTER, **tables})


def due_forms(year: Year) -> list[DueForm]:
    return list_due_forms(year, KEY)


def registered_rows(issues: list[DueForm], **more: Any) -> list[dict[str, Any]]:
    """The register's rows of issued forms, as the sheet has them."""
    return [{**row.record(), **more} for issue in issues for row in make_register_rows(issue, NOW)]
