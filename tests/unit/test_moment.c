/* Times as people write them. */
#include "tests/unit/check.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lib/base/moment.h"

#define NOW INT64_C(1795245332000) /* Saturday, 2026-11-21 07:15:32 UTC */
#define DAY INT64_C(86400000)
#define TODAY (NOW - NOW % DAY)

static bool
is(const char *text, int64_t from, int64_t to)
{
	struct moment m = {0};
	bool good = moment_parse(text, NOW, true, &m);

	if (!good || m.from != from || m.to != to)
		printf("# \"%s\": %d %lld %lld\n", text, good, (long long)(m.from - NOW), (long long)(m.to - NOW));
	return good && m.from == from && m.to == to;
}

static void
test_moments(void)
{
	CHECK(is("now", NOW, NOW));
	CHECK(is("2d", NOW - 2 * DAY, NOW - 2 * DAY) && is("1h30m", NOW - 5400000, NOW - 5400000));
	CHECK(is("90s ago", NOW - 90000, NOW - 90000) && is("1w", NOW - 7 * DAY, NOW - 7 * DAY));
	CHECK(is("today", TODAY, TODAY + DAY) && is("yesterday", TODAY - DAY, TODAY));
	CHECK(is("yesterday 14:00", TODAY - DAY + 14 * 3600000, TODAY - DAY + 14 * 3600000));
	CHECK(is("Yesterday noon", TODAY - DAY / 2, TODAY - DAY / 2));
	CHECK(is("saturday", TODAY, TODAY + DAY) && is("last saturday", TODAY - 7 * DAY, TODAY - 6 * DAY));
	CHECK(is("monday", TODAY - 5 * DAY, TODAY - 4 * DAY) && is("last monday", TODAY - 5 * DAY, TODAY - 4 * DAY));
	CHECK(is("mon 9:30", TODAY - 5 * DAY + 34200000, TODAY - 5 * DAY + 34200000));
	CHECK(is("14:00", TODAY + 14 * 3600000, TODAY + 14 * 3600000));
	CHECK(is("2026-11-20", TODAY - DAY, TODAY));
	CHECK(is("2026-11-20 07:15:32", NOW - DAY, NOW - DAY) && is("2026-11-20T07:15:32Z", NOW - DAY, NOW - DAY));
	CHECK(is("2026-11-20 09:15:32 +02:00", NOW - DAY, NOW - DAY));
	CHECK(is("2026-11-20T07:15:32.123-0000", NOW - DAY, NOW - DAY));
	CHECK(is("@1795245332", NOW, NOW));
}

#define HOUR INT64_C(3600000)
#define MIDNIGHT(y, m, d) ((int64_t)timegm(&(struct tm){.tm_year = (y) - 1900, .tm_mon = (m) - 1, .tm_mday = (d)}) * 1000)

/* What people say besides. */
static void
test_moments_in_words(void)
{
	CHECK(is("2 days ago", NOW - 2 * DAY, NOW - 2 * DAY) && is("3 hours", NOW - 3 * HOUR, NOW - 3 * HOUR));
	CHECK(is("1 day 2 hours ago", NOW - 26 * HOUR, NOW - 26 * HOUR) && is("90 min", NOW - 5400000, NOW - 5400000));
	CHECK(is("1 month ago", NOW - 31 * DAY, NOW - 31 * DAY) && is("1 year ago", NOW - 365 * DAY, NOW - 365 * DAY));
	/* which begins on Monday, the 16th */
	CHECK(is("this week", TODAY - 5 * DAY, TODAY + 2 * DAY) && is("last week", TODAY - 12 * DAY, TODAY - 5 * DAY));
	CHECK(is("this month", MIDNIGHT(2026, 11, 1), MIDNIGHT(2026, 12, 1)));
	CHECK(is("last month", MIDNIGHT(2026, 10, 1), MIDNIGHT(2026, 11, 1)));
	CHECK(is("last year", MIDNIGHT(2025, 1, 1), MIDNIGHT(2026, 1, 1)));
	CHECK(is("2026-02", MIDNIGHT(2026, 2, 1), MIDNIGHT(2026, 3, 1)) && is("2024", MIDNIGHT(2024, 1, 1), MIDNIGHT(2025, 1, 1)));
	CHECK(is("2026-12", MIDNIGHT(2026, 12, 1), MIDNIGHT(2027, 1, 1)));
	CHECK(is("last hour", NOW - HOUR, NOW) && is("last 2 hours", NOW - 2 * HOUR, NOW) && is("last 24h", NOW - DAY, NOW));
	CHECK(is("tomorrow", TODAY + DAY, TODAY + 2 * DAY));
	CHECK(is("9am", TODAY + 9 * HOUR, TODAY + 9 * HOUR) && is("2:30 pm", TODAY + 29 * HOUR / 2, TODAY + 29 * HOUR / 2));
	CHECK(is("12am", TODAY, TODAY) && is("12pm yesterday", TODAY - DAY / 2, TODAY - DAY / 2));
	CHECK(is("14:00 yesterday", TODAY - 10 * HOUR, TODAY - 10 * HOUR));
	CHECK(is("9am last friday", TODAY - DAY + 9 * HOUR, TODAY - DAY + 9 * HOUR));
	CHECK(is("2024-02-29", MIDNIGHT(2024, 2, 29), MIDNIGHT(2024, 3, 1)));
}

