from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsbot.values.date_reading import doubt_about, is_future, parse_date, written_out

SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2022, 5, 25, 14, 40, tzinfo=SHANGHAI)
"""A Wednesday; half past two in the night in New York."""


def read(text: str, *languages: str, zone: ZoneInfo = SHANGHAI) -> str:
    found = parse_date(text, zone=zone, now=NOW, languages=languages)
    return "" if found is None else found.isoformat(" ")


@pytest.mark.parametrize(
    "text",
    [
        "2022-05-25T06:36:45Z",
        "2022-05-25t06:36:45z",
        "2022-05-25T06:36:45.123456789Z",
        "2022-05-25 14:36:45",
        "2022-05-25 14:36:45 +0800",
        "2022-05-25T02:36:45-04:00",
        "2022-05-25 06:36:45 UTC",
        "20220525143645",
        "20220525T143645",
        "1653460605",
        "1653460605.25",
        "1653460605000",
        "/Date(1653460605000+0800)/",
        r"\/Date(1653460605000)\/",
        "Wed, 25 May 2022 14:36:45 +0800",
        "Wed, 25 May 2022 06:36:45 GMT",
        "Wednesday, 25-May-22 06:36:45 GMT",
        "Wed May 25 14:36:45 2022",
        "Wed May 25 14:36:45 CST 2022",
        "Wed May 25 2022 14:36:45 GMT+0800 (China Standard Time)",
        "--05-25T14:36:45",
    ],
)
def test_what_a_program_wrote_is_read(text: str) -> None:
    assert read(text) == "2022-05-25 14:36:45+08:00"


@pytest.mark.parametrize(
    "text",
    [
        "2022年05月25日 14:36",
        "2022年5月25日14时36分",
        "2022年5月25日14点36",
        "2022年05月25日 下午2:36",
        "2022-05-25 下午2点36分",
        "２０２２年５月２５日　１４：３６",
        "2022/5/25(水) 14:36",
        "2022年5月25日 午後2時36分",
        "2022.05.25. 오후 2:36",
        "2022년 5월 25일 오후 2시 36분",
        "来源：新华网 2022年05月25日 14:36",
        "发布时间：2022-05-25 14:36 新浪财经",
        "北京时间2022年5月25日14:36",
        "2022-05-25 14:36 (GMT+8)",
        "5月25日 14:36",
        "2022-05-25 14:36 2022-05-25 14:36",
        "\u200e٢٠٢٢-٠٥-٢٥ ١٤:٣٦",
    ],
)
def test_east_asian_forms_are_read_among_words(text: str) -> None:
    assert read(text) == "2022-05-25 14:36:00+08:00"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        pytest.param("2022-05-25", "2022-05-25 00:00:00+08:00", id="dashes"),
        pytest.param("20220525", "2022-05-25 00:00:00+08:00", id="digits"),
        pytest.param("25 May 2022", "2022-05-25 00:00:00+08:00", id="a name"),
        pytest.param("二〇二二年五月二十五日", "2022-05-25 00:00:00+08:00", id="Chinese numerals"),
        pytest.param("二○二一年十二月卅一日", "2021-12-31 00:00:00+08:00", id="a circle for zero"),
        pytest.param("二零二一年十月十日 9时", "2021-10-10 09:00:00+08:00", id="tens alone"),
        pytest.param("昨天", "2022-05-24 00:00:00+08:00", id="yesterday"),
        pytest.param("3天前", "2022-05-22 00:00:00+08:00", id="days ago"),
        pytest.param("2022-05-25 24:00", "2022-05-26 00:00:00+08:00", id="the day's end"),
    ],
)
def test_a_day_is_its_midnight(text: str, date: str) -> None:
    assert read(text) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        pytest.param("5分钟前", "2022-05-25 14:35:00+08:00", id="Chinese minutes"),
        pytest.param("新浪 2小时前", "2022-05-25 12:40:00+08:00", id="Chinese hours"),
        pytest.param("3時間前", "2022-05-25 11:40:00+08:00", id="Japanese hours"),
        pytest.param("5분 전", "2022-05-25 14:35:00+08:00", id="Korean minutes"),
        pytest.param("3 hours ago", "2022-05-25 11:40:00+08:00", id="English hours"),
        pytest.param("an hour ago", "2022-05-25 13:40:00+08:00", id="English in words"),
        pytest.param("刚刚", "2022-05-25 14:40:00+08:00", id="just now"),
        pytest.param("昨天 14:36", "2022-05-24 14:36:00+08:00", id="Chinese yesterday"),
        pytest.param("Yesterday at 2:36 PM", "2022-05-24 14:36:00+08:00", id="English yesterday"),
    ],
)
def test_what_counts_back_starts_from_the_given_present(text: str, date: str) -> None:
    assert read(text) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        pytest.param("--05-26", "2021-05-26 00:00:00+08:00", id="tomorrow is last year's"),
        pytest.param("--05-25T14:49:00", "2022-05-25 14:49:00+08:00", id="nine minutes ahead"),
        pytest.param("--05-25T14:51:00", "2021-05-25 14:51:00+08:00", id="eleven minutes ahead"),
        pytest.param("--02-29", "2020-02-29 00:00:00+08:00", id="the last leap year"),
        pytest.param("--02-30", "", id="a day of no year"),
        pytest.param("12月25日 08:00", "2021-12-25 08:00:00+08:00", id="Chinese"),
        pytest.param("Dec 25, 8:00 AM", "2021-12-25 08:00:00+08:00", id="English"),
    ],
)
def test_a_date_without_a_year_is_the_latest_that_can_be_meant(text: str, date: str) -> None:
    assert read(text) == date


