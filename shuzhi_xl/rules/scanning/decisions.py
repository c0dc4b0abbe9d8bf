"""What a person has chosen in 存疑 of one 读票 workbook."""

from collections.abc import Mapping

from shuzhi_xl.rules.intake.cell_grid import Grids
from shuzhi_xl.rules.intake.scanned_doubts import find_doubts
from shuzhi_xl.sheets.outgoing.scanned_ballots import DoubtKey


def read_decisions(grids: Grids) -> Mapping[DoubtKey, str]:
    """Decisions by what they are about (测评票; 存疑); blank for a line that nobody has decided.

    Args:
        grids: All sheets of a workbook, as one reader gives them; one without 存疑 has none.
    """
    _, rows = find_doubts("", grids)
    return {doubt.key: doubt.choice for doubt in rows}