/* As git, journalctl and logs have them. */
static void
test_moments_of_others(void)
{
	CHECK(is("an hour ago", NOW - HOUR, NOW - HOUR) && is("a day ago", NOW - DAY, NOW - DAY) && is("Two weeks ago", NOW - 14 * DAY, NOW - 14 * DAY));
	CHECK(is("2 weeks", NOW - 14 * DAY, NOW - 14 * DAY) && is("-2h", NOW - 2 * HOUR, NOW - 2 * HOUR) && is("3hr", NOW - 3 * HOUR, NOW - 3 * HOUR));
	CHECK(is("1mo", NOW - 31 * DAY, NOW - 31 * DAY) && is("1M", NOW - 31 * DAY, NOW - 31 * DAY) && is("1m", NOW - 60000, NOW - 60000));
	CHECK(is("1 day and 2 hours ago", NOW - 26 * HOUR, NOW - 26 * HOUR) && is("2Y", NOW - 730 * DAY, NOW - 730 * DAY));
	CHECK(is("past hour", NOW - HOUR, NOW) && is("past week", NOW - 7 * DAY, NOW) && is("past 2 days", NOW - 2 * DAY, NOW));
	CHECK(is("noon", TODAY + DAY / 2, TODAY + DAY / 2) && is("Midnight", TODAY, TODAY) && is("24:00", TODAY + DAY, TODAY + DAY));
	CHECK(is("yesterday at noon", TODAY - DAY / 2, TODAY - DAY / 2) && is("monday at 9am", TODAY - 5 * DAY + 9 * HOUR, TODAY - 5 * DAY + 9 * HOUR));
	CHECK(is("Nov 20", TODAY - DAY, TODAY) && is("20 nov", TODAY - DAY, TODAY) && is("November 20th, 2026", TODAY - DAY, TODAY));
	CHECK(is("Nov 20 14:00", TODAY - 10 * HOUR, TODAY - 10 * HOUR) && is("20 Nov 2026 2pm", TODAY - 10 * HOUR, TODAY - 10 * HOUR));
	CHECK(is("20. November, 14:00", TODAY - 10 * HOUR, TODAY - 10 * HOUR) && is("14:00 20 Nov", TODAY - 10 * HOUR, TODAY - 10 * HOUR));
	/* without a year, the latest; today is one, tomorrow is of the year before */
	CHECK(is("Nov 21", TODAY, TODAY + DAY) && is("nov 22", MIDNIGHT(2025, 11, 22), MIDNIGHT(2025, 11, 23)));
	CHECK(is("Feb 29", MIDNIGHT(2024, 2, 29), MIDNIGHT(2024, 3, 1)) && is("december", MIDNIGHT(2025, 12, 1), MIDNIGHT(2026, 1, 1)));
	CHECK(is("Nov", MIDNIGHT(2026, 11, 1), MIDNIGHT(2026, 12, 1)) && is("sept 2025", MIDNIGHT(2025, 9, 1), MIDNIGHT(2025, 10, 1)));
	CHECK(is("Nov 23 2027", MIDNIGHT(2027, 11, 23), MIDNIGHT(2027, 11, 24)));
	/* git's, date's, mail's, a web server's, syslog's and systemd's */
	CHECK(is("Fri Nov 20 09:15:32 2026 +0200", NOW - DAY, NOW - DAY) && is("Fri Nov 20 07:15:32 UTC 2026", NOW - DAY, NOW - DAY));
	CHECK(is("Fri, 20 Nov 2026 07:15:32 GMT", NOW - DAY, NOW - DAY) && is("20/Nov/2026:08:15:32 +0100", NOW - DAY, NOW - DAY));
	CHECK(is("Nov 20 07:15:32", NOW - DAY, NOW - DAY) && is("20-Nov-2026", TODAY - DAY, TODAY));
	CHECK(is("Fri 2026-11-20 07:15:32 UTC", NOW - DAY, NOW - DAY) && is("2026/11/20 07:15:32", NOW - DAY, NOW - DAY));
	CHECK(is("2026-11-20T08:15:32+01:00", NOW - DAY, NOW - DAY) && is("2026-11-20T07:15:32.5Z", NOW - DAY, NOW - DAY));
	CHECK(is("14:00 2026-11-20", TODAY - 10 * HOUR, TODAY - 10 * HOUR) && is("14:00Z", TODAY + 14 * HOUR, TODAY + 14 * HOUR));
	CHECK(is("@1795245332.0", NOW, NOW) && is("@1795245332 ", NOW, NOW));
}

