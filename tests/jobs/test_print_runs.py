"""合订: all letters of a track as one document, for the office's printer only."""

import io
from datetime import date

import docx

from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.jobs.generate import generate
from shuzhi_xl.jobs.track import track
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION
from shuzhi_xl.sheets.master.results import APPRAISAL
from shuzhi_xl.sheets.master.scheme_tables import TRACK
from tests.year_stages import TownOffice

FOLDER = "内部_合订打印"


def paragraphs(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]


def test_a_tracks_letters_are_printed_in_one_run_in_the_order_of_the_roster(generated: TownOffice) -> None:
    files = generated.files("结果/2015")
    for row in generated.rows(TRACK):
        singles = [
            paragraphs(content)
            for organisation in generated.rows(ORGANISATION)
            for place, content in files.items()
            if place.startswith(f"{row.name}/反馈意见书_{organisation.number}_")
        ]
        assert singles
        joined = paragraphs(files[f"{FOLDER}/合订_反馈意见书_{row.name}.docx"])
        assert joined == [text for letter in singles for text in letter]


def test_letters_to_departments_are_joined_too_and_old_ones_are_named(generated: TownOffice) -> None:
    generated.set_values(催办日期=date(2016, 6, 1))
    outcome = generated.run_job(track)
    place = f"结果/2015/{FOLDER}/合订_催办函.docx"
    assert place in outcome.outputs
    letters = [name for name in outcome.outputs if "/催办函_" in name]
    assert paragraphs(generated.read(place)) == [
        text for letter in letters for text in paragraphs(generated.read(letter))
    ]
    generated.set_values(催办日期=date(2016, 1, 1))
    stale = [finding.at.file for finding in generated.run_job(track).findings]
    assert "合订_催办函.docx" in stale


def test_what_is_not_decided_any_more_is_not_printed(generated: TownOffice) -> None:
    rows = generated.rows(APPRAISAL)
    first, of_track = rows[0], [row for row in rows if row.track == rows[-1].track]
    for row in (first, *of_track):
        generated.type_in(APPRAISAL, row, 研究日期=None, 研究等次=None, 调整理由=None)
    generated.run_job(compute)
    outcome = generated.run_job(generate)
    stale = {finding.at.file for finding in outcome.findings if finding.code == "print_run_stale"}
    assert stale == {f"合订_{kind}_{of_track[0].track}.docx" for kind in ("反馈意见书", "整改落实方案")}
    joined = paragraphs(generated.read(f"结果/2015/{FOLDER}/合订_反馈意见书_{first.track}.docx"))
    assert not [text for text in joined if first.name in text or first.secretary in text]
