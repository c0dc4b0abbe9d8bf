"""Documents as a blog post makes them with docxtpl: load the template, render, save, again for each."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from shuzhi_xl.sheets.documents.declaration import Content
from shuzhi_xl.xlsx.fill.filling import Filling
from tests.bench.bench_documents import read_fillings, template_of
from tests.bench.measurement import Work


def fill(into: Path, fillings: Path, sample: int | None) -> Work:
    """生成's documents, all or the first."""
    # The processes of the other ways are measured without it
    import docxtpl  # noqa: F401, PLC0415

    into.mkdir(parents=True)
    return partial(_fill_all, read_fillings(fillings, sample), into)


def _fill_all(fillings: Sequence[Filling], into: Path) -> None:
    from docxtpl import DocxTemplate  # noqa: PLC0415 -- as above

    for filling in fillings:
        assert isinstance(filling.content, Content)
        document = DocxTemplate(template_of(filling))
        document.render(dict(filling.content.values()), autoescape=True)
        document.save(into / Path(filling.place).name)
