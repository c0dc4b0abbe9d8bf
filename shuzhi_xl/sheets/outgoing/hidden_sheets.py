"""The sheets of outgoing workbooks that nobody sees (深度隐藏的工作表).

In a module of their own: a child process that only looks for them need not load what declares the content.
"""

from typing import Final

IDENTITY_SHEET: Final = "_身份"
# Lists for the dropdowns: inside a validation Excel takes at most 255 characters, and 票类 are a town's own
CHOICES_SHEET: Final = "_下拉"
