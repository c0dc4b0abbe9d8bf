"""Encrypted workbooks (加密的工作簿) whose password is known: the branch's own, or Excel's default one."""

import io
from collections.abc import Sequence

import msoffcrypto

from shuzhi_xl.xlsx.read.canonical_values import RefusedError

# Excel tries this password itself, so a workbook encrypted with it opens without a prompt.
_DEFAULT = "VelvetSweatshop"


def decrypt(content: bytes, passwords: Sequence[str] = ()) -> bytes:
    """Decrypt a workbook with the first password that fits.

    Args:
        content: The file.
        passwords: Those to try before the default one; each takes as long as opening it in Excel.

    Raises:
        RefusedError: With the code ``file_encrypted``, when another password is needed.
    """
    for password in (*passwords, _DEFAULT):
        opened = _open_with(content, password)
        if opened is not None:
            return opened
    raise RefusedError("file_encrypted")


def _open_with(content: bytes, password: str) -> bytes | None:
    target = io.BytesIO()
    try:
        book = msoffcrypto.OfficeFile(io.BytesIO(content))
        book.load_key(password=password)
        book.decrypt(target)
    # no wrong password but the limit of this process, as in `sniff_compound`
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- msoffcrypto raises anything on a damaged file, and for a wrong password
        return None
    return target.getvalue()