def test_month_and_day_in_digits_need_a_time_and_a_language_that_writes_so() -> None:
    assert read("05-25 14:36", "zh-CN") == "2022-05-25 14:36:00+08:00"
    assert read("05-25 14:36", "fr") == ""
    assert read("05-25", "zh-CN") == ""


@pytest.mark.parametrize(
    ("text", "date"),
    [
        pytest.param("May 5, 2022 2:36 PM ET", "2022-05-05 14:36:00-04:00", id="ET in summer"),
        pytest.param("May 5, 2022 2:36 PM EST", "2022-05-05 14:36:00-04:00", id="a careless EST"),
        pytest.param("Jan 5, 2022 2:36 p.m. ET", "2022-01-05 14:36:00-05:00", id="ET in winter"),
        pytest.param("May 5, 2022 at 2 pm PT", "2022-05-05 17:00:00-04:00", id="PT"),
        pytest.param("2:36 PM EDT, Thu May 5, 2022", "2022-05-05 14:36:00-04:00", id="time first"),
        pytest.param("2022-05-05 14:36 CDT", "2022-05-05 15:36:00-04:00", id="CDT of Chicago"),
        pytest.param("2022-05-05 14:36 AFP", "2022-05-05 14:36:00-04:00", id="no zone's name"),
    ],
)
def test_american_zone_names_follow_the_season(text: str, date: str) -> None:
    assert read(text, "en-US", zone=NEW_YORK) == date


def test_an_abbreviation_that_many_zones_share_is_the_sources_own() -> None:
    assert read("2022-05-05 14:36 CST", zone=ZoneInfo("Asia/Hong_Kong")).endswith("14:36:00+08:00")
    assert read("2022-05-05 14:36 IST", zone=ZoneInfo("Asia/Jerusalem")).endswith("14:36:00+03:00")
    assert read("2022-05-05 14:36 IST", zone=ZoneInfo("Asia/Kolkata")).endswith("14:36:00+05:30")


