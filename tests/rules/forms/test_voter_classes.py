"""The classes of voters (票类) of a track and of a form."""

from shuzhi_xl.rules.forms.voter_classes import allowed_classes, class_names
from tests.rules.forms.registered_forms import due_forms, registered_rows, year_with
from tests.rules.small_town import class_weights


def test_classes_of_a_track_replace_those_of_all_tracks() -> None:
    weights = class_weights("现场测评", A票=60) + class_weights("现场测评", track="村", 领导=1, 群众=1)
    year = year_with(class_weights=weights)
    assert class_names(year, "村", "现场测评") == ("领导", "群众")
    assert class_names(year, "机关", "现场测评") == ("A票",)
    assert class_names(year, "机关", "问卷调查") == ()


def test_a_package_keeps_the_class_that_it_was_issued_for() -> None:
    weights = class_weights("现场测评", A票=1, B票=1)
    package, *_, typing = due_forms(year_with({"互评票类": "B票"}, class_weights=weights))
    forms = registered_rows([package])
    for settings, issued, expected in [
        ({"互评票类": "B票"}, forms, ("B票",)),
        ({"互评票类": "A票"}, forms, ("A票",)),
        ({}, forms, ("B票",)),
        ({}, [], ("A票", "B票")),
        ({}, [{**issued_form, "票类": "C票"} for issued_form in forms], ("A票", "B票")),
    ]:
        year = year_with(settings, class_weights=weights, forms=issued)
        assert allowed_classes(year, package.identity) == expected
        assert allowed_classes(year, typing.identity) == ("A票", "B票")
