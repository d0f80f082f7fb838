/* Points in time as people write them. */
#include "lib/base/moment.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lib/base/calendar.h"

#define DAY_MS (INT64_C(24) * 3600 * 1000)
#define LENGTH_MAX (INT64_C(1000) * 365 * DAY_MS)

/* Midnight, so many days from that of the moment. */
static int64_t
midnight(int64_t ms, int days, bool utc)
{
	struct tm tm;

	calendar_split(ms, utc, &tm);
	tm.tm_mday += days;
	tm.tm_hour = tm.tm_min = tm.tm_sec = 0;
	return calendar_join(&tm, utc);
}

/* A month is as long as it was, and so is a year that is written out.  "M" is as systemd has it, the one whose case counts. */
static const struct unit {
	const char *names; /* with a blank around each */
	int64_t ms;        /* 0: months */
	int months;
} UNITS[] = {{" M ", 0, 1}, {" s sec secs second seconds ", 1000, 0}, {" m min mins minute minutes ", 60000, 0},
    {" h hr hrs hour hours ", 3600000, 0}, {" d day days ", DAY_MS, 0}, {" w wk wks week weeks ", 7 * DAY_MS, 0},
    {" mo mos month months ", 0, 1}, {" y ", 365 * DAY_MS, 0}, {" yr yrs year years ", 0, 12}};

static const struct unit *
take_unit(const char **p)
{
	char name[12] = " ";
	size_t i, n;

	for (n = 0; n < sizeof name - 3 && isalpha((unsigned char)(*p)[n]); n++)
		name[n + 1] = (char)tolower((unsigned char)(*p)[n]);
	if (n == 0 || isalpha((unsigned char)(*p)[n]))
		return NULL;
	if (n == 1 && **p == 'M')
		name[1] = 'M';
	memcpy(name + n + 1, " ", 2);
	for (i = 0; i < sizeof UNITS / sizeof *UNITS; i++)
		if (strstr(UNITS[i].names, name) != NULL) {
			*p = calendar_blanks(*p + n);
			return &UNITS[i];
		}
	return NULL;
}

static int64_t
before(int64_t ms, const struct unit *unit, int64_t n, bool utc)
{
	struct tm tm;
	int day;

	if (unit->ms > 0)
		return ms - n * unit->ms;
	calendar_split(ms, utc, &tm);
	day = tm.tm_mday;
	/* a month that is shorter has its last day */
	do {
		calendar_split(ms, utc, &tm);
		tm.tm_mon -= (int)n * unit->months;
		tm.tm_mday = day;
	} while (!calendar_is_day(&tm) && --day > 27);
	return calendar_join(&tm, utc) + ms % 1000;
}

