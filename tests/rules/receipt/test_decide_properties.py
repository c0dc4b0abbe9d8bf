"""Whatever comes back in whatever order, names and runs: every content counts once or waits."""

import random
from collections.abc import Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from shuzhi_xl.rules.intake.answers import Answers
from shuzhi_xl.rules.receipt.vote_rows import ballot_records
from tests.rules.returned_batches import KEY, Town, answers, town_awaiting

FORMS = ("V001", "V002", "V003")
CONTENTS = {
    form: [answers(form, "好", "差", surveys="好"), answers(form, "好"), answers(form)] for form in FORMS
}
BLANK = 2  # the content without any vote; one with votes comes before it
ISSUED = FORMS[:2]  # V003 never went out
files = st.lists(st.tuples(st.sampled_from(FORMS), st.integers(0, 2)), max_size=7)
batches = st.lists(files, min_size=1, max_size=4)

Files = Sequence[tuple[str, int]]
"""Form and content of each file that comes back."""
Received = Mapping[str, Sequence[int]]
"""The different contents of each form that went out, in order."""


def answers_by_name(batch: Files, label: str) -> dict[str, Answers]:
    return {f"{label}{index}": CONTENTS[form][content] for index, (form, content) in enumerate(batch)}


def received_contents(batch: Files) -> Received:
    return {form: sorted({content for received, content in batch if received == form}) for form in ISSUED}


def assert_a_single_content_counts(town: Town, received: Received) -> None:
    """The ballots of a form are those of its one content with votes; of several, none counts yet."""
    for form, contents in received.items():
        with_votes = [content for content in contents if content != BLANK] or contents
        expected = ballot_records(CONTENTS[form][with_votes[0]], KEY) if len(with_votes) == 1 else []
        assert [row for row in town.ballots if row["表单编号"] == form] == expected


def assert_repeats_change_nothing(town: Town, batch: Files) -> None:
    before = town.copy()
    town.collect(**answers_by_name(batch, "again"))
    assert (town.ballots, town.surveys) == (before.ballots, before.surveys)
    before = town.copy()
    town.collect()
    assert (town.register, town.ballots, town.surveys) == (before.register, before.ballots, before.surveys)


def adopt_first_contents(town: Town, received: Received) -> None:
    """The clerk adopts the first of the contents of each form that has several."""
    for form, contents in received.items():
        if len(contents) > 1:
            town.decide(CONTENTS[form][contents[0]])
    town.collect()


@settings(deadline=None, max_examples=150)
@given(batches=batches, seed=st.randoms(use_true_random=False))
def test_every_content_counts_once_or_waits_in_any_order_of_names_and_runs(
    batches: list[list[tuple[str, int]]], seed: random.Random
) -> None:
    split, whole = town_awaiting(*ISSUED), town_awaiting(*ISSUED)
    for number, batch in enumerate(batches):
        split.collect(**answers_by_name(batch, f"f{number}"))
    everything = [file for batch in batches for file in batch]
    seed.shuffle(everything)
    whole.collect(**answers_by_name(everything, "x"))
    assert (split.ballots, split.surveys) == (whole.ballots, whole.surveys)
    assert [split.states(form) for form in FORMS] == [whole.states(form) for form in FORMS]

    received = received_contents(everything)
    assert_a_single_content_counts(split, received)
    assert_repeats_change_nothing(split, everything)
    for town in (split, whole):
        adopt_first_contents(town, received)
    assert (split.ballots, split.surveys) == (whole.ballots, whole.surveys)
    assert split.marks() == sorted(
        (form, ballot.marks["V001", "总体评价"])
        for form, contents in received.items()
        for content in contents[:1]
        for ballot in CONTENTS[form][content].ballots
    )
