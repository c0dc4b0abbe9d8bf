"""The schema number of masters (总表的格式号), and how something is added to the declarations.

1. Declare the column, the line of `Settings` or the table anywhere with ``since=N``: N is `SCHEMA` below, or,
   if the latest release in ``tests/released`` has that one already, one more, and `SCHEMA` is raised to it.
   Write the number itself, so that it stays when `SCHEMA` goes on.
2. It is not required. Its absence means a blank, or its ``default``.
3. Where templates get a place more, fill it with `shuzhi_xl.xlsx.fill.template_places.fill_later`.
4. Nothing else: an upgrade takes the look, the dropdown and the rest from this version's empty master.
   New words in a dropdown, changed macros and a changed ribbon raise `SCHEMA` too, or no upgrade brings them.
5. A release keeps its year: ``tests/released/README.md``.

A column goes to the right end of its table, where nothing else may be; masters that had 评分设置 before
schema 2 was released have its tables side by side, and room for more than one only beside the last, 评定规则.
"""

from typing import Final

SCHEMA: Final = 2
"""The schema of masters that this version makes; a master without a number has schema 1."""
