"""Office files encrypted for one reader (加密), as Office encrypts them ([MS-OFFCRYPTO] 2.3.4).

msoffcrypto draws salts and keys at random and stamps the time, so an unchanged file would be written and sent
again at every run. Here they follow from content, password and a secret: who lacks the secret cannot tell
them from random ones, and the same file is the same bytes.
"""

import hashlib
import hmac
import io
from typing import Final

import olefile
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from msoffcrypto.method import ecma376_agile
from msoffcrypto.method.container.ecma376_encrypted import DSPos, ECMA376Encrypted

# Office takes 100,000, for passwords that people choose, and reads any number (2.3.4.10). With 55 bits that
# nobody chose, 10,000 keep a graphics card busy for thousands of years, and 100 files are done 6 s sooner
_SPINS: Final = 10_000
_BLOCK: Final = 16
_KEY: Final = 32
_HASH: Final = 64
# [MS-CFB] 2.2 and 2.6: where the directory begins, and the times of each of its entries
_SECTOR: Final = 512
_DIRECTORY: Final = slice(48, 52)
_ENTRY: Final = 128
_TIMES: Final = slice(100, 116)


def encrypt(content: bytes, password: str, key: bytes) -> bytes:
    """Encrypt a workbook or document by AES-256, as Office does (agile encryption).

    Args:
        content: The file, not encrypted.
        password: What its reader must enter.
        key: A secret of the office, from which all that has to be unpredictable follows.
    """
    seed = hmac.digest(key, password.encode() + b"\0" + hashlib.sha512(content).digest(), "sha512")

    def draw(purpose: str, count: int) -> bytes:
        """Bytes that nobody can guess without the key."""
        return hmac.digest(seed, purpose.encode(), "sha512")[:count]

    secret, info = draw("content key", _KEY), ecma376_agile.ECMA376AgileEncryptionInfo()
    info.spinCount = _SPINS
    info.keyData.saltValue = draw("content salt", _BLOCK)
    info.encryptedKey.saltValue = draw("password salt", _BLOCK)
    _lock_secret(info, secret, password, draw("verifier", _BLOCK))
    package = ecma376_agile.ECMA376Agile.encrypt_payload(
        io.BytesIO(content), info.keyData, secret, info.keyData.saltValue
    )
    _seal_package(info, secret, package, draw("integrity", _HASH))
    head = info.getEncryptionDescriptorHeader() + info.toEncryptionDescriptor().encode()
    container = io.BytesIO()
    ECMA376Encrypted(package, head).write_to(container)
    return _without_times(container.getvalue())


def is_as_encrypted(blob: bytes) -> bool:
    """Whether a file is one that `encrypt` made, and no other program has saved since."""
    return is_compound(blob) and f'spinCount="{_SPINS}"'.encode() in blob


def is_compound(blob: bytes) -> bool:
    """Whether a file is a compound one, as encrypted documents are."""
    return blob.startswith(olefile.MAGIC)


def _lock_secret(
    info: ecma376_agile.ECMA376AgileEncryptionInfo, secret: bytes, password: str, verifier: bytes
) -> None:
    """Store the content's key so that only the password gives it ([MS-OFFCRYPTO] 2.3.4.11 to 2.3.4.13)."""
    salt = info.encryptedKey.saltValue
    stretched = _stretch(password, salt)

    def lock(value: bytes, block_key: bytes) -> bytes:
        """Encrypt a value under the password."""
        return _encrypt_block(value, hashlib.sha512(stretched + block_key).digest()[:_KEY], salt)

    info.encryptedVerifierHashInput = lock(verifier, ecma376_agile.blkKey_VerifierHashInput)
    info.encryptedVerifierHashValue = lock(
        hashlib.sha512(verifier).digest(), ecma376_agile.blkKey_encryptedVerifierHashValue
    )
    info.encryptedKeyValue = lock(secret, ecma376_agile.blkKey_encryptedKeyValue)


def _stretch(password: str, salt: bytes) -> bytes:
    """Hash a password so often that trying many takes long; it is most of the time of `encrypt`."""
    digest = hashlib.sha512(salt + password.encode("utf-16-le")).digest()
    for count in range(_SPINS):
        digest = hashlib.sha512(count.to_bytes(4, "little") + digest).digest()
    return digest


def _seal_package(
    info: ecma376_agile.ECMA376AgileEncryptionInfo, secret: bytes, package: bytes, salt: bytes
) -> None:
    """Store a checksum by which Office knows a damaged file ([MS-OFFCRYPTO] 2.3.4.14)."""

    def lock(value: bytes, block_key: bytes) -> bytes:
        """Encrypt a value under the content's key."""
        start = hashlib.sha512(info.keyData.saltValue + block_key).digest()[:_BLOCK]
        return _encrypt_block(value, secret, start)

    info.encryptedHmacKey = lock(salt, ecma376_agile.blkKey_dataIntegrity1)
    info.encryptedHmacValue = lock(hmac.digest(salt, package, "sha512"), ecma376_agile.blkKey_dataIntegrity2)


def _encrypt_block(value: bytes, key: bytes, start: bytes) -> bytes:
    encryptor = Cipher(algorithms.AES(key), modes.CBC(start)).encryptor()
    return encryptor.update(value) + encryptor.finalize()


def _without_times(container: bytes) -> bytes:
    """Blank the times of a compound file's entries, which would differ from run to run."""
    blank = bytearray(container)
    first = (int.from_bytes(container[_DIRECTORY], "little") + 1) * _SECTOR
    for entry in range(first, first + DSPos.dirNum * _ENTRY, _ENTRY):
        blank[entry + _TIMES.start : entry + _TIMES.stop] = bytes(_TIMES.stop - _TIMES.start)
    return bytes(blank)
