"""The weight that a source has in a track (来源权重)."""

from decimal import Decimal

from shuzhi_xl.sheets.master.vocabulary import EVERY_TRACK
from shuzhi_xl.sheets.reading.year import Year


def source_weight(year: Year, track: str, source: str) -> Decimal:
    """Weight of a source in a track, 0–100 (来源权重): the track's own row, else that of 全部, else 0.

    Args:
        year: The year.
        track: 板块.
        source: 来源.
    """
    # By source: a track that lists one source of its own keeps the rows of 全部 for the others (算法 八)
    weights = {row.track: row.weight for row in year.source_weights if row.source == source}
    return weights.get(track, weights.get(EVERY_TRACK, Decimal(0)))
