"""Work that child processes do (辅助进程的任务), as they and the program that starts them agree on it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, Generic, TypeVar

from shuzhi_xl.xlsx.children.limits import Limits

READY: Final = b"ready"
"""First message of a child: it has started."""
TOO_HEAVY: Final = 77
"""Exit status of a child that ran out of memory."""
RequestT = TypeVar("RequestT")
ReplyT = TypeVar("ReplyT")


class Loss(Enum):
    """Why a request has no reply."""

    TOO_SLOW = auto()
    TOO_HEAVY = auto()
    BROKEN = auto()
    NOT_STARTED = auto()
    """The child never came to work: the installation's fault or the system's."""
    NOT_BEGUN = auto()
    """The child ended over an earlier request; another one may do this."""


class ChildLost(Exception):  # noqa: N818 -- not our error but the request's
    """A child ended instead of replying.

    Attributes:
        loss: Why.
    """

    def __init__(self, loss: Loss) -> None:
        super().__init__(loss)
        self.loss = loss


class ChildrenMissing(Exception):  # noqa: N818 -- the installation's fault or the system's
    """No child process can be started on this computer."""


@dataclass(frozen=True)
class ChildTask(Generic[RequestT, ReplyT]):
    """One kind of work.

    Attributes:
        address: Where the child finds the task, as ``module:name``.
        limits: What the child may take for one request.
        begin: In the child: from the opening message to the function that replies to each request.
        to_bytes: A request as a message.
        from_bytes: A reply from its message and its request; raises `ValueError` for what is no reply.
            A child that works on files from outside must not be trusted: its replies are plain data, never
            pickles, which could carry code.
    """

    address: str
    limits: Limits
    begin: Callable[[bytes], Callable[[bytes], bytes]]
    to_bytes: Callable[[RequestT], bytes]
    from_bytes: Callable[[bytes, RequestT], ReplyT]
