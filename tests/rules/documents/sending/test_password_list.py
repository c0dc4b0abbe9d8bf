"""The list of passwords, which stays in the office."""

from shuzhi_xl.rules.documents.sending.password_list import make_password_list
from tests.rules.forms.registered_forms import year_with


def test_the_list_says_whom_each_password_is_for_and_that_it_stays_inside() -> None:
    content = make_password_list(year_with(), 2015, {"V002": "AAAA-CCCC-DDDD", "V001": "EEEE-FFFF-GGGG"})
    assert "内部资料，请勿外传" in content.subtitle
    assert [row[0] for row in content.rows] == ["V001", "V002"]
    assert len({len(content.headers), len(content.widths), *map(len, content.rows)}) == 1


def test_the_message_holds_its_own_password_and_no_file() -> None:
    content = make_password_list(year_with(), 2015, {"V002": "AAAA-CCCC-DDDD", "V001": "EEEE-FFFF-GGGG"})
    for row in content.rows:
        *_, password, message = row
        assert password in message
        assert row[1] in message
        assert "反馈_" not in message
        assert sum(line[-2] in message for line in content.rows) == 1