@pytest.mark.parametrize(
    ("language", "text", "date"),
    [
        pytest.param("en-US", "05/06/2022", "2022-05-06", id="American"),
        pytest.param("en-GB", "05/06/2021", "2021-06-05", id="British"),
        pytest.param("fr", "05/06/2021", "2021-06-05", id="French"),
        pytest.param("en-GB", "05/25/2022", "2022-05-25", id="only one order is a date"),
        pytest.param("en-US", "25/05/2022", "2022-05-25", id="only the other is"),
        pytest.param("en-US", "05.06.2021", "2021-06-05", id="dots put the day first"),
        pytest.param("en-US", "13/13/2021", "", id="neither is"),
        pytest.param("en-US", "Mon 5/6 14:36", "2022-05-06", id="American, no year"),
        pytest.param("en-GB", "Sun 5/6 14:36", "2021-06-05", id="British, no year"),
        pytest.param("", "05/05/2022", "2022-05-05", id="both are one date"),
        pytest.param("", "25/05/2022", "2022-05-25", id="no language is needed"),
    ],
)
def test_the_language_orders_day_and_month(language: str, text: str, date: str) -> None:
    assert read(text, language)[:10] == date


@pytest.mark.parametrize("language", ["", "en", "en-CA", "zh-CN", "xx"])
@pytest.mark.parametrize("text", ["05/06/2022", "Posted 05-06-2022 10:00", "Mon 5/6 14:36"])
def test_where_no_order_is_known_day_and_month_are_not_guessed(language: str, text: str) -> None:
    assert read(text, language) == ""
    doubt = doubt_about(text, zone=SHANGHAI, now=NOW, languages=(language,))
    assert doubt.endswith(": day or month first? give its `format`, or the source's `language`")
    assert doubt[:1].isdigit(), "it names the date"


@pytest.mark.parametrize(
    ("abbreviation", "zone", "date"),
    [
        pytest.param("CST", "America/Chicago", "2022-05-05 14:36:00-05:00", id="CST in Chicago"),
        pytest.param("CST", "Asia/Taipei", "2022-05-05 14:36:00+08:00", id="CST in Taipei"),
        pytest.param("CST", "Asia/Singapore", "2022-05-05 14:36:00+08:00", id="China's clock"),
        pytest.param("BST", "Europe/London", "2022-05-05 14:36:00+01:00", id="BST in London"),
        pytest.param("IST", "Europe/Dublin", "2022-05-05 14:36:00+01:00", id="IST in Dublin"),
        pytest.param("CST", "UTC", "", id="CST anywhere"),
        pytest.param("CST", "America/New_York", "", id="CST in New York"),
        pytest.param("IST", "UTC", "", id="IST anywhere"),
        pytest.param("BST", "UTC", "", id="BST anywhere"),
        pytest.param("EST", "UTC", "2022-05-05 18:36:00+00:00", id="EST is New York's alone"),
    ],
)
def test_an_abbreviation_that_is_not_the_sources_own_is_not_guessed(
    abbreviation: str, zone: str, date: str
) -> None:
    text, at = f"2022-05-05 14:36 {abbreviation}", ZoneInfo(zone)
    assert read(text, zone=at) == date
    doubt = doubt_about(text, zone=at, now=NOW)
    assert bool(doubt) is not bool(date)
    assert date or (
        doubt.startswith(f"{abbreviation} is ") and "set the source's `timezone`" in doubt
    )


