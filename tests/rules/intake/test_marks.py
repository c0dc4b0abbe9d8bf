import pytest

from shuzhi_xl.rules.intake.marks import Merged, read_boxes, read_key, read_mark


@pytest.mark.parametrize(
    ("raw", "mark"),
    [
        ("好", "好"),
        (" 较\u3000好\u200b\n", "较好"),
        ("\ufeff一 般", "一般"),
        ("差\xa0", "差"),
        (None, ""),
        (" \u200b", ""),
        ("弃权", ""),
        (" 作废 ", "作废"),
        ("作废票", None),
        ("好、较好", None),
        ("好好", None),
        ("优秀", None),
        ("好 ", "好"),
        ("\u3000较\u200d好\u3000", "较好"),
        ("√", None),
        ("✓", None),
        ("✔", None),
        ("对", None),
        ("１", None),
        ("好?", None),
        ("好√", None),
        ("好差", None),
        (1, None),
        (True, None),
        ("#N/A", None),
    ],
)
def test_a_mark_is_read_or_spoiled_but_never_guessed(raw: object, mark: str | None) -> None:
    assert read_mark(raw) == mark


@pytest.mark.parametrize("tick", ["√", "✓", "✔", "１", 1, 1.0, "○", " √ "])
def test_one_tick_among_the_boxes_is_a_mark(tick: object) -> None:
    assert read_boxes({"好": None, "较好": tick, "一般": " ", "差": None}) == "较好"


def test_no_tick_is_an_abstention() -> None:
    assert read_boxes({"好": None, "差": "\u3000"}) == ""


@pytest.mark.parametrize("boxes", [{"好": "√", "差": "√"}, {"好": "×"}, {"好": "√", "差": "×"}, {"好": 2}])
def test_two_ticks_or_other_signs_are_spoiled(boxes: dict[str, object]) -> None:
    assert read_boxes(boxes) is None


@pytest.mark.parametrize(
    ("raw", "mark"),
    [
        (1, "好"),
        (2.0, "较好"),
        ("3", "一般"),
        ("４", "差"),
        (" 1 ", "好"),
        ("h", "好"),
        ("J", "较好"),
        ("ｙ", "一般"),
        ("Ｃ", "差"),
        ("较好", "较好"),
        ("作废", "作废"),
        ("弃权", ""),
        (None, ""),
        (0, None),
        (5, None),
        (1.5, None),
        ("12", None),
        ("hj", None),
        ("1好", None),
        ("√", None),
        (True, None),
        (Merged("1"), None),
    ],
)
def test_keys_of_the_grades_are_read_and_nothing_else_is_guessed(raw: object, mark: str | None) -> None:
    assert read_key(raw) == mark
