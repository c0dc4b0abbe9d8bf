"""The report of make scan-bench: what was right, wrong and left to a person."""

import math
from collections.abc import Iterator, Sequence

from shuzhi_xl.rules.scanning.thresholds import list_limits
from tests.scanning.bench.tally import BOXES, EXTENT_STEPS, FATES, HEIGHT_STEPS, INK_STEPS, Tally

_OFFICE = ("clean", "skewed", "150 dpi")
"""What an office scanner in order gives."""
_CONFIDENCE = 0.95


def write_report(tally: Tally, *parts: str) -> str:
    """The report as Markdown.

    Args:
        parts: What else was measured in the run.
    """
    lines = [
        *_summary(tally),
        "",
        *parts,
        *_table(tally, "orderly", "orderly halls, by damage"),
        *_table(tally, "orderly-one", "orderly halls, rows with one mark"),
        *_table(tally, "hard-one", "hard mix, rows with one mark"),
        *_table(tally, "kind", "all, by kind of row"),
        *_table(tally, "printing", "orderly halls, rows with one mark, by printing"),
        *_table(tally, "shape", "the same by hand"),
        *_table(tally, "height", "the same by height of the mark against its row", HEIGHT_STEPS),
        *_refusals(tally),
        *_doubts(tally),
        *_histogram(tally, "ink", INK_STEPS, "ink, mm² of full black"),
        *_histogram(tally, "extent", EXTENT_STEPS, "strokes, mm"),
        *(f"- {name} {value}: {meaning}" for name, value, meaning in list_limits()),
        "",
        *_errors(tally),
    ]
    return "\n".join(lines) + "\n"


def _summary(tally: Tally) -> Iterator[str]:
    right, errors = (tally.count(fate, "kind") for fate in ("right", "wrong"))
    accepted, rows = right + errors, sum(tally.count(fate, "kind") for fate in FATES)
    pages = sum(number for key, number in tally.counts.items() if key.startswith("pages "))
    yield f"- {pages:,} pages, {rows:,} rows, {rows * BOXES:,} box positions; accepted {accepted:,} rows."
    yield f"- Wrong among the accepted: {errors}. With 95 % confidence fewer than"
    yield f"  {_bound(errors, accepted * BOXES)} in a million positions, or, as boxes of a row are read"
    yield f"  together, than {_bound(errors, accepted)} in a million rows."
    yield f"- Orderly halls: to a person {_share(tally, _OFFICE)} of rows on clean office scans,"
    yield f"  {_share(tally, ('photograph',))} on photographs."
    yield f"- CPU a page: reader {tally.reading / max(1, pages):.3f} s,"
    yield f"  simulator {tally.making / max(1, pages):.3f} s."


def _bound(errors: int, trials: int) -> str:
    """The most errors in a million that go with so many: Poisson's 95 % bound."""
    if not trials:
        return "any number"
    most, step = float(errors), 1.0
    while step > 1e-3:
        chance = sum(
            math.exp(-(most + step)) * (most + step) ** k / math.factorial(k) for k in range(errors + 1)
        )
        if chance > 1 - _CONFIDENCE:
            most += step
        else:
            step /= 2
    return f"{most / trials * 1e6:.1f}"


def _share(tally: Tally, damages: Sequence[str]) -> str:
    rows = {fate: sum(tally.counts[f"{fate} orderly {damage}"] for damage in damages) for fate in FATES}
    return f"{(rows['doubtful'] + rows['refused']) / max(1, sum(rows.values())):.1%}"


def _table(tally: Tally, about: str, title: str, steps: Sequence[float] = ()) -> Iterator[str]:
    yield f"| {title} | rows | right | doubtful | on refused pages | to a person | wrong |"
    yield "|---|---|---|---|---|---|---|"
    starts = tuple(f"{fate} {about} " for fate in FATES)
    for name in sorted({key.split(" ", 2)[2] for key in tally.counts if key.startswith(starts)}):
        counts = [tally.counts[f"{fate} {about} {name}"] for fate in FATES]
        right, doubtful, refused, errors = counts
        shown = f"from {steps[int(name)]:.0%}" if steps else name
        share = f"{(doubtful + refused) / sum(counts):.1%}"
        yield f"| {shown} | {sum(counts):,} | {right:,} | {doubtful:,} | {refused:,} | {share} | {errors} |"
    yield ""


def _refusals(tally: Tally) -> Iterator[str]:
    yield "| damage and reason | pages refused | of |"
    yield "|---|---|---|"
    for key in sorted(key for key in tally.counts if key.startswith("refusal ")):
        name = key.removeprefix("refusal ")
        pages = tally.counts["pages " + name.rpartition(" ")[0]]
        yield f"| {name} | {tally.counts[key]} | {pages} |"
    yield ""


def _doubts(tally: Tally) -> Iterator[str]:
    yield "| kind of row and doubt | rows |"
    yield "|---|---|"
    for key, number in tally.counts.most_common():
        if key.startswith("doubt "):
            yield f"| {key.removeprefix('doubt ')} | {number:,} |"
    yield ""


def _histogram(tally: Tally, measure: str, steps: Sequence[float], title: str) -> Iterator[str]:
    yield f"| {title}, from | empty boxes | marked boxes |"
    yield "|---|---|---|"
    for step, start in enumerate(steps):
        empty, marked = (tally.counts[f"{measure} {side} {step}"] for side in ("empty", "marked"))
        yield f"| {start} | {empty:,} | {marked:,} |"
    yield ""


def _errors(tally: Tally) -> Iterator[str]:
    """Each error with what draws its page again."""
    for seed, number, damage, printing, row, kind, truth, verdict in tally.errors[:50]:
        yield (
            f"- wrong: row {row}, {kind}, meant {truth}, accepted as {verdict}; {damage}, {printing}:"
            f" `python -m tests.scanning.bench show page.png --seed {seed} --number {number}`"
        )