/* "2", "a", "one": how many; -1: none, or too many. */
static int64_t
take_count(const char **p)
{
	static const char *const words[] = {"a", "an", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
	int64_t n;
	char *end;
	size_t i;

	if (isdigit((unsigned char)**p)) {
		n = strtoll(*p, &end, 10);
		*p = calendar_blanks(end);
		return n > 1000000 ? -1 : n;
	}
	for (i = 0; i < sizeof words / sizeof *words; i++)
		if (calendar_word(p, words[i]))
			return i < 2 ? 1 : (int64_t)i - 1;
	return -1;
}

/* "2d", "-2d", "1h30m", "90 s", "an hour", "3 days and 2 hours", perhaps with "ago". */
static bool
parse_ago(const char *p, int64_t now, bool utc, struct moment *m)
{
	const struct unit *unit;
	int64_t at = now, n;
	bool more;

	p += *p == '-';
	do {
		if ((n = take_count(&p)) < 0 || (unit = take_unit(&p)) == NULL || (unit->ms == 0 && n > 10000))
			return false;
		at = before(at, unit, n, utc);
		more = calendar_word(&p, "and") || isdigit((unsigned char)*p);
	} while (more);
	calendar_word(&p, "ago");
	m->from = m->to = at;
	return *p == '\0';
}

/* Thousandths; what is finer is left out. */
static const char *
take_decimal(const char *p, int64_t *value)
{
	int64_t whole = 0, part = 0, unit = 100;

	if (!isdigit((unsigned char)*p))
		return NULL;
	for (; isdigit((unsigned char)*p); p++)
		if ((whole = whole * 10 + (*p - '0')) > INT32_MAX)
			return NULL;
	if (*p == '.')
		for (p++; isdigit((unsigned char)*p); p++, unit /= 10)
			part += (*p - '0') * unit;
	*value = whole * 1000 + part;
	return p;
}

int64_t
moment_length(const char *text)
{
	const char *p = calendar_blanks(text);
	const struct unit *unit;
	int64_t total = 0, n;
	bool more;

	do {
		if ((p = take_decimal(p, &n)) == NULL)
			return -1;
		p = calendar_blanks(p);
		if ((unit = take_unit(&p)) == NULL || unit->ms == 0 || n > (LENGTH_MAX - total) / (unit->ms / 1000))
			return -1;
		total += n * (unit->ms / 1000);
		more = calendar_word(&p, "and") || *p != '\0';
	} while (more);
	return total;
}

int64_t
moment_offset(const char *text)
{
	int64_t total = 0, value;
	const char *p = text;
	int colons = 0;

	for (;;) {
		if ((p = take_decimal(p, &value)) == NULL)
			return -1;
		total = total * 60 + value;
		if (*p != ':' || ++colons > 2)
			break;
		p++;
	}
	if (*p == '\0')
		return total;
	return colons == 0 ? moment_length(text) : -1;
}

/* "last 2 hours", "last hour", "past week": up to now.  The last day, week, month and year are others. */
static bool
parse_until_now(const char *p, int64_t now, bool past, bool utc, struct moment *m)
{
	const char *name = p;
	bool bare = take_unit(&name) != NULL;
	char one[32];

	if (bare && !past && strcasecmp(p, "hour") != 0 && strcasecmp(p, "minute") != 0)
		return false;
	snprintf(one, sizeof one, "%s%.24s", bare ? "1 " : "", p);
	if (strlen(p) > 24 || !parse_ago(one, now, utc, m))
		return false;
	m->to = now;
	return true;
}

/* "week", "month", "year": this one, or that before it. */
static bool
parse_period(const char *p, int64_t now, bool last, bool utc, struct moment *m)
{
	struct tm tm;
	int monday;

	calendar_split(now, utc, &tm);
	if (strcasecmp(p, "week") == 0) {
		monday = -(tm.tm_wday + 6) % 7 - 7 * last;
		m->from = midnight(now, monday, utc);
		m->to = midnight(now, monday + 7, utc);
		return true;
	}
	if (strcasecmp(p, "month") == 0)
		calendar_months(tm.tm_year + 1900, tm.tm_mon - last, 1, utc, m);
	else if (strcasecmp(p, "year") == 0)
		calendar_months(tm.tm_year + 1900 - last, 0, 12, utc, m);
	else
		return false;
	return true;
}

static bool
parse_named(const char *p, int64_t now, bool utc, struct moment *m)
{
	struct tm tm;
	int day, days;
	bool last;

	if (calendar_word(&p, "now")) {
		m->from = m->to = now;
		return *p == '\0';
	}
	if (calendar_word(&p, "past"))
		return parse_until_now(p, now, true, utc, m);
	last = calendar_word(&p, "last");
	if ((last || calendar_word(&p, "this")) && parse_period(p, now, last, utc, m))
		return true;
	if (last && parse_until_now(p, now, false, utc, m))
		return true;
	calendar_split(now, utc, &tm);
	if (!last && calendar_word(&p, "today")) {
		days = 0;
	} else if (!last && calendar_word(&p, "yesterday")) {
		days = -1;
	} else if (!last && calendar_word(&p, "tomorrow")) {
		days = 1;
	} else if (calendar_weekday(&p, &day)) {
		days = -((tm.tm_wday - day + 7) % 7);
		if (last && days == 0)
			days = -7;
	} else {
		return false;
	}
	calendar_split(midnight(now, days, utc), utc, &tm);
	return calendar_finish(p, &tm, utc, m);
}

/* "14:00 yesterday", "9am last friday", "14:00 2026-11-21". */
static bool
parse_turned(const char *p, int64_t now, bool utc, struct moment *m)
{
	struct tm tm;
	const char *end = calendar_clock(p, &tm), *rest = end != NULL ? calendar_blanks(end) : NULL;
	char turned[64];

	if (rest == NULL || *rest == '\0' || snprintf(turned, sizeof turned, "%s %.*s", rest, (int)(end - p), p) >= (int)sizeof turned)
		return false;
	return parse_named(turned, now, utc, m) || calendar_date(turned, now, utc, m);
}

bool
moment_parse(const char *text, int64_t now, bool utc, struct moment *m)
{
	const char *p = calendar_blanks(text);
	struct tm tm;
	char *end;

	if (*p == '@') {
		double s = strtod(p + 1, &end);

		m->from = m->to = (int64_t)(s * 1000);
		return end != p + 1 && *calendar_blanks(end) == '\0' && s >= 0 && s < 1e11;
	}
	if (parse_ago(p, now, utc, m) || parse_named(p, now, utc, m) || calendar_date(p, now, utc, m) || parse_turned(p, now, utc, m))
		return true;
	/* a time of today's; "10:00-12:00" is none in a zone */
	calendar_split(now, utc, &tm);
	return *p != '\0' && strchr(p, '-') == NULL && calendar_finish(p, &tm, utc, m);
}

void
moment_format(int64_t ms, bool utc, bool zone, char out[32])
{
	struct tm tm;
	size_t n;

	calendar_split(ms, utc, &tm);
	if ((n = strftime(out, 32, "%Y-%m-%d %H:%M:%S", &tm)) == 0) {
		snprintf(out, 32, "?");
		return;
	}
	if (zone && utc)
		snprintf(out + n, 32 - n, "Z");
	else if (zone)
		strftime(out + n, 32 - n, " %z", &tm);
}

void
moment_brief(int64_t ms, int64_t now, bool utc, char out[32])
{
	char today[32], full[32];

	moment_format(now, utc, false, today);
	moment_format(ms, utc, false, full);
	if (strncmp(today, full, 10) == 0)
		snprintf(out, 32, "%.8s", full + 11);
	else if (strncmp(today, full, 4) == 0)
		snprintf(out, 32, "%.11s", full + 5);
	else
		snprintf(out, 32, "%.10s", full);
}

bool
moment_there(int64_t ms, int64_t offset, const char *zone, char out[MOMENT_THERE])
{
	char when[32];

	if (offset < -86400 || offset > 86400)
		return false;
	moment_format(ms + offset * 1000, true, false, when);
	snprintf(out, MOMENT_THERE, "%s %.40s%s(%c%02d:%02d)", when, zone != NULL ? zone : "", zone != NULL ? " " : "",
	    offset < 0 ? '-' : '+', (int)(llabs(offset) / 3600), (int)(llabs(offset) / 60 % 60));
	return true;
}
