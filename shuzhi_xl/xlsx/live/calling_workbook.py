"""The workbook whose button was clicked (调用的总表)."""

import sys

import xlwings as xw


def find_calling_workbook() -> xw.Book:
    """The workbook whose macro called; a call that Excel refuses while it is busy is repeated.

    xlwings repeats such calls itself, except for the workbook that a macro hands to its COM server: one call
    refused there, such as while a dialog is closing, would end the job.

    Raises:
        Exception: No macro called.
    """
    book = xw.Book.caller()
    if sys.platform != "win32":
        return book
    from xlwings import _xlwindows  # noqa: PLC0415 -- it exists on Windows only

    api = book.api
    if not isinstance(api, _xlwindows.COMRetryObjectWrapper):
        book = xw.Book(impl=_xlwindows.Book(xl=_xlwindows.COMRetryObjectWrapper(api)))
    return book
