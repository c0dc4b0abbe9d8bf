"""What a command prints with ``--json``, and the schema that is published of it."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from shuzhi_xl.cli.json_objects import PrintedOutcome, PrintedStop, schema_text
from shuzhi_xl.cli.terminal import outcome_as_json, stopped_as_json
from shuzhi_xl.findings import Cause, Location, blocking
from shuzhi_xl.jobs.stages.job_context import Outcome
from shuzhi_xl.xlsx.stop_reasons import Stopped

PUBLISHED = Path(__file__).resolve().parents[2] / "docs" / "json-schema" / "command-output.json"
GAP = blocking("required_blank", Location("总表.xlsm", "组织名册", "B4"), header="组织名称", choices="")


def test_the_published_schema_is_that_of_the_models() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == schema_text(), "run make schema"


def test_an_outcome_is_one_object_with_its_keys_in_order() -> None:
    text = outcome_as_json(Outcome("compute", "算好了。", {"grades": {"好": 1}}, [GAP], ["a.xlsx"]))
    assert list(json.loads(text)) == ["job", "ok", "summary", "counts", "findings", "outputs"]
    assert json.loads(text)["findings"][0]["severity"] == "须改"
    assert not PrintedOutcome.model_validate_json(text).ok


def test_a_command_that_explains_has_lines_too() -> None:
    text = outcome_as_json(Outcome("explain", "共 1 步。", {"steps": 1}, lines=["甲"]))
    assert PrintedOutcome.model_validate_json(text).lines == ("甲",)


def test_findings_of_one_cause_are_counted_together() -> None:
    outcome = Outcome("check", "校验完成。", {}, [GAP, GAP], causes=[Cause((GAP, GAP), ("C001", "C002"))])
    (cause,) = PrintedOutcome.model_validate_json(outcome_as_json(outcome)).causes or ()
    assert (cause.count, cause.subjects) == (2, ("C001", "C002"))
    assert cause.message == "“组织名称”还没有填写，请补填。涉及 2 个：C001、C002。"


def test_a_stopped_command_says_why() -> None:
    text = stopped_as_json("check", Stopped("file_changed", {"name": "总表.xlsm"}))
    assert list(json.loads(text)) == ["job", "ok", "summary", "counts", "outputs", "findings"]
    assert PrintedStop.model_validate_json(text).findings[0].file == "总表.xlsm"


def test_a_finding_without_a_message_fails_the_schema() -> None:
    with pytest.raises(ValidationError, match="message"):
        PrintedOutcome.model_validate(
            {"job": "check", "ok": True, "summary": "", "counts": {}, "findings": [{}], "outputs": []}
        )
