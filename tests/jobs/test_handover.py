"""交接: what a lead department hands on, in one zip file, never older than the results."""

import io
import zipfile

from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.jobs.generate import generate
from shuzhi_xl.jobs.publish import publish
from shuzhi_xl.sheets.master.results import APPRAISAL
from shuzhi_xl.sheets.master.scheme_tables import TRACK
from tests.year_stages import TownOffice


def packages(office: TownOffice) -> dict[str, dict[str, bytes]]:
    """Content by name, of each department."""
    contents = {}
    for path in office.root.glob("结果/2015/交接_*.zip"):
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
            contents[path.stem.partition("_")[2]] = {name: package.read(name) for name in package.namelist()}
    return contents


def test_a_department_hands_on_its_own_tracks_results_and_what_is_published(generated: TownOffice) -> None:
    (generated.root / "结果/2015/公司企业/反馈_Q001_旧的.xlsx").write_bytes(b"somebody's copy")
    outcome = generated.run_job(publish)
    assert outcome.ok
    files = generated.files("结果/2015")
    departments = {row.lead_department: row.name for row in generated.rows(TRACK)}
    contents = packages(generated)
    assert contents.keys() == departments.keys()
    for department, track in departments.items():
        numbers = {row.number for row in generated.rows(APPRAISAL) if row.track == track}
        names = {name for name in contents[department] if name.startswith(f"{track}/反馈_")}
        assert {name.split("_")[1] for name in names} == numbers
        assert len(names) == len(numbers)
        assert f"公布_{track}.xlsx" in contents[department]
        assert all(files[name] == content for name, content in contents[department].items())
        assert not any(name.startswith(("汇总", "核对", "研究定等")) for name in contents[department])


def test_packing_again_writes_the_same(generated: TownOffice) -> None:
    outcome = generated.run_job(publish)
    files = generated.files("结果/2015")
    assert "结果/2015/发送清单_牵头部门.xlsx" in outcome.outputs
    assert generated.run_job(publish).outputs == outcome.outputs
    assert generated.files("结果/2015") == files


def test_results_that_changed_after_the_files_were_made_are_not_packed(generated: TownOffice) -> None:
    generated.run_job(publish)
    row = generated.rows(APPRAISAL)[0]
    generated.type_in(APPRAISAL, row, 综合评价意见="另写的评语")
    generated.run_job(compute)
    outcome = generated.run_job(publish)
    assert [finding.code for finding in outcome.findings] == ["handover_outdated"]
    assert not [place for place in outcome.outputs if "交接" in place]
    generated.run_job(generate)
    assert generated.run_job(publish).findings == []
    generated.set_values(送件加密="是")
    assert [finding.code for finding in generated.run_job(publish).findings] == ["handover_outdated"]
