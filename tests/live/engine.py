"""An xlwings engine over a LibreOffice without a screen.

It holds what the add-in calls and behaves as Excel does where that matters: texts that look like numbers
become numbers in General cells, protected cells and hidden sheets refuse, tables keep their header row.
Whatever is missing raises NotImplementedError.
"""

# Here, properties of xlwings that may be set are read-only, and calls have fewer arguments.
# mypy: disable-error-code="misc, override"

import datetime as dt
import numbers
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import xlwings as xw
from xlwings import base_classes

from tests.live.engine_books import Books
from tests.live.engine_excel import ApplicationApi
from tests.live.engine_ranges import Range
from tests.live.engine_sheets import Sheet
from tests.live.guard import guarded
from tests.live.launch import Office
from tests.live.values import CellError

_ANSWERS = {"ok": "ok", "ok_cancel": "ok", "yes_no": "yes", "yes_no_cancel": "yes"}


@dataclass(frozen=True)
class Alert:
    """A message that a user would see."""

    prompt: str
    title: str | None
    buttons: str
    mode: str | None


@guarded
class App(base_classes.App):
    """One LibreOffice. What a user would see of messages and of the status bar is kept for the tests."""

    # Without a screen these have no effect to see; they are kept as they were set.
    screen_updating = True
    display_alerts = True
    enable_events = True
    interactive = True
    visible = False
    books: Any = None  # over the base class's property
    engine: Any = None

    def __init__(self, engine: "LiveEngine", office: Office) -> None:
        self.engine = engine
        self.office = office
        self.books = Books(self)
        self.alerts: list[Alert] = []
        self.answers: list[str] = []  # to the next questions; else the first button is pressed
        self.statuses: list[str] = []
        self._status: str | bool = False
        self._calculation = "automatic"
        self._excel = ApplicationApi()
        self.password_prompts = 0
        self.text_cells_keep_apostrophes = False  # whether Excel takes the first one for itself there, too

    @property
    def api(self) -> ApplicationApi:
        return self._excel

    @property
    def pid(self) -> int:
        return self.office.pid

    @property
    def version(self) -> str:
        provider = self.office.service("com.sun.star.configuration.ConfigurationProvider")
        place = self.office.uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        place.Name, place.Value = "nodepath", "/org.openoffice.Setup/Product"
        product = provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationAccess", (place,)
        )
        return str(product.getByName("ooSetupVersion"))

    @property
    def selection(self) -> Range | None:
        book = self.books.active
        if book is None:
            return None
        selected: Any = book.document.CurrentController.getSelection()
        if not hasattr(selected, "RangeAddress"):
            return None
        sheet: Sheet = book.sheet_at(selected.RangeAddress.Sheet)
        return Range.at(sheet, selected.RangeAddress)

    @property
    def status_bar(self) -> str | bool:
        return self._status

    @status_bar.setter
    def status_bar(self, status: str | bool | None) -> None:
        self._status = status or False
        if status:
            self.statuses.append(str(status))

    @property
    def calculation(self) -> str:
        return self._calculation

    @calculation.setter
    def calculation(self, calculation: str) -> None:
        self._calculation = calculation
        for book in self.books:
            book.document.enableAutomaticCalculation(calculation != "manual")

    def calculate(self) -> None:
        for book in self.books:
            book.document.calculate()

    def alert(self, prompt: str, title: str | None, buttons: str, mode: str | None, callback: Any) -> str:  # noqa: ARG002 - xlwings' names
        self.alerts.append(Alert(prompt, title, buttons, mode))
        return self.answers.pop(0) if self.answers else _ANSWERS[buttons]

    def activate(self, steal_focus: bool = False) -> None:  # noqa: ARG002 - xlwings' name
        self.engine.apps.bring_to_front(self)

    def quit(self) -> None:
        self.engine.apps.forget(self)
        self.office.quit()

    def kill(self) -> None:
        self.engine.apps.forget(self)
        self.office.kill()


class Apps(base_classes.Apps):
    """The programs that were started; the active one is first."""

    def __init__(self, engine: "LiveEngine") -> None:
        self._engine = engine
        self._apps: list[App] = []

    def add(self, add_book: bool | None = None, **_: Any) -> App:
        app = App(self._engine, Office())
        self._apps.insert(0, app)
        if add_book:
            app.books.add()
        return app

    def attach(self, office: Office) -> App:
        """A program that runs already, with the workbooks that are open in it."""
        app = App(self._engine, office)
        self._apps.insert(0, app)
        app.books.take_open_ones()
        return app

    def bring_to_front(self, app: App) -> None:
        self._apps.remove(app)
        self._apps.insert(0, app)

    def forget(self, app: App) -> None:
        if app in self._apps:
            self._apps.remove(app)

    def cleanup(self) -> None:
        """Nothing is left behind: each program ends with its App."""

    def keys(self) -> list[int]:
        return [app.pid for app in self._apps]

    def __iter__(self) -> Iterator[App]:
        return iter(list(self._apps))

    def __len__(self) -> int:
        return len(self._apps)

    def __getitem__(self, pid: int) -> App:
        for app in self._apps:
            if app.pid == pid:
                return app
        raise KeyError(pid)


class LiveEngine:
    """What xlwings asks of an engine."""

    name = "libreoffice"
    type = "desktop"

    def __init__(self) -> None:
        self.apps = Apps(self)

    @staticmethod
    def prepare_xl_data_element(value: Any, options: dict[str, Any]) -> Any:  # noqa: ARG004 - xlwings' name
        """A value as COM would take it: NaN and NaT are blanks, numpy's numbers plain ones."""
        if value is None or isinstance(value, str | bool | int):
            return value
        if value != value:  # noqa: PLR0124 - NaN and NaT, whoever made them
            return None
        if hasattr(value, "to_pydatetime"):
            return value.to_pydatetime()
        return value.item() if hasattr(value, "item") else value

    @staticmethod
    def clean_value_data(
        rows: Any,
        datetime_builder: Callable[..., Any],
        empty_as: Any,
        number_builder: Callable[[float], Any] | None,
        err_to_str: bool,
    ) -> list[list[Any]]:
        """Values as a caller asked for them; rows of a range or a single cell's value."""

        def cleaned(value: Any) -> Any:
            if value is None or value == "":
                return empty_as
            if isinstance(value, CellError):
                return str(value) if err_to_str else None
            if isinstance(value, dt.datetime):
                parts = ("year", "month", "day", "hour", "minute", "second", "microsecond")
                return datetime_builder(**{part: getattr(value, part) for part in parts}, tzinfo=None)
            if number_builder and isinstance(value, numbers.Real) and not isinstance(value, bool):
                return number_builder(float(value))
            return value

        return [[cleaned(value) for value in row] for row in rows]


def install() -> xw.main.Engine:
    """Tell xlwings of a new engine; `activate()` it to use it."""
    engine = xw.main.Engine(impl=LiveEngine())
    xw.engines.add(engine)
    return engine
