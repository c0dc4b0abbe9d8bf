import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shuzhi_xl.findings import Severity
from shuzhi_xl.rules.forms.identity import (
    LETTERS,
    examine_identity,
    form_number,
    identity_code,
    identity_finding,
    survey_form,
)
from shuzhi_xl.rules.intake.read_form import read_identity
from shuzhi_xl.sheets.outgoing.forms import Identity
from tests.rules.returned_forms import KEY, codes, grid, grids, identity, identity_grid


def test_an_untouched_form_is_recognised() -> None:
    form_identity = identity()
    assert re.fullmatch("[0-9a-f]{32}", form_identity.code)
    assert read_identity(grids(identity_grid(form_identity))) == form_identity
    assert examine_identity(form_identity, KEY, 2015, "1") is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"year": 2014}, "identity_other_year"),
        ({"number": "V002"}, "identity_altered"),
        ({"track": "居民区"}, "identity_altered"),
        ({"code": "0" * 32}, "identity_altered"),
        ({"code": "校验码"}, "identity_altered"),
    ],
)
def test_altered_forms_are_held_with_the_reason(change: dict[str, object], reason: str) -> None:
    changed = Identity.model_validate({**identity().model_dump(), **change})
    assert examine_identity(changed, KEY, 2015, "1") == reason


def test_another_towns_form_is_held() -> None:
    assert examine_identity(identity(), b"another key", 2015, "1") == "identity_altered"


def test_a_form_of_another_template_is_held() -> None:
    assert examine_identity(identity(), KEY, 2015, "2") == "identity_other_version"


@settings(deadline=None)
@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_different_identities_have_different_codes(first: list[str], second: list[str]) -> None:
    assert (identity_code(KEY, first) == identity_code(KEY, second)) == (first == second)


def test_form_numbers_contain_year_subject_kind_and_issue() -> None:
    package = form_number(KEY, 2015, "V001", "测评表", 1)
    assert re.fullmatch(f"15-V001-1-[{LETTERS}]{{4}}", package)
    assert form_number(KEY, 2015, "H1", "录票甲", 2).startswith("15-H1甲-2-")
    assert form_number(KEY, 2015, "H1", "录票乙", 2).startswith("15-H1乙-2-")
    assert form_number(KEY, 2015, "V001", "反馈", 1).startswith("15-V001反馈-1-")
    assert package == form_number(KEY, 2015, "V001", "测评表", 1)
    assert package[-4:] != form_number(KEY, 2015, "V001", "测评表", 2)[-4:]
    assert survey_form(package) == f"{package}-问"


def test_letters_of_form_numbers_are_not_mixed_up() -> None:
    assert not set(LETTERS) & set("0O1IL2Z5S68B")


@pytest.mark.parametrize(
    ("code", "severity"),
    [
        ("identity_missing", Severity.NOTICE),
        ("identity_other_year", Severity.NOTICE),
        ("file_of_other_year", Severity.NOTICE),
        ("identity_altered", Severity.BLOCKING),
        ("identity_other_version", Severity.BLOCKING),
    ],
)
def test_nobody_waits_for_foreign_and_old_files(code: str, severity: Severity) -> None:
    finding = identity_finding("a.xlsx", code, None if code == "identity_missing" else identity())
    assert (codes([finding]), finding.severity, finding.at.file) == ([code], severity, "a.xlsx")


def test_other_workbooks_have_no_identity() -> None:
    assert read_identity(grids(grid("Sheet1", ["年度", 2015]))) is None
    assert read_identity(grids(grid("_身份", ["年度", "二〇一五"]))) is None
