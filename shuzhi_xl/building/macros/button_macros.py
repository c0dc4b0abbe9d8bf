"""The Subs (宏) that the buttons of 首页 and of the ribbon call, generated from the list of buttons."""

from typing import Final

from shuzhi_xl.sheets.master.buttons import BUTTONS, Button

MODULE: Final = "SzButtons"
"""The VBA module of these Subs."""


def macro_of(button: Button) -> str:
    """The Sub of a button on 首页, as `Module.Sub`.

    >>> macro_of(BUTTONS[0])
    'SzButtons.SzCheck'
    """
    return f"{MODULE}.Sz{button.sub}"


def ribbon_macro_of(button: Button) -> str:
    """The Sub of a button in the ribbon, as `Module.Sub`.

    >>> ribbon_macro_of(BUTTONS[0])
    'SzButtons.SzRibbonCheck'
    """
    return f"{MODULE}.SzRibbon{button.sub}"


def question_name(argument: str) -> str:
    """Name of the cell with what a macro asks (提问), by the job's argument.

    >>> question_name("seed")
    'SzAskSeed'
    """
    return f"SzAsk{argument.capitalize()}"


def button_macros(procedures: str) -> str:
    """The module's whole source: what every button does, then a Sub for each button.

    Args:
        procedures: The procedures that are written by hand, among them `Press`.
    """
    # Two Subs per button, because a form control and a ribbon call with different arguments.
    subs = [_button_sub(button) for button in BUTTONS]
    ribbon_subs = [_ribbon_sub(button) for button in BUTTONS]
    return "\n".join([procedures, *subs, *ribbon_subs])


def _button_sub(button: Button) -> str:
    question = f', "{question_name(button.asks)}"' if button.macro_asks else ""
    return f'Public Sub Sz{button.sub}()\n    Press "{button.job}", "{button.command}"{question}\nEnd Sub\n'


def _ribbon_sub(button: Button) -> str:
    """Excel hands the control to a callback of the ribbon, and nothing to the macro of a form control."""
    return f"Public Sub SzRibbon{button.sub}(control As IRibbonControl)\n    Sz{button.sub}\nEnd Sub\n"
