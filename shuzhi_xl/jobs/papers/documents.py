"""Documents (公文) from templates that staff may have restyled: a faulty template holds back its own only."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from shuzhi_xl.findings import Finding
from shuzhi_xl.jobs.papers.edited_documents import keep_edited
from shuzhi_xl.jobs.stages.job_context import JobContext
from shuzhi_xl.sheets.documents.declaration import Content, Document
from shuzhi_xl.xlsx.documents.fill_document import fill_document
from shuzhi_xl.xlsx.fill.filling import Filling
from shuzhi_xl.xlsx.fill.workbook_pool import WorkbookPool


def document_filling(place: str, document: Document, content: Content) -> Filling:
    """A document to be made."""
    return Filling(place, fill_document, document.template, content)


def drop_faulty(pool: WorkbookPool, fillings: Iterable[Filling]) -> tuple[list[Filling], list[Finding]]:
    """The fillings whose template is sound, and what is wrong with the templates of the others."""
    listed = list(fillings)
    faults = {name: pool.faults[name] for name in {filling.template for filling in listed} & {*pool.faults}}
    sound_fillings = [filling for filling in listed if filling.template not in faults]
    return sound_fillings, [finding for findings in faults.values() for finding in findings]


def write_documents(context: JobContext, fillings: Sequence[Filling]) -> tuple[list[str], list[Finding]]:
    """Write a few documents; one that staff have edited is kept.

    Returns:
        Their places; what is wrong with the templates of those that are not made, and which were edited.
    """
    templates = {filling.template for filling in fillings}
    with context.folder.workbook_pool(templates, crowded=False) as pool:
        sound_fillings, findings = drop_faulty(pool, fillings)
        context.folder.write_all(keep_edited(context.folder, pool.make_all(sound_fillings), findings))
    return [filling.place for filling in sound_fillings], findings


class PreparedDocuments(NamedTuple):
    """Documents that are made and not yet written.

    Attributes:
        files: Those that are new or have changed, by the place where each is to be written.
        findings: What is wrong with templates, and which documents were edited.
    """

    files: Mapping[str, bytes]
    findings: Sequence[Finding]


def prepare_documents(context: JobContext, fillings: Sequence[Filling]) -> PreparedDocuments:
    """Make a few documents, to be written after the commit."""
    templates = {filling.template for filling in fillings}
    with context.folder.workbook_pool(templates, crowded=False) as pool:
        sound_fillings, findings = drop_faulty(pool, fillings)
        files = dict(keep_edited(context.folder, pool.make_all(sound_fillings), findings))
    return PreparedDocuments(files, findings)
