"""Columns that say where else they are shown: each has its place in the feedback."""

import re

from shuzhi_xl.sheets.master.all_sheets import TABLES
from shuzhi_xl.sheets.master.organisations_and_meetings import ORGANISATION, Organisation
from shuzhi_xl.sheets.master.results import PROBLEM, Problem
from shuzhi_xl.sheets.master.vocabulary import FEEDBACK
from shuzhi_xl.sheets.outgoing.feedback import (
    MORE_OF_ORGANISATION,
    RECTIFICATION_HEADERS,
    FeedbackPlace,
    place_of,
    shown_columns,
)


def test_only_tables_whose_columns_the_feedback_can_show_declare_that_it_does() -> None:
    shown = {name for name, table in TABLES.items() if any(column.shown_in for column in table.columns)}
    assert shown == {ORGANISATION.name, PROBLEM.name}
    kinds = {kind for table in TABLES.values() for column in table.columns for kind in column.shown_in}
    assert kinds == {FEEDBACK}


def test_the_columns_that_a_branch_fills_in_are_declared_as_shown() -> None:
    headers = [column.header for column in shown_columns(Problem).values()]
    assert headers[: len(RECTIFICATION_HEADERS)] == [*RECTIFICATION_HEADERS]


def test_every_further_column_gets_a_defined_name() -> None:
    names = [place_of(column) for column in MORE_OF_ORGANISATION]
    assert not {*names} & {*FeedbackPlace}
    assert all(re.fullmatch(r"\w+", name) for name in names)
    assert {"组织名称", "书记姓名"} <= {column.header for column in shown_columns(Organisation).values()}
