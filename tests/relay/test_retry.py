"""What answers mean, and the pauses between tries."""

from datetime import UTC, datetime, timedelta

import pytest

from gongjian_relay.retry import pause, retry_after, verdict

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_two_hundreds_take_a_message(status: int) -> None:
    found = verdict(status, {}, NOW)
    assert (found.taken, found.gone, found.too_large, found.said) == (True, False, False, "")


@pytest.mark.parametrize("status", [199, 300, 301, 302, 304, 307, 308, 400, 401, 403, 404, 429, 500, 502, 503])
def test_everything_else_is_a_failure_and_redirections_are_not_followed(status: int) -> None:
    found = verdict(status, {"location": "http://elsewhere.example"}, NOW)
    assert (found.taken, found.gone, found.too_large, found.after) == (False, False, False, None)
    assert str(status) in found.said


def test_gone_ends_it_and_too_large_asks_for_less() -> None:
    assert verdict(410, {}, NOW).gone
    assert verdict(413, {}, NOW).too_large


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        (None, None), ("", None), ("soon", None), ("-5", None), ("120", 120.0), (" 7 ", 7.0), ("99999999999", 86400.0),
        ("Wed, 25 Nov 2026 12:01:30 GMT", 90.0), ("Wed, 25 Nov 2026 11:00:00 GMT", 0.0),
        ("Fri, 25 Dec 2026 12:00:00 GMT", 86400.0),
    ],
)  # fmt: skip
def test_retry_after_is_heeded_for_at_most_a_day(text: str | None, seconds: float | None) -> None:
    assert retry_after(text, NOW) == seconds


def test_retry_after_counts_only_where_the_standard_gives_it_a_meaning() -> None:
    assert verdict(429, {"retry-after": "60"}, NOW).after == 60
    assert verdict(503, {"retry-after": "60"}, NOW).after == 60
    assert verdict(500, {"retry-after": "60"}, NOW).after is None


def test_pauses_double_up_to_the_longest_and_chance_takes_up_to_half() -> None:
    assert [pause(n, 5, 3600, 0) for n in (1, 2, 3, 4, 10, 11, 12, 10_000)] == [
        5, 10, 20, 40, 2560, 3600, 3600, 3600,
    ]  # fmt: skip
    assert [pause(n, 5, 3600, 1) for n in (1, 2, 11)] == [2.5, 5, 1800]


def test_a_receiver_that_is_down_for_a_week_is_tried_all_week_and_not_often() -> None:
    for chance in (0.0, 0.5, 1.0):
        moment, tries = timedelta(), 0
        while moment < timedelta(days=7):
            tries += 1
            moment += timedelta(seconds=pause(tries, 5, 3600, chance))
        assert 170 < tries < 360
