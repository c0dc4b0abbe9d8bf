"""Passwords of files that are encrypted for a branch."""

import pytest

from shuzhi_xl.rules.forms.identity import LETTERS
from shuzhi_xl.rules.forms.passwords import find_branches_in, password_of
from tests.rules.forms.registered_forms import ROSTER, year_with

KEY = b"k" * 32


def test_a_password_is_the_branchs_own_and_the_years_own() -> None:
    passwords = {password_of(KEY, year, number) for year in (2015, 2016) for number in ("V001", "V002")}
    assert len(passwords) == 4
    assert password_of(KEY, 2015, "V001") == password_of(KEY, 2015, "V001")
    assert password_of(b"other", 2015, "V001") not in passwords


def test_a_password_has_no_letter_that_is_mistaken_for_another() -> None:
    passwords = [password_of(KEY, 2015, str(number)) for number in range(300)]
    assert {len(password) for password in passwords} == {14}
    assert {letter for password in passwords for letter in password} == {*LETTERS, "-"}
    assert not {*"O0I1L"} & {*LETTERS}


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("2015/反馈_V001_甲村党支部.xlsx", ["V001"]),
        ("微信图片/反馈_v002(1).xlsx", ["V002"]),
        ("V0011.xlsx", []),
        ("回执.xlsx", []),
    ],
)
def test_the_branch_is_found_by_the_files_name(name: str, numbers: list[str]) -> None:
    assert find_branches_in(name, year_with().organisations) == numbers


def test_the_longest_match_is_tried_first_and_only_a_few_are_tried() -> None:
    roster = [{**ROSTER[0], "编号": number} for number in ("1", "21", "2", "3", "4", "5")]
    organisations = year_with(organisations=roster).organisations
    assert find_branches_in("反馈_21_(1) 2 3 4 5.xlsx", organisations) == ["21", "1", "2", "3"]
    name = ROSTER[0]["组织名称"]
    assert find_branches_in(f"{name}的整改.xlsx", organisations)[0] == "1"