static void
test_no_moments(void)
{
	static const char *const bad[] = {"", "x", "2x", "2026-13-01", "2026-1", "25:00", "14:60", "yesterdays", "last", "@", "@x",
	    "2d 14:00", "14:00 pm", "mondayx", "--1d", "- 1d", "99999999999999999999d", "2026-11-20 foo", "2026-02-30", "2025-02-29", "2026-04-31", "2 fortnights",
	    "0am", "13pm", "this", "last day", "2 days before", "1 month month", "last week 14:00", "14:00 14:00", "20261121", "9am foo", "1 1", "24:30",
	    "Nov 31", "Nov 32", "Mon Nov 20 2026", "Mon 2026-11-20", "Nov 20 Nov", "Nov 20 21", "20 Nov 2026 -05:00", "Nov 20-14:00", "Nov 14:00", "Nov 20 at",
	    "noonish", "Novem 20", "11/21/2026", "10:00-12:00", "a", "an", "1 hour and", "and", "half an hour ago", "Nov 20 14:00 CET", "2026-11/20", "20/Nov:14:00",
	    "fri nov", "past", "the past hour", "Nov 20 2026 2025", "Nov 20 14:00 15:00", "Nov 0", "2026-11-20 Nov"};
	struct moment m;
	size_t i;

	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		if (moment_parse(bad[i], NOW, true, &m))
			printf("# \"%s\"\n", bad[i]);
		CHECK(!moment_parse(bad[i], NOW, true, &m));
	}
}

/* Yesterday is the reader's, and where the clocks are changed a day has 25 hours. */
static void
test_zones(void)
{
	struct moment m;
	char text[32];

	setenv("TZ", "Europe/Berlin", 1);
	tzset();
	CHECK(moment_parse("yesterday", NOW, false, &m) && m.from == TODAY - DAY - 3600000 && m.to == TODAY - 3600000);
	CHECK(moment_parse("2026-10-25", NOW, false, &m) && m.to - m.from == 25 * 3600000);
	CHECK(moment_parse("2026-10", NOW, false, &m) && m.to - m.from == 31 * DAY + HOUR);
	/* a month ago it was summer; the clock showed the same */
	CHECK(moment_parse("1 month ago", NOW, false, &m) && m.from == NOW - 31 * DAY - HOUR);
	CHECK(moment_parse("2026-03-29 02:30", NOW, false, &m));
	moment_format(NOW, false, true, text);
	CHECK(strcmp(text, "2026-11-21 08:15:32 +0100") == 0);
	moment_format(NOW, true, true, text);
	CHECK(strcmp(text, "2026-11-21 07:15:32Z") == 0);
	setenv("TZ", "UTC", 1);
	tzset();
}

