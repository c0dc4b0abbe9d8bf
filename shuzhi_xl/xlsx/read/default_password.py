"""Workbooks encrypted with Excel's default password (默认密码): Excel opens them without asking."""

import io

import msoffcrypto

from shuzhi_xl.xlsx.read.canonical_values import RefusedError

# Excel tries this password itself, so a workbook encrypted with it opens without a prompt.
_DEFAULT = "VelvetSweatshop"


def decrypt(content: bytes) -> bytes:
    """Decrypt a workbook with the default password.

    Raises:
        RefusedError: With the code ``file_encrypted``, when another password is needed.
    """
    target = io.BytesIO()
    try:
        book = msoffcrypto.OfficeFile(io.BytesIO(content))
        book.load_key(password=_DEFAULT)
        book.decrypt(target)
    # no wrong password but the limit of this process, as in `sniff_compound`
    except MemoryError:
        raise
    except Exception as error:
        raise RefusedError("file_encrypted") from error
    return target.getvalue()
