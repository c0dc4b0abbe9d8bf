"""封存说明: what an archive contains, written for people and read again by the program."""

from datetime import datetime

from shuzhi_xl.sheets.outgoing.archive import Seal
from shuzhi_xl.wording.documents import archive as say


def write_seal(seal: Seal) -> bytes:
    """Make the text of 封存说明, as Notepad of any Windows shows it (操作日志 has its 卷宗指纹)."""
    lines = {
        say.YEAR: seal.year,
        say.SEALED_AT: say.moment_text(seal.sealed_at),
        say.COPIES: seal.copies,
        say.SCANS: seal.scans,
        say.CONTENTS: seal.contents,
        say.TABLES: seal.tables,
        say.LOG_END: seal.log_end,
        say.TOP: seal.top_list,
    }
    return say.seal_text(lines).replace("\n", "\r\n").encode("utf-8-sig")


def read_seal(content: bytes) -> Seal | None:
    """Read 封存说明; None where it is not whole (操作日志 has its 卷宗指纹)."""
    text = content.decode("utf-8-sig", "replace")
    pairs = (line.partition(say.COLON) for line in text.splitlines())
    values = {name: value.strip() for name, _, value in reversed([*pairs])}
    try:
        return Seal(
            year=int(values[say.YEAR]),
            sealed_at=datetime.fromisoformat(values[say.SEALED_AT]),
            copies=int(values[say.COPIES]),
            scans=int(values[say.SCANS]),
            contents=values[say.CONTENTS],
            tables=values[say.TABLES],
            log_end=values[say.LOG_END],
            top_list=values[say.TOP],
        )
    except (KeyError, ValueError):
        return None
