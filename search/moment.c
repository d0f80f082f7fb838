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

/* "am" or "pm" behind an hour of 1 to 12; p itself where there is neither, NULL where that hour can't have it. */
static const char *
take_half(const char *p, struct tm *tm)
{
	const char *half = skip_blanks(p);

	if ((strncasecmp(half, "am", 2) != 0 && strncasecmp(half, "pm", 2) != 0) || isalpha((unsigned char)half[2]))
		return p;
	if (tm->tm_hour < 1 || tm->tm_hour > 12)
		return NULL;
	tm->tm_hour = tm->tm_hour % 12 + (*half == 'p' || *half == 'P' ? 12 : 0);
	return half + 2;
}

/* "14:00", "9:30:05", "2:30pm", "9am", "noon", "midnight": where it ends, or NULL. */
static const char *
take_clock(const char *p, struct tm *tm)
{
	const char *end;

	tm->tm_sec = tm->tm_min = 0;
	if (strncasecmp(p, "noon", 4) == 0 || strncasecmp(p, "midnight", 8) == 0) {
		tm->tm_hour = *p == 'n' || *p == 'N' ? 12 : 0;
		return p + (tm->tm_hour ? 4 : 8);
	}
	if ((p = take_int(p, 2, 0, 24, &tm->tm_hour)) == NULL)
		return NULL;
	if (*p != ':')
		return (end = take_half(p, tm)) != p ? end : NULL;
	if ((p = take_int(p + 1, 2, 0, 59, &tm->tm_min)) == NULL)
		return NULL;
	if (*p == ':' && (p = take_int(p + 1, 2, 0, 60, &tm->tm_sec)) == NULL)
		return NULL;
	if (*p == '.')
		for (p++; isdigit((unsigned char)*p); p++)
			;
	return take_half(p, tm);
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

/* What a clock showed twice, for it was put back, is both, and what is between them. */
static void
widen(const struct tm *shown, struct moment *m)
{
	struct tm summer = *shown, winter = *shown;
	time_t first, second;

	summer.tm_isdst = 1;
	winter.tm_isdst = 0;
	first = mktime(&summer);
	second = mktime(&winter);
	if (first == second || summer.tm_isdst != 1 || summer.tm_hour != shown->tm_hour || winter.tm_isdst != 0 ||
	    winter.tm_hour != shown->tm_hour)
		return;
	m->from = (int64_t)first * 1000;
	m->to = (int64_t)second * 1000 + 1000;
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
	if (!utc && !known)
		widen(day, m);
	return true;
}

/* All of it, from its first day to that of the next one: so many months. */
static bool
span_months(int year, int month, int months, bool utc, struct moment *m)
{
	struct tm from = {.tm_year = year - 1900, .tm_mon = month, .tm_mday = 1}, to = from;

	to.tm_mon += months;
	m->from = join(&from, utc);
	m->to = join(&to, utc);
	return true;
}

/* A day that there is: no 30th of February. */
static bool
is_day(const struct tm *day)
{
	struct tm same = *day;

	timegm(&same);
	return same.tm_mday == day->tm_mday;
}

/* "2026-11-21" and what finish_day takes, "2026-11", "2026". */
static bool
parse_date(const char *p, bool utc, struct moment *m)
{
	const char *start = p;
	struct tm tm = {0};
	int year, month;

	if ((p = take_int(p, 4, 1970, 9999, &year)) == NULL)
		return false;
	if (*p == '\0')
		return span_months(year, 0, 12, utc, m);
	if (*p != '-' || (p = take_int(p + 1, 2, 1, 12, &month)) == NULL)
		return false;
	if (*p == '\0')
		return p - start == 7 && span_months(year, month - 1, 1, utc, m);
	if (*p != '-' || (p = take_int(p + 1, 2, 1, 31, &tm.tm_mday)) == NULL)
		return false;
	tm.tm_year = year - 1900;
	tm.tm_mon = month - 1;
	return is_day(&tm) && finish_day(p, &tm, utc, m);
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

/* A month is as long as it was, and so is a year that is written out. */
static const struct unit {
	const char *name, *names;
	int64_t ms; /* 0: months */
	int months;
} UNITS[] = {{"s", "seconds", 1000, 0}, {"sec", "secs", 1000, 0}, {"second", "", 1000, 0}, {"m", "minutes", 60000, 0},
    {"min", "mins", 60000, 0}, {"minute", "", 60000, 0}, {"h", "hours", 3600000, 0}, {"hour", "hrs", 3600000, 0}, {"d", "days", DAY_MS, 0},
    {"day", "", DAY_MS, 0}, {"w", "weeks", 7 * DAY_MS, 0}, {"week", "", 7 * DAY_MS, 0}, {"month", "months", 0, 1},
    {"y", "", 365 * DAY_MS, 0}, {"year", "years", 0, 12}};

static const struct unit *
take_unit(const char **p)
{
	size_t i;

	for (i = 0; i < sizeof UNITS / sizeof *UNITS; i++)
		if (starts_word(p, UNITS[i].name) || (*UNITS[i].names != '\0' && starts_word(p, UNITS[i].names)))
			return &UNITS[i];
	return NULL;
}

static int64_t
before(int64_t ms, const struct unit *unit, int64_t n, bool utc)
{
	struct tm tm;
	int day;

	if (unit->ms > 0)
		return ms - n * unit->ms;
	split(ms, utc, &tm);
	day = tm.tm_mday;
	/* a month that is shorter has its last day */
	do {
		split(ms, utc, &tm);
		tm.tm_mon -= (int)n * unit->months;
		tm.tm_mday = day;
	} while (!is_day(&tm) && --day > 27);
	return join(&tm, utc) + ms % 1000;
}

/* "2d", "1h30m", "90 s", "3 days 2 hours", perhaps with "ago". */
static bool
parse_ago(const char *p, int64_t now, bool utc, struct moment *m)
{
	const struct unit *unit;
	int64_t at = now, n;
	char *end;

	do {
		if (!isdigit((unsigned char)*p))
			return false;
		n = strtoll(p, &end, 10);
		p = skip_blanks(end);
		if (n > 1000000 || (unit = take_unit(&p)) == NULL || (unit->ms == 0 && n > 10000))
			return false;
		at = before(at, unit, n, utc);
	} while (isdigit((unsigned char)*p));
	starts_word(&p, "ago");
	m->from = m->to = at;
	return *p == '\0';
}

/* "last 2 hours", up to now. */
static bool
parse_until_now(const char *p, int64_t now, bool utc, struct moment *m)
{
	char one[32];

	if (isdigit((unsigned char)*p)) {
		if (!parse_ago(p, now, utc, m))
			return false;
	} else if (strcasecmp(p, "hour") == 0 || strcasecmp(p, "minute") == 0) {
		snprintf(one, sizeof one, "1%s", p);
		parse_ago(one, now, utc, m);
	} else {
		return false;
	}
	m->to = now;
	return true;
}

/* "week", "month", "year": this one, or that before it. */
static bool
parse_period(const char *p, int64_t now, bool last, bool utc, struct moment *m)
{
	struct tm tm;
	int monday;

	split(now, utc, &tm);
	if (strcasecmp(p, "week") == 0) {
		monday = -(tm.tm_wday + 6) % 7 - 7 * last;
		m->from = midnight(now, monday, utc);
		m->to = midnight(now, monday + 7, utc);
		return true;
	}
	if (strcasecmp(p, "month") == 0)
		return span_months(tm.tm_year + 1900, tm.tm_mon - last, 1, utc, m);
	return strcasecmp(p, "year") == 0 && span_months(tm.tm_year + 1900 - last, 0, 12, utc, m);
}

/* A day of the week, or the three letters that it begins with. */
static bool
take_weekday(const char **p, int *day)
{
	char brief[4];

	for (*day = 0; *day < 7; ++*day) {
		snprintf(brief, sizeof brief, "%.3s", DAYS[*day]);
		if (starts_word(p, DAYS[*day]) || starts_word(p, brief))
			return true;
	}
	return false;
}

static bool
parse_named(const char *p, int64_t now, bool utc, struct moment *m)
{
	struct tm tm;
	int day, days;
	bool last;

	if (starts_word(&p, "now")) {
		m->from = m->to = now;
		return *p == '\0';
	}
	last = starts_word(&p, "last");
	if ((last || starts_word(&p, "this")) && parse_period(p, now, last, utc, m))
		return true;
	if (last && parse_until_now(p, now, utc, m))
		return true;
	split(now, utc, &tm);
	if (!last && starts_word(&p, "today")) {
		days = 0;
	} else if (!last && starts_word(&p, "yesterday")) {
		days = -1;
	} else if (!last && starts_word(&p, "tomorrow")) {
		days = 1;
	} else if (take_weekday(&p, &day)) {
		days = -((tm.tm_wday - day + 7) % 7);
		if (last && days == 0)
			days = -7;
	} else {
		return false;
	}
	split(midnight(now, days, utc), utc, &tm);
	return finish_day(p, &tm, utc, m);
}

/* "14:00 yesterday", "9am last friday". */
static bool
parse_turned(const char *p, int64_t now, bool utc, struct moment *m)
{
	struct tm tm;
	const char *end = take_clock(p, &tm), *rest = end != NULL ? skip_blanks(end) : NULL;
	char turned[64];

	if (rest == NULL || !isalpha((unsigned char)*rest) ||
	    snprintf(turned, sizeof turned, "%s %.*s", rest, (int)(end - p), p) >= (int)sizeof turned)
		return false;
	return parse_named(turned, now, utc, m);
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
	if (parse_ago(p, now, utc, m) || parse_named(p, now, utc, m) || parse_date(p, utc, m) || parse_turned(p, now, utc, m))
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
