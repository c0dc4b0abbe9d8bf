"""How a message is sent through a pipe (消息分帧): its length, then its bytes."""

import struct
from typing import IO, Final

_LENGTH: Final = struct.Struct("<Q")


class FrameTooLong(ValueError):  # noqa: N818 -- not our error but the sender's
    """A message is longer than its reader takes, or is no message at all."""


def write_frame(pipe: IO[bytes], message: bytes) -> None:
    """Send a message.

    Raises:
        OSError: The other side is gone.
    """
    pipe.write(_LENGTH.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def read_frame(pipe: IO[bytes], longest: int) -> bytes | None:
    """Receive a message; None when the other side has ended.

    Args:
        pipe: A buffered pipe.
        longest: Bytes of the longest message that is taken.

    Raises:
        FrameTooLong: It is longer; nothing more can be read from this pipe.

    >>> from io import BytesIO
    >>> pipe = BytesIO()
    >>> write_frame(pipe, b"ready")
    >>> read_frame(BytesIO(pipe.getvalue()), 100), read_frame(BytesIO(pipe.getvalue()[:-1]), 100)
    (b'ready', None)
    """
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > longest:
        raise FrameTooLong(length)
    # a buffered pipe returns less only where the other side has ended
    message = pipe.read(length)
    return None if len(message) < length else message