/* Where the clocks were changed in the night before: on 8 March two o'clock is three, on 1 November it is one again. */
static void
test_nights_of_change(void)
{
	const int64_t spring = MIDNIGHT(2026, 3, 8) + 16 * HOUR, autumn = MIDNIGHT(2026, 11, 1) + 17 * HOUR;
	struct moment m;

	setenv("TZ", "America/New_York", 1);
	tzset();
	CHECK(moment_parse("today", spring, false, &m) && m.from == MIDNIGHT(2026, 3, 8) + 5 * HOUR && m.to - m.from == 23 * HOUR);
	CHECK(moment_parse("yesterday 14:00", spring, false, &m) && m.from == MIDNIGHT(2026, 3, 7) + 19 * HOUR);
	CHECK(moment_parse("last monday", spring, false, &m) && m.from == MIDNIGHT(2026, 3, 2) + 5 * HOUR && m.to - m.from == DAY);
	CHECK(moment_parse("9am", spring, false, &m) && m.from == MIDNIGHT(2026, 3, 8) + 13 * HOUR);
	CHECK(moment_parse("1d", spring, false, &m) && m.from == spring - DAY);
	CHECK(moment_parse("last week", spring + DAY, false, &m) && m.to - m.from == 7 * DAY - HOUR);
	/* a time that no clock showed is the moment at which the clocks went past it, or near */
	CHECK(moment_parse("2026-03-08 02:30", spring, false, &m) && m.from >= MIDNIGHT(2026, 3, 8) + 13 * HOUR / 2 &&
	    m.from <= MIDNIGHT(2026, 3, 8) + 15 * HOUR / 2);
	CHECK(moment_parse("Nov 1 1:30", autumn, false, &m) && m.from == MIDNIGHT(2026, 11, 1) + 11 * HOUR / 2 && m.to - m.from == HOUR + 1000);
	CHECK(moment_parse("Nov 1 1:30 -0500", autumn, false, &m) && m.from == MIDNIGHT(2026, 11, 1) + 13 * HOUR / 2 && m.to == m.from);
	CHECK(moment_parse("today", autumn, false, &m) && m.from == MIDNIGHT(2026, 11, 1) + 4 * HOUR && m.to - m.from == 25 * HOUR);
	CHECK(moment_parse("yesterday 14:00", autumn, false, &m) && m.from == MIDNIGHT(2026, 10, 31) + 18 * HOUR);
	CHECK(moment_parse("last monday", autumn, false, &m) && m.from == MIDNIGHT(2026, 10, 26) + 4 * HOUR && m.to - m.from == DAY);
	CHECK(moment_parse("9am", autumn, false, &m) && m.from == MIDNIGHT(2026, 11, 1) + 14 * HOUR);
	CHECK(moment_parse("24 hours ago", autumn, false, &m) && m.from == autumn - DAY);
	CHECK(moment_parse("this week", autumn, false, &m) && m.to - m.from == 7 * DAY + HOUR);
	/* shown twice: nothing of either is left out, since then or until then */
	CHECK(moment_parse("2026-11-01 01:30", autumn, false, &m) && m.from == MIDNIGHT(2026, 11, 1) + 11 * HOUR / 2 &&
	    m.to == MIDNIGHT(2026, 11, 1) + 13 * HOUR / 2 + 1000);
	CHECK(moment_parse("01:30", autumn, false, &m) && m.from == MIDNIGHT(2026, 11, 1) + 11 * HOUR / 2);
	CHECK(moment_parse("2026-11-01 01:30 -05:00", autumn, false, &m) && m.from == m.to && m.from == MIDNIGHT(2026, 11, 1) + 13 * HOUR / 2);
	CHECK(moment_parse("2026-11-01 02:00", autumn, false, &m) && m.from == m.to && m.from == MIDNIGHT(2026, 11, 1) + 7 * HOUR);
	CHECK(moment_parse("2026-11-01 00:59", autumn, false, &m) && m.from == m.to);
	CHECK(moment_parse("2026-07-01 12:00", autumn, false, &m) && m.from == m.to);
	setenv("TZ", "UTC", 1);
	tzset();
}

static void
test_lengths(void)
{
	static const char *const bad[] = {"", "x", "90", "1:30", "-1s", "1", "1 1", "1mo", "1M", "s", "1h and", "and 1h", "1h x", "1.5", "99999999999y",
	    "2147483647y", "an hour", "1d ago"};
	static const char *const no_offsets[] = {"", "x", "-1", ":", "1:", "1:2:3:4", "1:30s", "1:3x", "2m x", "1 :30", "14:00 yesterday", "2pm", "99999999999"};
	size_t i;

	CHECK(moment_length("90s") == 90000 && moment_length("1h30m") == 5400000 && moment_length("2 weeks") == 14 * DAY);
	CHECK(moment_length("1.5h") == 5400000 && moment_length("0.5s") == 500 && moment_length("1 hour and 30 min") == 5400000);
	CHECK(moment_length("1y") == 365 * DAY && moment_length("0d") == 0 && moment_length("300y 365d") == 301 * 365 * DAY);
	for (i = 0; i < sizeof bad / sizeof *bad; i++)
		CHECK(moment_length(bad[i]) == -1);
	CHECK(moment_offset("90") == 90000 && moment_offset("90.5") == 90500 && moment_offset("1:30") == 90000);
	CHECK(moment_offset("1:02:03.5") == 3723500 && moment_offset("45s") == 45000 && moment_offset("1h30m") == 5400000);
	CHECK(moment_offset("2 min") == 120000 && moment_offset("0") == 0 && moment_offset("1.2345") == 1234);
	for (i = 0; i < sizeof no_offsets / sizeof *no_offsets; i++)
		CHECK(moment_offset(no_offsets[i]) == -1);
}

int
main(void)
{
	setenv("TZ", "UTC", 1);
	check_run("moments", test_moments);
	check_run("moments_in_words", test_moments_in_words);
	check_run("moments_of_others", test_moments_of_others);
	check_run("no_moments", test_no_moments);
	check_run("zones", test_zones);
	check_run("nights of change", test_nights_of_change);
	check_run("lengths", test_lengths);
	return check_done();
}
