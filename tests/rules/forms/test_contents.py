from dataclasses import replace

import pytest

from shuzhi_xl.rules.forms.contents import make_package_content, make_typing_content
from shuzhi_xl.rules.forms.due_forms import list_due_forms
from tests.rules.small_town import organisation, year_of

KEY = b"a town's own key"
YEAR = year_of({"互评票类": "B票"}, organisations=[organisation("V001", 测评票数=2, 问卷份数=3)])
PACKAGE, TYPING = list_due_forms(YEAR, KEY)


def test_both_workbooks_offer_their_own_classes_and_the_same_secretaries() -> None:
    package, typing = make_package_content(PACKAGE, YEAR), make_typing_content(TYPING, YEAR)
    assert (package.voter_classes, package.survey_classes) == (("B票",), ("群众",))
    assert typing.voter_classes == ("A票",)
    assert [candidate.number for candidate in package.candidates] == [
        candidate.number for candidate in typing.candidates
    ]
    assert package.identity == PACKAGE.identity
    assert typing.identity == TYPING.identity


def test_neither_is_made_without_settings() -> None:
    bare = replace(YEAR, settings=None)
    for make, issue in (
        (make_package_content, PACKAGE),
        (make_typing_content, TYPING),
        (make_package_content, TYPING),
    ):
        with pytest.raises(ValueError, match="needs"):
            make(issue, bare)
    with pytest.raises(ValueError, match="needs settings"):
        list_due_forms(bare, KEY)
