"""Files encrypted for their reader: opened by the password alone, and the same at every run."""

import io

import msoffcrypto
import olefile
import pytest
from msoffcrypto.exceptions import InvalidKeyError

from shuzhi_xl.xlsx.files.encryption import encrypt, is_as_encrypted
from tests.xlsx.returned_books import package

PASSWORD, KEY, CONTENT = "KQ3F-7MHT-XA4C", b"k" * 32, package()


@pytest.fixture(scope="module")
def locked() -> bytes:
    return encrypt(CONTENT, PASSWORD, KEY)


def opened(content: bytes, password: str) -> bytes:
    book, target = msoffcrypto.OfficeFile(io.BytesIO(content)), io.BytesIO()
    book.load_key(password=password, verify_password=True)
    book.decrypt(target, verify_integrity=True)
    return target.getvalue()


def test_its_password_opens_it_and_no_other_does(locked: bytes) -> None:
    assert opened(locked, PASSWORD) == CONTENT
    with pytest.raises(InvalidKeyError):
        opened(locked, PASSWORD.lower())


def test_two_runs_make_the_same_file(locked: bytes) -> None:
    assert encrypt(CONTENT, PASSWORD, KEY) == locked


def test_nothing_of_one_file_is_in_another(locked: bytes) -> None:
    """Files of equal salts would show by equal bytes which of their contents are equal."""
    further = [encrypt(CONTENT, PASSWORD, b"other"), encrypt(CONTENT + b"\0", PASSWORD, KEY)]
    for file in further:
        assert not {*blocks(locked)} & {*blocks(file)}
        assert opened(file, PASSWORD)


def blocks(content: bytes) -> list[bytes]:
    with olefile.OleFileIO(io.BytesIO(content)) as container:
        stream = container.openstream("EncryptedPackage").read()[8:]
    return [stream[start : start + 16] for start in range(0, len(stream), 16)]


def test_a_file_that_another_program_has_saved_is_not_as_it_was_made(locked: bytes) -> None:
    target = io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(CONTENT)).encrypt(PASSWORD, target)
    assert [is_as_encrypted(blob) for blob in (locked, target.getvalue(), CONTENT)] == [True, False, False]


def test_nothing_says_when_it_was_made(locked: bytes) -> None:
    with olefile.OleFileIO(io.BytesIO(locked)) as container:
        times = {(entry.createTime, entry.modifyTime) for entry in container.direntries if entry}
    assert times == {(0, 0)}
