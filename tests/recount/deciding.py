"""A committee that decides at random, and figures that change after it has (党委研究)."""

from random import Random

from shuzhi_xl.jobs.compute import compute
from shuzhi_xl.sheets.master.vocabulary import GRADES
from tests.recount.computed_office import ComputedOffice

_DAY = "2016-01-26"


def decide(office: ComputedOffice, random: Random) -> None:
    """Fill in 研究日期 of most branches, 研究等次 and 调整理由 of some, and compute again."""
    for row in office.store.tables["综合评定"]:
        if random.random() < 0.8:
            row["研究日期"] = _DAY
        if random.random() < 0.3:
            row["研究等次"] = random.choice(GRADES)
            row["调整理由"] = random.choice(("表现突出", "表现突出", None))
    office.run_job(compute)


def change_a_score(office: ComputedOffice, random: Random) -> None:
    """日常工作 of one branch is corrected, or a branch leaves, after the committee met; computed again."""
    routine = office.store.tables["日常年度"]
    if routine and random.random() < 0.7:
        random.choice(routine)["日常工作"] = 61.5
    else:
        leaver = random.choice(office.store.tables["组织名册"])
        leaver["参评"], leaver["不参评原因"] = "否", "已撤销"
    office.run_job(compute)