@pytest.mark.parametrize("text", ["2022-05-06", "2022-13-45", "yesterday", "", "25/05/22"])
def test_what_is_a_date_or_none_is_in_no_doubt(text: str) -> None:
    assert doubt_about(text, zone=SHANGHAI, now=NOW) == ""


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "24 мая 2022, 14:36"),
        ("ru", "24 мая, 14:36"),
        ("ru", "вчера в 14:36"),
        ("de", "Dienstag, 24. Mai 2022, 14:36 Uhr"),
        ("de", "gestern, 14.36 Uhr"),
        ("fr", "Publié le 24 mai 2022 à 14h36"),
        ("es", "24 de mayo de 2022 14:36"),
        ("pt-BR", "24 de maio de 2022 às 14h36"),
        ("it", "Martedì 24 maggio 2022, 14:36"),
        ("sv", "24 maj 2022 kl. 14.36"),
        ("hu", "2022. május 24. 14:36"),
        ("tr", "24 Mayıs 2022 Salı 14:36"),
        ("ar", "24 مايو 2022 - 14:36"),
        ("xx", "24 May 2022 14:36"),
        ("ru", "24 мая 2022 года, 14:36"),
        ("uk", "24 травня 2022, 14:36"),
        ("pl", "24.05.2022, godz. 14.36"),
        ("cs", "24. května 2022 14:36"),
        ("el", "24 Μαΐου 2022, 2:36 μ.μ."),
        ("th", "24 พ.ค. 2565 14:36 น."),
        ("th", "24/05/2565 14:36"),
        ("hi", "24 मई 2022, 02:36 PM"),
        ("id", "24 Mei 2022, pukul 14.36"),
        ("is", "24. maí 2022 kl. 14:36"),
        ("lt", "2022 m. gegužės 24 14:36"),
        ("da", "24. maj 2022 kl. 14.36"),
        ("vi", "24 tháng 5, 2022 14:36"),
        ("vi", "24/05/2022 02:36 CH"),
        ("ja", "令和4年5月24日 14時36分"),
        ("zh-TW", "民國111年5月24日 14:36"),
        ("fr", "24 mai 2022 à 14 h 36"),
    ],
)
def test_other_languages_are_read(language: str, text: str) -> None:
    assert read(text, language) == "2022-05-24 14:36:00+08:00"


@pytest.mark.parametrize(
    ("language", "text", "date"),
    [
        pytest.param("de", "vor 3 Stunden", "2022-05-25 11:40:00+08:00", id="German hours"),
        pytest.param("es", "hace 3 horas", "2022-05-25 11:40:00+08:00", id="Spanish hours"),
        pytest.param("fr", "il y a 3 jours", "2022-05-22 00:00:00+08:00", id="French days"),
    ],
)
def test_other_languages_count_back(language: str, text: str, date: str) -> None:
    assert read(text, language) == date


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("3", id="a number"),
        pytest.param("2022", id="a year"),
        pytest.param("2022-05", id="a month"),
        pytest.param("May 2022", id="a month's name"),
        pytest.param("2022-W21-3", id="a week"),
        pytest.param("14:36", id="a time"),
        pytest.param("Monday", id="a weekday"),
        pytest.param("2022-05-25 2022-05-26", id="two dates"),
        pytest.param("25 May 2022, updated 26 May 2022", id="two dates in words"),
        pytest.param("25 мая 2022, 26 мая 2022", id="two dates in another language"),
        pytest.param("2022-05-25 14:36 15:00", id="two times"),
        pytest.param("3 hours ago, 5 hours ago", id="two hours"),
        pytest.param("25/05/22", id="a year of two digits"),
        pytest.param("Wednesday 25/05/22 14:36", id="a year of two digits among words"),
        pytest.param("2022-13-45", id="no calendar's day"),
        pytest.param("2022-02-29", id="no leap day"),
        pytest.param("2022-05-25 25:99", id="no clock's time"),
        pytest.param("昨天 25:00", id="yesterday at no time"),
        pytest.param("2022-05-25 14:36 +99:00", id="no place's offset"),
        pytest.param("2022-05-25 晚上12点", id="either midnight"),
        pytest.param("5 min", id="how long it takes to read"),
        pytest.param("1 minute 30 seconds", id="how long a film is"),
        pytest.param("2 months ago", id="a rough distance"),
        pytest.param("in 3 days", id="what is to come"),
        pytest.param("Mar 4 comments", id="a month among words"),
        pytest.param("今日头条 14:36", id="a publisher named Today"),
        pytest.param("1e9", id="a float"),
        pytest.param("99999999999999", id="too many digits"),
        pytest.param("1" * 5000, id="far too many digits"),
        pytest.param("1899-12-31", id="before 1900"),
        pytest.param("2024-01-01", id="after the next year"),
        pytest.param("0001-01-01", id="the first year"),
        pytest.param("9999-12-31T23:59:59-12:00", id="the last year"),
        pytest.param("2022-05-25 " + "x" * 200, id="a paragraph"),
        pytest.param("2022-05-25 " * 100_000, id="a megabyte"),
        pytest.param("\ud800", id="a lone surrogate"),
    ],
)
def test_no_date_is_better_than_a_wrong_one(text: str) -> None:
    assert read(text, "en", "ru") == ""


