"""The settings that the party committee confirms together, and what is recommended for them."""

from shuzhi_xl.sheets.declaration.fields import UnfitCell, read_column
from shuzhi_xl.sheets.master.settings import RECOMMENDED, SCHEME_KEYS, TECHNICAL_KEYS, Settings, setting_line
from shuzhi_xl.wording.sheets.recommendations import RECOMMENDATIONS


def test_exactly_the_technical_settings_have_a_recommendation() -> None:
    assert set(RECOMMENDATIONS) == set(TECHNICAL_KEYS)
    assert set(SCHEME_KEYS) <= set(TECHNICAL_KEYS)


def test_every_recommended_value_fits_and_every_required_setting_has_one() -> None:
    for name, column in Settings.columns().items():
        if column.header in TECHNICAL_KEYS:
            value = RECOMMENDED.get(column.header)
            assert value is not None or not column.required
            assert not isinstance(read_column(Settings.readers()[name], [value])[0], UnfitCell)
            # What was in force while the line was blank or absent stays in force
            assert not column.default or str(value) == column.default


def test_a_line_says_what_is_recommended_and_why() -> None:
    assert setting_line("互评票类")["建议值"] == ""
    assert setting_line("报告字数下限")["理由和依据"].startswith("通知四、2")
