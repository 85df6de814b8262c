from __future__ import annotations

import pytest

from newsbot.values.date_digits import with_western_digits


@pytest.mark.parametrize(
    ("line", "western"),
    [
        pytest.param("二〇二四年五月二十五日", "2024年5月25日", id="Chinese numerals"),
        pytest.param("一九九九年十二月三十一日", "1999年12月31日", id="three of them"),
        pytest.param("二〇二四年十月廿号", "2024年10月20号", id="old tens"),
        pytest.param("二〇二四年五月", "2024年5月", id="a month"),
        pytest.param("二〇二四年十十月五日", "二〇二四年十十月五日", id="no number"),
        pytest.param("三年五月", "三年五月", id="no year"),
        pytest.param("\u0662\u0665/\u0660\u0665", "25/05", id="Arabic digits"),
        pytest.param("２０２４", "2024", id="wide digits"),
    ],
)
def test_digits_are_those_of_ascii(line: str, western: str) -> None:
    assert with_western_digits(line) == western
