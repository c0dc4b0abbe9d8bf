from shuzhi_xl.findings import Severity
from shuzhi_xl.rules.intake.cell_grid import Grids
from shuzhi_xl.rules.intake.read_form import other_senders, read_form, read_identity
from shuzhi_xl.rules.intake.returned_form import ReturnedForm
from shuzhi_xl.sheets.outgoing.forms import Identity
from shuzhi_xl.sheets.outgoing.sender_line import sender
from tests.rules.returned_forms import RULES, codes, grid, grids, identity, identity_grid, package

CHECKS = grid("问题自查", ["序号", "问题", "责任人", "责任领导", "整改措施", "整改时限"], [1, "学习不够"])
SURVEY = grid("问卷", ["序号", "票类", "总体评价", "意见建议"], [1, "党员", "好"])
REPLIES = grid(
    "整改清单",
    ["问题编号", "责任人", "责任领导", "整改措施", "整改时限", "进展", "状态", "完成日期"],
    ["W-1", None, None, None, None, None, "整改中"],
)
TYPED = grid("录票", ["票号", "票类", "V001", "V002", "V003"], [1, "A票", "好"])


def whole_package(form_identity: Identity) -> Grids:
    return grids(
        package(["A票", None, "好", "好"], [None, None, "差", None]),
        SURVEY,
        CHECKS,
        identity_grid(form_identity),
    )


def test_a_package_contains_ballots_surveys_and_problems() -> None:
    form_identity = identity()
    intake = read_form(ReturnedForm("a", whole_package(form_identity), form_identity, RULES))
    answers, findings = intake.answers, intake.findings
    assert answers.identity == form_identity
    assert (len(answers.ballots), len(answers.surveys), len(answers.problems)) == (1, 1, 1)
    assert answers.held_ballots == {2: "ballot_class_missing"}
    assert codes(findings) == ["ballot_class_missing"]


def test_typing_workbooks_contain_ballots_only() -> None:
    for kind in ("录票甲", "录票乙"):
        intake = read_form(ReturnedForm("a", grids(TYPED), identity(kind, ""), RULES))
        answers, findings = intake.answers, intake.findings
        assert [ballot.order for ballot in answers.ballots] == [1]
        assert not findings


def test_a_feedback_contains_replies() -> None:
    intake = read_form(ReturnedForm("a", grids(REPLIES), identity("反馈"), RULES))
    answers, findings = intake.answers, intake.findings
    assert [reply.problem for reply in answers.replies] == ["W-1"]
    assert not findings


def test_a_workbook_is_a_form_only_with_every_value_of_its_identity() -> None:
    form_identity = identity()
    assert read_identity(whole_package(form_identity)) == form_identity
    record = form_identity.record()
    for label in ("年度", "表单编号", "种类", "板块", "模板版本", "校验码"):
        lacking = grid("_身份", *((key, value) for key, value in record.items() if key != label))
        assert read_identity(grids(SURVEY, lacking)) is None
    assert read_identity(grids(grid("_身份", *{**record, "年度": "去年"}.items()))) is None
    assert read_identity(grids(SURVEY)) is None


def test_lists_of_another_branch_under_an_identity_are_noticed_by_their_sender_lines() -> None:
    survey = grid("问卷", [sender("V001", "月溪村党支部", "王一")], ["序号", "票类"])
    lists = grid("录票", [None], [sender("V002", "柳岸村党支部", "顾二")])
    assert other_senders(grids(survey, CHECKS), identity()) == set()
    assert other_senders(grids(survey, lists), identity()) == {"V002"}
    # As a branch may have typed it again, in full-width characters
    assert other_senders(grids(grid("问卷", [sender("Ｖ001", "月溪村", "")])), identity()) == set()


def test_an_unknown_kind_is_held() -> None:
    intake = read_form(ReturnedForm("a", {}, identity("其他"), RULES))
    answers, findings = intake.answers, intake.findings
    assert not answers.ballots
    assert (codes(findings), findings[0].severity) == (["kind_unknown"], Severity.BLOCKING)
    assert intake.holds_form


def test_formulas_in_answers_are_listed_and_others_not() -> None:
    form_identity = identity()
    formulas = {("录票", 7, 4), ("录票", 8, 5), ("录票", 2, 1), ("问卷", 2, 3), ("没有", 1, 1)}
    findings = read_form(
        ReturnedForm("a", whole_package(form_identity), form_identity, RULES), formulas
    ).findings
    listed = [finding for finding in findings if finding.code.startswith("formula")]
    assert [(finding.code, finding.at.sheet, finding.at.cell, finding.severity) for finding in listed] == [
        ("formula_in_answer", "录票", "D7", Severity.NOTICE),
        ("formula_unvalued", "录票", "E8", Severity.BLOCKING),
        ("formula_in_answer", "问卷", "C2", Severity.NOTICE),
    ]
    assert codes(listed)
