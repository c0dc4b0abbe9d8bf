"""An order that only a key explains."""

from shuzhi_xl.rules.arithmetic.shuffling import shuffle_by_key

NUMBERS = range(100)


def test_shuffling_loses_nothing() -> None:
    assert sorted(shuffle_by_key(NUMBERS, b"key", "x")) == list(NUMBERS)


def test_the_order_repeats_and_depends_on_key_and_label() -> None:
    order = shuffle_by_key(NUMBERS, b"key", "x")
    assert order == shuffle_by_key(NUMBERS, b"key", "x")
    assert order not in (shuffle_by_key(NUMBERS, b"other", "x"), shuffle_by_key(NUMBERS, b"key", "y"))
