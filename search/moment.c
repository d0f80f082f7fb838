/* Points in time as people write them. */
#include "search/moment.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#define DAY_MS (INT64_C(24) * 3600 * 1000)

static const char *const DAYS[] = {"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};

static const char *
skip_blanks(const char *p)
{
	while (*p == ' ' || *p == '\t')
		p++;
	return p;
}

static void
split(int64_t ms, bool utc, struct tm *tm)
{
	time_t s = (time_t)(ms / 1000 - (ms % 1000 < 0));

	if ((utc ? gmtime_r(&s, tm) : localtime_r(&s, tm)) == NULL)
		memset(tm, 0, sizeof *tm);
}

/* Days that do not exist are brought to those that do, as mktime has it; summer time is looked up. */
static int64_t
join(struct tm *tm, bool utc)
{
	tm->tm_isdst = -1;
	return (int64_t)(utc ? timegm(tm) : mktime(tm)) * 1000;
}

/* Midnight, so many days from that of the moment. */
static int64_t
midnight(int64_t ms, int days, bool utc)
{
	struct tm tm;

	split(ms, utc, &tm);
	tm.tm_mday += days;
	tm.tm_hour = tm.tm_min = tm.tm_sec = 0;
	return join(&tm, utc);
}

static const char *
take_int(const char *p, int digits, int least, int most, int *out)
{
	int n = 0, value = 0;

	while (n < digits && isdigit((unsigned char)*p)) {
		value = value * 10 + (*p++ - '0');
		n++;
	}
	*out = value;
	return n > 0 && value >= least && value <= most ? p : NULL;
}

/* "14:00", "9:30:05", "noon", "midnight": where it ends, or NULL. */
static const char *
take_clock(const char *p, struct tm *tm)
{
	tm->tm_sec = 0;
	if (strncasecmp(p, "noon", 4) == 0 || strncasecmp(p, "midnight", 8) == 0) {
		tm->tm_hour = *p == 'n' || *p == 'N' ? 12 : 0;
		tm->tm_min = 0;
		return p + (tm->tm_hour ? 4 : 8);
	}
	if ((p = take_int(p, 2, 0, 24, &tm->tm_hour)) == NULL || *p != ':' ||
	    (p = take_int(p + 1, 2, 0, 59, &tm->tm_min)) == NULL)
		return NULL;
	if (*p == ':' && (p = take_int(p + 1, 2, 0, 60, &tm->tm_sec)) == NULL)
		return NULL;
	if (*p == '.')
		for (p++; isdigit((unsigned char)*p); p++)
			;
	return p;
}

/* "Z", "UTC", "+02:00", "-0530": minutes east of UTC; the end, p itself where there is none. */
static const char *
take_zone(const char *p, bool *known, int *minutes)
{
	const char *start = p;
	int hours, rest = 0, sign;

	*known = false;
	p = skip_blanks(p);
	if ((*p == 'Z' || *p == 'z') && p[1] == '\0') {
		*known = true;
		*minutes = 0;
		return p + 1;
	}
	if (strcasecmp(p, "utc") == 0) {
		*known = true;
		*minutes = 0;
		return p + 3;
	}
	if (*p != '+' && *p != '-')
		return start;
	sign = *p == '-' ? -1 : 1;
	if ((p = take_int(p + 1, 2, 0, 14, &hours)) == NULL)
		return start;
	if (*p == ':')
		p++;
	if (isdigit((unsigned char)*p) && (p = take_int(p, 2, 0, 59, &rest)) == NULL)
		return start;
	*known = true;
	*minutes = sign * (hours * 60 + rest);
	return p;
}

/* A day, and perhaps a time on it. */
static bool
finish_day(const char *p, struct tm *day, bool utc, struct moment *m)
{
	struct tm end;
	bool known;
	int minutes = 0;

	p = *p == 'T' || *p == 't' ? p + 1 : skip_blanks(p);
	day->tm_hour = day->tm_min = day->tm_sec = 0;
	if (*p == '\0') {
		end = *day;
		end.tm_mday++;
		m->from = join(day, utc);
		m->to = join(&end, utc);
		return true;
	}
	if ((p = take_clock(p, day)) == NULL)
		return false;
	p = take_zone(p, &known, &minutes);
	if (*skip_blanks(p) != '\0')
		return false;
	m->from = m->to = join(day, utc || known) - (int64_t)minutes * 60000;
	return true;
}

static bool
parse_date(const char *p, bool utc, struct moment *m)
{
	struct tm tm = {0};
	int year, month;

	if ((p = take_int(p, 4, 1970, 9999, &year)) == NULL || *p != '-' ||
	    (p = take_int(p + 1, 2, 1, 12, &month)) == NULL || *p != '-' ||
	    (p = take_int(p + 1, 2, 1, 31, &tm.tm_mday)) == NULL)
		return false;
	tm.tm_year = year - 1900;
	tm.tm_mon = month - 1;
	return finish_day(p, &tm, utc, m);
}

/* "2d", "1h30m", "90s", perhaps with "ago". */
static bool
parse_ago(const char *p, int64_t now, struct moment *m)
{
	static const struct {
		char unit;
		int64_t ms;
	} units[] = {{'s', 1000}, {'m', 60000}, {'h', 3600000}, {'d', DAY_MS}, {'w', 7 * DAY_MS}, {'y', 365 * DAY_MS}};
	int64_t total = 0, n;
	char *end;
	size_t i;

	do {
		if (!isdigit((unsigned char)*p))
			return false;
		n = strtoll(p, &end, 10);
		for (i = 0; i < sizeof units / sizeof *units && units[i].unit != *end; i++)
			;
		if (i == sizeof units / sizeof *units || n > 1000000)
			return false;
		total += n * units[i].ms;
		p = end + 1;
	} while (isdigit((unsigned char)*p));
	p = skip_blanks(p);
	if (*p != '\0' && strcasecmp(p, "ago") != 0)
		return false;
	m->from = m->to = now - total;
	return true;
}

static bool
starts_word(const char **p, const char *word)
{
	size_t n = strlen(word);

	if (strncasecmp(*p, word, n) != 0 || isalpha((unsigned char)(*p)[n]))
		return false;
	*p = skip_blanks(*p + n);
	return true;
}

static bool
parse_named(const char *p, int64_t now, bool utc, struct moment *m)
{
	struct tm tm;
	bool last;
	int day, back = -1;

	if (starts_word(&p, "now")) {
		m->from = m->to = now;
		return *p == '\0';
	}
	last = starts_word(&p, "last");
	split(now, utc, &tm);
	if (!last && starts_word(&p, "today"))
		back = 0;
	else if (!last && starts_word(&p, "yesterday"))
		back = 1;
	for (day = 0; back < 0 && day < 7; day++)
		if (starts_word(&p, DAYS[day]) || (strlen(p) >= 3 && strncasecmp(p, DAYS[day], 3) == 0 &&
					       !isalpha((unsigned char)p[3]) && (p = skip_blanks(p + 3)))) {
			back = (tm.tm_wday - day + 7) % 7;
			if (last && back == 0)
				back = 7;
		}
	if (back < 0)
		return false;
	split(midnight(now, -back, utc), utc, &tm);
	return finish_day(p, &tm, utc, m);
}

bool
moment_parse(const char *text, int64_t now, bool utc, struct moment *m)
{
	const char *p = skip_blanks(text);
	struct tm tm;
	char *end;

	if (*p == '@') {
		double s = strtod(p + 1, &end);

		m->from = m->to = (int64_t)(s * 1000);
		return end != p + 1 && *end == '\0' && s >= 0 && s < 1e11;
	}
	if (parse_ago(p, now, m) || parse_named(p, now, utc, m) || parse_date(p, utc, m))
		return true;
	/* a time of today's */
	split(now, utc, &tm);
	return (isdigit((unsigned char)*p) || *p == 'n' || *p == 'm') && strchr(p, '-') == NULL && finish_day(p, &tm, utc, m);
}

void
moment_format(int64_t ms, bool utc, bool zone, char out[32])
{
	struct tm tm;
	size_t n;

	split(ms, utc, &tm);
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
