"""Everything that happens to a marked sheet on its way to a picture file, by name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tests.scanning.drawn_ballots import Picture
from tests.scanning.simulator import accidents, scans
from tests.scanning.simulator.accidents import Accident
from tests.scanning.simulator.hands import Rng


@dataclass(frozen=True)
class Damage:
    """What happens to a share of all pages.

    Attributes:
        share: Of all pages.
        scan: What makes the picture.
        accident: What happens to the paper before.
        stated: Dots to the inch that the file states, some of which are wrong; None for a photograph.
        hides: Whether no row of the page may be read.
        is_hard: Whether pale ink is wiped out.
    """

    share: float
    scan: Callable[[Picture, Rng], Picture] = scans.scan_clean
    accident: Accident | None = None
    stated: tuple[float | None, ...] = (200.0,)
    hides: bool = False
    is_hard: bool = False


DAMAGES: Final[dict[str, Damage]] = {
    "clean": Damage(0.28),
    "skewed": Damage(0.08, scans.scan_skewed),
    "150 dpi": Damage(0.08, scans.scan_coarse, stated=(150.0,)),
    "300 dpi": Damage(0.04, scans.scan_fine, stated=(300.0,)),
    "600 dpi": Damage(0.01, scans.scan_very_fine, stated=(600.0,)),
    "upside down": Damage(0.02, scans.scan_upside_down),
    "landscape": Damage(0.02, scans.scan_landscape),
    "black and white": Damage(0.05, scans.scan_black_and_white, is_hard=True),
    "copied": Damage(0.05, scans.copy_twice, is_hard=True),
    "photograph": Damage(0.13, scans.photograph, stated=(None,)),
    "finger": Damage(0.02, scans.photograph, accidents.hold, (None,)),
    "fold": Damage(0.04, accident=accidents.fold),
    "stain": Damage(0.04, accident=accidents.stain),
    "stamp": Damage(0.03, accident=accidents.stamp),
    "fingerprint": Damage(0.02, accident=accidents.press_finger),
    "staple": Damage(0.02, accident=accidents.staple),
    "holes": Damage(0.02, accident=accidents.punch),
    "torn": Damage(0.02, accident=accidents.tear),
    "streak": Damage(0.01, scans.scan_streaked),
    "two sheets": Damage(0.01, scans.scan_two, hides=True),
    "blank back": Damage(0.005, scans.scan_back, hides=True),
    "wrong resolution": Damage(0.005, stated=(72.0, 96.0, 300.0, 600.0)),
}
