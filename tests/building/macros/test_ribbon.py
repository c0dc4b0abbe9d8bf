"""The ribbon tab 述职评议: the same jobs, group by group, each with a callback that exists."""

from lxml import etree

from shuzhi_xl.building.macros.ribbon import RIBBON_PART, RIBBON_RELATIONSHIP
from shuzhi_xl.sheets.master.buttons import BUTTONS, STEPS, RibbonGroup
from tests.xlsx.macro_master import MASTER, parts_in, public_subs, saved_again

SHOWN = [button for group in RibbonGroup for button in BUTTONS if button.group is group]
UI = "{http://schemas.microsoft.com/office/2006/01/customui}"


def ribbon(workbook: bytes) -> etree._Element:
    parts = parts_in(workbook)
    links = etree.fromstring(parts["_rels/.rels"])
    (target,) = (link.get("Target", "") for link in links if link.get("Type") == RIBBON_RELATIONSHIP)
    return etree.fromstring(parts[target.lstrip("/")])


def test_one_tab_contains_every_step_in_working_order_before_the_small_buttons() -> None:
    (tab,) = ribbon(MASTER).iter(f"{UI}tab")
    buttons = [*tab.iter(f"{UI}button")]
    assert tab.get("label") == "述职评议"
    assert [button.get("label") for button in buttons] == [button.caption for button in SHOWN]
    assert [button.get("supertip") for button in buttons] == [button.tip for button in SHOWN]
    assert all(button.get("imageMso") for button in buttons)
    sizes = [button.get("size", "normal") for button in buttons]
    assert sizes == ["large" if button in STEPS else "normal" for button in SHOWN]


def test_every_group_has_a_button() -> None:
    (tab,) = ribbon(MASTER).iter(f"{UI}tab")
    assert all(len(group) for group in tab)


def test_no_two_controls_share_an_id() -> None:
    ids = [element.get("id") for element in ribbon(MASTER).iter() if element.get("id")]
    assert len(set(ids)) == len(ids)


def test_every_callback_is_a_public_sub_that_takes_the_control() -> None:
    callable_ = {
        f"{sub.module}.{sub.name}"
        for sub in public_subs(MASTER)
        if sub.parameters == "control As IRibbonControl"
    }
    called = [button.get("onAction") for button in ribbon(MASTER).iter(f"{UI}button")]
    assert len(set(called)) == len(called) == len(BUTTONS)
    assert set(called) <= callable_


def test_the_tab_survives_another_program_that_keeps_macros() -> None:
    assert etree.tostring(ribbon(saved_again(MASTER))) == etree.tostring(ribbon(MASTER))
    assert parts_in(saved_again(MASTER))[RIBBON_PART] == parts_in(MASTER)[RIBBON_PART]
