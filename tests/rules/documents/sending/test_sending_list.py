"""Lists by which the office sends files out: to whom, which file, which words."""

from shuzhi_xl.rules.documents.sending.sending_list import (
    make_handover_sending,
    make_package_sending,
    make_reminder_sending,
    make_result_sending,
)
from shuzhi_xl.rules.forms.passwords import password_of
from shuzhi_xl.sheets.reading.year import Year
from tests.rules.forms.registered_forms import KEY, ROSTER, year_with

FILES = {
    "V003": ["结果/2015/村/反馈_V003.xlsx", "结果/2015/村/反馈意见书_V003.docx"],
    "V001": ["结果/2015/村/反馈_V001.xlsx"],
}


def rows(year: Year) -> list[dict[str, str]]:
    assert year.settings is not None
    content = make_result_sending(year, year.settings, FILES)
    return [dict(zip(content.headers, row, strict=True)) for row in content.rows]


def test_each_line_says_whom_to_send_which_files() -> None:
    contact = {"联系人": "李联络", "联系电话": "01012345678"}
    first, second = rows(year_with(organisations=[{**ROSTER[0], **contact}, *ROSTER[1:]]))
    assert (first["编号"], first["联系人"], first["联系电话"]) == ("V001", "李联络", "01012345678")
    assert second["文件"] == "反馈_V003.xlsx\n反馈意见书_V003.docx"


def test_the_words_name_the_branchs_own_files_only() -> None:
    first, second = rows(year_with())
    assert "“反馈_V001.xlsx”" in first["可以直接粘贴的文字"]
    assert "V001" not in second["可以直接粘贴的文字"]
    assert "密码" not in first["可以直接粘贴的文字"]


def test_a_password_is_announced_but_never_in_the_same_text() -> None:
    first, _ = rows(year_with({"送件加密": "是"}))
    assert "打开密码另行告知" in first["可以直接粘贴的文字"]
    assert password_of(KEY, 2015, "V001") not in str(first)


def test_packages_are_listed_with_words_of_their_own() -> None:
    year = year_with()
    assert year.settings is not None
    content = make_package_sending(year, year.settings, {"V002": ["发出/2015/村/测评表_V002.xlsx"]})
    ((*_, file, message),) = content.rows
    assert file == "测评表_V002.xlsx"
    assert "填写说明" in message
    assert "结果" not in message


def test_a_department_is_asked_to_hand_each_branch_its_own_file() -> None:
    year = year_with({"送件加密": "是"})
    assert year.settings is not None
    tracks_of, files = (
        {"镇社区党委": ["居民区", "公司企业"]},
        {"镇社区党委": ["结果/2015/交接_镇社区党委.zip"]},
    )
    ((department, tracks, file, message),) = make_handover_sending(year.settings, tracks_of, files).rows
    assert (department, tracks, file) == ("镇社区党委", "居民区、公司企业", "交接_镇社区党委.zip")
    assert "只交本支部的一份" in message
    assert "打开密码由镇里直接告知支部" in message


def test_a_department_is_sent_all_that_it_is_reminded_of_in_one_line() -> None:
    year = year_with(tracks=[{"板块": "村", "牵头部门": "镇党建办", "述职对象": "书记", "组织类型": "村"}])
    assert year.settings is not None
    places = {"结果/2015/催办_镇党建办.xlsx": "镇党建办", "结果/2015/催办函_镇党建办.docx": "镇党建办"}
    ((department, tracks, file, message),) = make_reminder_sending(year, year.settings, places).rows
    assert (department, tracks) == ("镇党建办", "村")
    assert file == "催办_镇党建办.xlsx\n催办函_镇党建办.docx"
    assert "“催办函_镇党建办.docx”" in message
