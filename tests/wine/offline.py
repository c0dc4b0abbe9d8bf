"""Cuts the network off from an office's computer, in the way that the rights of this user allow."""

import socket
import struct
import subprocess
from collections.abc import Mapping, Sequence
from fcntl import ioctl
from functools import cache
from typing import Final

# A new network without any connection: for root, then for a user who may make a namespace of users.
_CUTS: Final[Sequence[Sequence[str]]] = (["unshare", "--net"], ["unshare", "--map-root-user", "--net"])
# From <linux/sockios.h> and <linux/if.h>: an interface's flags, and the one that says it is up.
_GET_FLAGS, _SET_FLAGS, _UP = 0x8913, 0x8914, 0x1
_NOWHERE: Final = "http://127.0.0.1:9"
REFUSING: Final[Mapping[str, str]] = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), _NOWHERE)
"""Variables of a program that could not be cut off: whatever it asks for is refused."""


@cache
def find_cut() -> Sequence[str]:
    """The start of a command that runs without a network; empty where that is not allowed."""
    return next((cut for cut in _CUTS if _is_allowed(cut)), [])


def _is_allowed(cut: Sequence[str]) -> bool:
    try:
        return subprocess.run([*cut, "true"], check=False, capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


def raise_loopback() -> None:
    """Let programs reach their own computer, which needs no network: in a new one even that is down."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as link:
        request = ioctl(link, _GET_FLAGS, struct.pack("16sH14x", b"lo", 0))
        (flags,) = struct.unpack("16xH14x", request)
        ioctl(link, _SET_FLAGS, struct.pack("16sH14x", b"lo", flags | _UP))


def describe_cut() -> str:
    """How the network is cut off, for the report."""
    cut = " ".join(find_cut())
    return f"network cut off by {cut}" if cut else f"network not cut off, but every proxy is {_NOWHERE}"