@pytest.mark.parametrize(
    ("text", "date"),
    [
        pytest.param("2022-03-13 02:30", "2022-03-13 03:30:00-04:00", id="an hour skipped"),
        pytest.param("2021-11-07 01:30", "2021-11-07 01:30:00-04:00", id="an hour twice"),
    ],
)
def test_a_change_of_the_clocks_is_no_error(text: str, date: str) -> None:
    assert read(text, zone=NEW_YORK) == date


FRAGMENTS = [
    "2022",
    "05",
    "25",
    "14:36",
    "-",
    "/",
    ".",
    "年",
    "月",
    "日",
    "时",
    "下午",
    "前",
    "昨天",
]
FRAGMENTS += ["May", "мая", "ago", "hour", "at", "PM", "ET", "UTC", "+08:00", "Z", " "]


@settings(deadline=None)
@given(st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=3)), max_size=9))
def test_any_text_gives_a_date_in_bounds_or_none(fragments: list[str]) -> None:
    found = parse_date("".join(fragments), zone=NEW_YORK, now=NOW, languages=("en", "ru"))
    assert found is None or (found.tzinfo is NEW_YORK and 1900 <= found.year <= 2023)


@settings(deadline=None)
@given(
    st.datetimes(min_value=NOW.replace(year=1971, tzinfo=None), max_value=NOW.replace(tzinfo=None))
)
def test_what_is_read_is_what_was_written(moment: datetime) -> None:
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    texts = (
        moment.isoformat(),
        f"{moment:%a, %d %b %Y %H:%M:%S} GMT",
        f"{moment:%Y年%m月%d日 %H:%M:%S} UTC",
    )
    assert {parse_date(text, zone=SHANGHAI, now=NOW) for text in texts} == {moment}


@pytest.mark.parametrize("local_zone", ["UTC", "Asia/Tokyo", "America/Los_Angeles"])
def test_the_zone_of_the_machine_makes_no_difference(local_zone: str) -> None:
    code = (
        "from datetime import datetime; from zoneinfo import ZoneInfo\n"
        "from newsbot.values.date_reading import parse_date\n"
        "zone = ZoneInfo('Asia/Shanghai'); now = datetime(2022, 5, 25, 1, tzinfo=zone)\n"
        "for text in ('25 мая 2022 00:30', 'вчера в 14:36', '3 часа назад', '2022-05-25'):\n"
        "    print(parse_date(text, zone=zone, now=now, languages=['ru']))\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "TZ": local_zone, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.splitlines() == [
        "2022-05-25 00:30:00+08:00",
        "2022-05-24 14:36:00+08:00",
        "2022-05-24 22:00:00+08:00",
        "2022-05-25 00:00:00+08:00",
    ]


def test_more_than_ten_minutes_ahead_is_the_future() -> None:
    assert not is_future(NOW + timedelta(minutes=10), NOW)
    assert is_future(NOW + timedelta(minutes=10, seconds=1), NOW)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        pytest.param("3小时前", "2022-05-25T11:40:00+08:00", id="a distance"),
        pytest.param("05-24 14:36", "2022-05-24T14:36:00+08:00", id="no year"),
        pytest.param("2022年5月24日 14:36", "2022年5月24日 14:36", id="a date stays as it is"),
        pytest.param("soon", "soon", id="no date"),
    ],
)
def test_what_counts_from_now_is_written_out(text: str, date: str) -> None:
    assert written_out(text, zone=SHANGHAI, now=NOW, languages=("zh-CN",)) == date
