"""`python -m tests.wine pytest|python ARGUMENT…`: runs Windows' Python under Wine, in this checkout."""

import sys

from tests.wine.places import CHECKOUT
from tests.wine.prefix import new_windows
from tests.wine.windows_python import set_up

_PATIENCE = 3600


def main(arguments: list[str]) -> int:
    set_up()
    with new_windows() as wine:
        command = ["-m", *arguments] if arguments[0] == "pytest" else arguments[1:]
        return wine.python(*command, folder=CHECKOUT, patience=_PATIENCE, show=True).status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
