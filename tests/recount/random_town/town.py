"""Random towns (随机镇) with random settings: anything that a master's tables may contain."""

from random import Random

from tests.recount.random_town.draws import Draws, Tables
from tests.recount.random_town.entries import RandomEntries
from tests.recount.random_town.people import RandomPeople
from tests.recount.random_town.scheme import RandomScheme
from tests.recount.random_town.votes import RandomVotes


def random_town(seed: int) -> Tables:
    """All tables of a town by name, before anything is computed.

    Args:
        seed: The same one gives the same town.
    """
    draws = Draws(Random(seed))  # noqa: S311 -- a repeatable generator is wanted
    scheme = RandomScheme(draws)
    people = RandomPeople(draws)
    votes = RandomVotes(draws, people, scheme.criteria)
    entries = RandomEntries(draws, people.roster)
    return {**scheme.tables, **people.tables, **votes.tables, **entries.tables}
