"""A stand-in for Excel: the members that the program and xlwings' Windows engine call, with Excel's rules.

Each rule names its source. A source such as Range.Value is that page of Microsoft's reference of VBA for
Excel, learn.microsoft.com/office/vba/api/excel.range.value; a title in quotation marks is a page of
support.microsoft.com.
Where Microsoft says nothing, the docstring says who has seen what.
"""
