"""The one JSON object that a command prints with ``--json`` (机器可读输出), as models that give its schema.

``make schema`` writes it to ``docs/json-schema``.
"""

import json
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from shuzhi_xl.findings import Cause, Finding, Severity
from shuzhi_xl.wording.causes.cause_line import cause_sentence
from shuzhi_xl.wording.findings.all import sentence

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


class _Printed(BaseModel):
    # Forbidden extras make the schema closed: programs of the district read it and rely on its keys.
    model_config = ConfigDict(extra="forbid", frozen=True)

    def as_text(self) -> str:
        """The object on one line, its keys in the order in which they are declared."""
        # Without `lines` where there is nothing to read: the key is present for commands that explain only.
        return json.dumps(self.model_dump(mode="json", exclude_none=True), ensure_ascii=False)


class PrintedFinding(_Printed):
    """One finding (疑点), as 校验报告 lists it."""

    severity: Severity
    code: Annotated[str, Field(min_length=1, description="Stable English identifier of the sentence.")]
    file: Annotated[str, Field(description="File name; may be empty, as may the next three.")]
    sheet: Annotated[str, Field(description="Sheet title (工作表).")]
    cell: Annotated[str, Field(description="Address of the cell (单元格).")]
    value: Annotated[str, Field(description="What the cell contains (所填).")]
    message: Annotated[str, Field(description="What is wrong and what to do, in Chinese (疑点与改法).")]


class PrintedCause(_Printed):
    """Findings that have one cause (一类疑点): one line of 校验报告."""

    severity: Severity
    code: Annotated[str, Field(min_length=1, description="That of all its findings.")]
    count: Annotated[int, Field(ge=1, description="How many findings it has (处数).")]
    subjects: Annotated[tuple[str, ...], Field(description="Whom or what it concerns; may be empty.")]
    message: Annotated[str, Field(description="What is wrong and what to do, in Chinese.")]


class PrintedOutcome(_Printed):
    """What a command did."""

    job: Annotated[str, Field(description="The command, such as collect.")]
    ok: Annotated[bool, Field(description="Whether nothing is blocking (须改).")]
    summary: Annotated[str, Field(description="One sentence for the clerk, in Chinese.")]
    counts: Annotated[
        dict[str, int | dict[str, int]],
        Field(description="Numbers by name; the names depend on the command."),
    ]
    findings: Annotated[tuple[PrintedFinding, ...], Field(description="In order: blocking ones first.")]
    outputs: Annotated[tuple[str, ...], Field(description="Files made or changed, relative to the folder.")]
    lines: Annotated[
        tuple[str, ...] | None, Field(description="What is to be read; only for commands that explain.")
    ] = None
    causes: Annotated[
        tuple[PrintedCause, ...] | None,
        Field(description="The findings as 校验报告 lists them, one for each cause; absent without any."),
    ] = None


class PrintedStop(_Printed):
    """Why a command could not run: exactly one finding, and nothing was changed."""

    job: Annotated[str, Field(description="The command.")]
    ok: Literal[False] = False
    summary: Annotated[str, Field(description="The reason in one sentence, in Chinese.")]
    counts: Annotated[dict[str, int | dict[str, int]], Field(max_length=0)] = {}
    outputs: Annotated[tuple[str, ...], Field(max_length=0)] = ()
    findings: Annotated[tuple[PrintedFinding, ...], Field(min_length=1, max_length=1)]


def printed_finding(finding: Finding) -> PrintedFinding:
    """A finding with its sentence."""
    return PrintedFinding(
        severity=finding.severity,
        code=finding.code,
        file=finding.at.file,
        sheet=finding.at.sheet,
        cell=finding.at.cell,
        value=finding.value,
        message=sentence(finding),
    )


def printed_cause(cause: Cause) -> PrintedCause:
    """A cause with its sentence."""
    return PrintedCause(
        severity=cause.first.severity,
        code=cause.first.code,
        count=cause.count,
        subjects=cause.subjects,
        message=cause_sentence(cause),
    )


def json_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of what a command prints."""
    printed: TypeAdapter[PrintedOutcome | PrintedStop] = TypeAdapter(PrintedOutcome | PrintedStop)
    return {
        "$schema": _DIALECT,
        "title": "Output of a command with --json",
        **printed.json_schema(mode="serialization"),
    }


def schema_text() -> str:
    """The schema as it is written to its file."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
