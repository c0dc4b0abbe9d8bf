"""批量销号 on the closed master: by state, and by number from a terminal."""

from typing import Any

from shuzhi_xl.jobs.decision.close_problems import close_problems
from shuzhi_xl.sheets.master.results import PROBLEM
from shuzhi_xl.sheets.master.settings import SETTING
from tests.year_stages import TownOffice


def test_problems_marked_as_closed_and_those_named_get_name_and_dates(
    generated: TownOffice, shuzhi: Any
) -> None:
    first, second, third, *_ = generated.rows(PROBLEM)
    generated.type_in(PROBLEM, first, 状态="已销号")
    generated.type_in(PROBLEM, second, 状态="整改中")
    numbers = (second.problem, third.problem)
    refused = generated.run_job(close_problems, numbers=numbers)
    assert "closing_officer_needed" in [finding.code for finding in refused.findings]
    generated.set_values(销号人="王审核")
    outcome = generated.run_job(close_problems, numbers=numbers)
    assert outcome.counts == {"closed": 2, "left": 1}
    assert outcome.summary.startswith("批量销号完成：2 个问题已填好")
    assert third.state == "未启动"
    assert "closing_not_started" in [finding.code for finding in outcome.findings]
    today = generated.clock().date()
    for problem in generated.rows(PROBLEM)[:2]:
        assert (problem.state, problem.closed_by, problem.closed_on) == ("已销号", "王审核", today)
        assert problem.done_on is not None
    _, printed = shuzhi("close-problems", generated.master, second.problem)
    assert printed["summary"].startswith("没有要销号的问题")


def test_a_master_without_the_setting_is_asked_for_the_name(generated: TownOffice) -> None:
    with generated.writing() as context:
        rows = [row for row in context.store.read_table(SETTING).records() if row["名称"] != "销号人"]
        context.store.write_table(SETTING, rows)
    generated.type_in(PROBLEM, generated.rows(PROBLEM)[0], 状态="已销号")
    outcome = generated.run_job(close_problems)
    assert "closing_officer_needed" in [finding.code for finding in outcome.findings]
    assert not outcome.ok
