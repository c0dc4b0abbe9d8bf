"""工作总结: the figures of 汇总 in sentences; nothing that 汇总 does not disclose."""

from typing import Any

from shuzhi_xl.rules.documents.results.work_summary import make_work_summary
from shuzhi_xl.rules.grading.compute_year import Computed
from shuzhi_xl.rules.results.results_by_organisation import results_of
from shuzhi_xl.rules.results.track_summary import make_summary_content
from shuzhi_xl.sheets.documents.work_summary import WorkSummary
from shuzhi_xl.sheets.reading.year import Year
from tests.rules.computed_town import NUMBERS, computed, decided, problem
from tests.rules.small_town import attendees, meeting, organisation, votes

OPEN = {"匿名下限": 1}


def report(year: Year) -> WorkSummary:
    result = Computed(*computed(year))
    return make_work_summary(results_of(year, *computed(year)), result)


def open_year(*decisions: str, **tables: Any) -> Year:
    return decided(*decisions, settings=OPEN, **tables)


def test_the_town_is_the_sum_of_its_tracks_in_sentences() -> None:
    reports = [{"编号": number, "提交日期": "2016-01-10"} for number in NUMBERS[:4]]
    content = report(open_year(*NUMBERS, reports=reports))
    people, activities, grades = content.town
    assert people == (
        "2015年度，全镇参加述职评议考核的党组织书记5名，其中现场述职4名、书面述职1名。"
        "应提交述职报告5份，已提交4份。"
        "2016年1月20日召开述职评议会2场，应到20人，实到20人。"
    )
    assert activities == (
        "现场测评应到10票，收回28票，收回率280.00%。收回问卷20份，开展座谈调研1次，现场点评2条。"
    )
    assert grades.startswith("评为“好”的")
    assert (content.year, content.committee) == ("2015", "云溪镇党委")


def test_a_track_tells_who_leads_it_its_mean_and_its_problems() -> None:
    content = report(open_year(*NUMBERS))
    assert [(part.order, part.track) for part in content.parts] == [("一", "村"), ("二", "机关")]
    summary = make_summary_content(open_year(*NUMBERS), *computed(open_year(*NUMBERS)), "村")
    mean = summary.glance.rpartition("平均 ")[2].removesuffix("。")
    assert content.parts[0].text.startswith("由组织科牵头，书记向镇党委述职。")
    assert content.parts[0].text.endswith(
        f"综合得分平均{mean}分。列入整改清单的问题3个，已销号1个，未销号2个；按2016年1月25日计算，逾期1个。"
    )
    assert "综合得分" not in content.parts[1].text
    assert content.rectification.endswith("按来源分，点评3个。")


def test_the_table_of_grades_has_the_numbers_and_shares_of_the_summary() -> None:
    year = open_year(*NUMBERS)
    content, summary = report(year), make_summary_content(year, *computed(year), "村")
    village, office, total = content.grades
    cells = (village.good, village.fairly_good, village.average, village.poor)
    assert list(cells) == [f"{line.count}\n{line.share}%" for line in summary.grades]
    assert (total.track, total.appraised, total.good) == ("合计", "5", village.good)
    assert (office.track, office.appraised, office.good) == ("机关", "0", "0\n0.00%")


def test_before_the_committee_has_decided_there_is_no_grade_to_report() -> None:
    content = report(open_year())
    assert content.grades == []
    assert content.town[-1] == "等次尚未研究确定。"


def test_those_who_are_not_decided_yet_are_counted() -> None:
    assert report(open_year("V001", "V002")).town[-1].endswith("；3名尚未研究确定等次。")


def test_what_the_summary_withholds_is_in_no_sentence() -> None:
    floor = report(decided(*NUMBERS))  # V005 has one vote of B票, under the floor of two
    assert floor.town[1].startswith("现场测评的票数按匿名规定不列。收回问卷20份")
    assert "现场测评的票数按匿名规定不列。" in floor.parts[0].text
    few = report(decided(*NUMBERS, settings={"匿名下限": 5}))
    assert "问卷份数按匿名规定不列，" in few.town[1]


def test_the_sum_of_the_town_does_not_give_away_the_hidden_track() -> None:
    office = organisation("J001", 组织名称="机关党支部", 板块="机关", 场次="M2")
    members = [*(organisation(number) for number in NUMBERS), office]
    content = report(
        decided(
            *NUMBERS,
            organisations=members,
            attendees=[attendees("A票", 6), attendees("B票", 4), attendees("A票", 5, "M2")],
            ballots=[
                *(row for number in NUMBERS[:4] for row in votes(number, "B票", "M1", 好=3)),
                *votes("V005", "B票", "M1", 好=1),
                *votes("J001", "A票", "M2", 好=5),
            ],
        )
    )
    assert "收回5票" in content.parts[1].text
    assert content.town[1].startswith("现场测评的票数按匿名规定不列。")


def test_unknown_attendance_is_a_blank_to_fill_in() -> None:
    unknown = [meeting(实到人数=None)]
    content = report(open_year(meetings=unknown, attendees=[]))
    assert "应到10人，实到【请填写：实到人数】人。" in content.town[0]
    assert content.town[1].startswith("现场测评收回28票。")


def test_a_year_without_meetings_and_problems_says_so() -> None:
    content = report(open_year(problems=[], meetings=[], ballots=[]))
    assert "没有召开述职评议会。" in content.town[0]
    assert content.town[1].startswith("现场测评收回0票。")
    assert content.rectification == "没有列入整改清单的问题。"


def test_a_track_with_unsound_settings_is_named() -> None:
    members = [organisation("V001"), organisation("J001", 组织名称="机关党支部", 板块="机关", 场次="M2")]
    weights = [
        {"板块": "机关", "来源": "现场测评", "权重": 100},
        {"板块": "村", "来源": "现场测评", "权重": 90},
    ]
    content = report(open_year(organisations=members, source_weights=weights, problems=[problem("V001-1")]))
    assert content.town[-1].startswith("【请填写：村板块的评分设置还有疑点")
    assert [part.track for part in content.parts] == ["机关"]
    assert content.rectification == "没有列入整改清单的问题。"
