"""计算 rewrites computed sheets only: what staff put into the master by hand stays to the byte."""

import base64

from shuzhi_xl.jobs.check import check
from shuzhi_xl.jobs.compute import compute
from tests.jobs.opened_parts import packed, parts_of, rels_part, sheet_part
from tests.year_stages import TownOffice

_PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
_NS = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)
_ANCHOR = (
    "<xdr:from><xdr:col>{0}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>60</xdr:row><xdr:rowOff>0</xdr:rowOff>"
    "</xdr:from><xdr:to><xdr:col>{1}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>70</xdr:row>"
    "<xdr:rowOff>0</xdr:rowOff></xdr:to>"
)
_DRAWING = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<xdr:wsDr {_NS}>
<xdr:twoCellAnchor>{_ANCHOR.format(1, 3)}<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>
<xdr:cNvPr id="2" name="人数图"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/>
<a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>
<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="rId1"/>
</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>
<xdr:twoCellAnchor>{_ANCHOR.format(4, 6)}<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="3" name="徽标"/><xdr:cNvPicPr/>
</xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId2"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>
<xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/>
</xdr:twoCellAnchor>
<xdr:twoCellAnchor>{_ANCHOR.format(7, 9)}<xdr:sp macro="" textlink=""><xdr:nvSpPr>
<xdr:cNvPr id="4" name="提示框"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr><a:prstGeom prst="roundRect"><a:avLst/>
</a:prstGeom></xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>请镇党委审定</a:t></a:r></a:p></xdr:txBody></xdr:sp>
<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"""
_CHART = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart">
<c:chart><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:ser>
<c:idx val="0"/><c:order val="0"/><c:val><c:numRef><c:f>组织名册!$G$4:$G$15</c:f><c:numCache>
<c:ptCount val="1"/><c:pt idx="0"><c:v>30</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser>
<c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/><c:crossAx val="2"/></c:catAx>
<c:valAx><c:axId val="2"/><c:crossAx val="1"/></c:valAx></c:plotArea></c:chart></c:chartSpace>"""
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="{_REL}/chart" Target="../charts/chart77.xml"/>
<Relationship Id="rId2" Type="{_REL}/image" Target="../media/徽标.png"/></Relationships>"""
PASTED = {
    "xl/drawings/drawing77.xml": _DRAWING.encode(),
    "xl/drawings/_rels/drawing77.xml.rels": _RELS.encode(),
    "xl/charts/chart77.xml": _CHART.encode(),
    "xl/media/徽标.png": _PICTURE,
}
_TYPES = (
    '<Default Extension="png" ContentType="image/png"/>'
    '<Override PartName="/xl/drawings/drawing77.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/>'
    '<Override PartName="/xl/charts/chart77.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/></Types>'
)
COMPUTED = ("测评统计", "综合评定", "名额核对", "评定依据")


def paste(office: TownOffice, title: str) -> None:
    """Put a chart, a picture and a shape onto a sheet, as a clerk would in Excel."""
    parts = parts_of(office.master.read_bytes())
    sheet = sheet_part(parts, title)
    assert b"<drawing " not in parts[sheet]
    rels = rels_part(sheet)
    drawing = f'<Relationship Id="rId77" Type="{_REL}/drawing" Target="../drawings/drawing77.xml"/>'
    parts[rels] = parts[rels].replace(b"</Relationships>", drawing.encode() + b"</Relationships>")
    tag = f'<drawing xmlns:r="{_REL}" r:id="rId77"/>'.encode()
    after = next(element for element in (b"<legacyDrawing", b"<tableParts") if element in parts[sheet])
    parts[sheet] = parts[sheet].replace(after, tag + after, 1)
    types = parts["[Content_Types].xml"].replace(b"</Types>", _TYPES.encode())
    office.master.write_bytes(packed({**parts, "[Content_Types].xml": types, **PASTED}))


def test_a_chart_a_picture_and_a_shape_stay(collected: TownOffice) -> None:
    for title in ("综合评定", "基本设置"):
        whole = collected.master.read_bytes()
        paste(collected, title)
        assert collected.run_job(compute).ok
        after = parts_of(collected.master.read_bytes())
        assert {name: after[name] for name in PASTED} == PASTED
        sheet = sheet_part(after, title)
        assert b"rId77" in after[sheet]
        assert b"rId77" in after[rels_part(sheet)]
        collected.master.write_bytes(whole)


def test_only_what_the_job_writes_changes(collected: TownOffice) -> None:
    before = parts_of(collected.master.read_bytes())
    collected.run_job(compute)
    after = parts_of(collected.master.read_bytes())
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    titles = (*COMPUTED, "首页", "日程安排", "述职报告", "校验报告", "操作日志", "_密钥")
    sheets = {sheet_part(before, title) for title in titles}
    tables = {name for name in changed if name.startswith("xl/tables/")}
    assert changed <= sheets | tables | {"xl/workbook.xml"} | {rels_part(sheet) for sheet in sheets}
    assert {sheet_part(before, title) for title in COMPUTED} <= changed
    assert list(before) == list(after)


def test_a_job_that_finds_nothing_new_touches_no_other_sheet(collected: TownOffice) -> None:
    collected.run_job(check)
    before = parts_of(collected.master.read_bytes())
    collected.run_job(check)
    after = parts_of(collected.master.read_bytes())
    changed = {name for name in before if before[name] != after[name] and name.startswith("xl/worksheets/")}
    assert changed <= {sheet_part(before, title) for title in ("首页", "校验报告", "操作日志", "_密钥")}


def test_the_old_master_is_kept(collected: TownOffice) -> None:
    before = collected.master.read_bytes()
    collected.run_job(compute)
    assert before in collected.files("备份").values()
