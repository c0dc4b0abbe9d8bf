"""The report of make scan-bench: what was right, wrong and left to a person."""

from collections.abc import Iterator, Sequence

from shuzhi_xl.rules.scanning.thresholds import list_limits
from tests.scanning.bench.tally import BOXES, EXTENT_STEPS, INK_STEPS, Tally

_FATES = ("right", "person", "wrong")


def write_report(tally: Tally) -> str:
    """The report as Markdown."""
    rows = {fate: _sum(tally, f"{fate} kind") for fate in _FATES}
    accepted = (rows["right"] + rows["wrong"]) * BOXES
    pages = _sum(tally, "pages")
    lines = [
        f"{pages:,} pages, {sum(rows.values()) * BOXES:,} box positions, {accepted:,} accepted.",
        f"Wrong rows among the accepted: {rows['wrong']}; {_bound(rows['wrong'], accepted)}",
        f"CPU of the reader: {tally.seconds / max(1, pages):.3f} s a page.",
        "",
        *_table(tally, "kind", "kind of mark"),
        *_table(tally, "settled", "damage (rows with one mark only)"),
        *_table(tally, "shape", "hand"),
        *_refusals(tally),
        *_histogram(tally, "ink", INK_STEPS, "ink, mm² of full black"),
        *_histogram(tally, "extent", EXTENT_STEPS, "strokes, mm"),
        *(f"- {name} {value}: {meaning}" for name, value, meaning in list_limits()),
        "",
        *(f"- wrong: {error}" for error in tally.errors[:50]),
    ]
    return "\n".join(lines) + "\n"


def _sum(tally: Tally, start: str) -> int:
    return sum(number for key, number in tally.counts.items() if key.startswith(f"{start} "))


def _bound(errors: int, accepted: int) -> str:
    # Of no event in n trials the 95 % bound is 3 / n; few events are bounded by Poisson's quantiles
    most = (3.0, 4.74, 6.3, 7.75, 9.15, 10.51)
    if errors >= len(most) or not accepted:
        return "no bound is given."
    return f"with 95 % confidence fewer than {most[errors] / accepted * 1e6:.1f} in a million positions."


def _table(tally: Tally, about: str, title: str) -> Iterator[str]:
    yield f"| {title} | rows | right | to a person | wrong |"
    yield "|---|---|---|---|---|"
    names = {
        key.split(" ", 2)[2] for key in tally.counts if key.split(" ")[0] in _FATES and f" {about} " in key
    }
    for name in sorted(names):
        right, person, errors = (tally.counts[f"{fate} {about} {name}"] for fate in _FATES)
        rows = right + person + errors
        yield f"| {name} | {rows:,} | {right:,} | {person:,} ({person / rows:.1%}) | {errors} |"
    yield ""


def _refusals(tally: Tally) -> Iterator[str]:
    yield "| damage and reason | pages refused | of |"
    yield "|---|---|---|"
    for key in sorted(key for key in tally.counts if key.startswith("refused ")):
        damage = key.removeprefix("refused ").rpartition(" ")[0]
        yield f"| {key.removeprefix('refused ')} | {tally.counts[key]} | {tally.counts[f'pages {damage}']} |"
    yield ""


def _histogram(tally: Tally, measure: str, steps: Sequence[float], title: str) -> Iterator[str]:
    yield f"| {title}, from | empty boxes | marked boxes |"
    yield "|---|---|---|"
    for step, start in enumerate(steps):
        empty, marked = (tally.counts[f"{measure} {side} {step}"] for side in ("empty", "marked"))
        yield f"| {start} | {empty:,} | {marked:,} |"
    yield ""
