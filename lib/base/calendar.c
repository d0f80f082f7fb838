/* Days and times of day as people write them. */
#include "lib/base/calendar.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static const char *const DAYS[] = {"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};
static const char *const MONTHS[] = {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december"};

/* Words. */

const char *
calendar_blanks(const char *p)
{
	while (*p == ' ' || *p == '\t')
		p++;
	return p;
}

bool
calendar_word(const char **p, const char *word)
{
	size_t n = strlen(word);

	if (strncasecmp(*p, word, n) != 0 || isalpha((unsigned char)(*p)[n]))
		return false;
	*p = calendar_blanks(*p + n);
	return true;
}

/* One of them, or the three letters that it begins with: which; -1: none. */
static int
take_name(const char **p, const char *const *names, int count)
{
	char brief[4];
	int i;

	for (i = 0; i < count; i++) {
		snprintf(brief, sizeof brief, "%.3s", names[i]);
		if (calendar_word(p, names[i]) || calendar_word(p, brief))
			return i;
	}
	return -1;
}

bool
calendar_weekday(const char **p, int *day)
{
	return (*day = take_name(p, DAYS, 7)) >= 0;
}

static bool
take_month(const char **p, int *month)
{
	return (*month = calendar_word(p, "sept") ? 8 : take_name(p, MONTHS, 12)) >= 0;
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
	const char *half = calendar_blanks(p);

	if ((strncasecmp(half, "am", 2) != 0 && strncasecmp(half, "pm", 2) != 0) || isalpha((unsigned char)half[2]))
		return p;
	if (tm->tm_hour < 1 || tm->tm_hour > 12)
		return NULL;
	tm->tm_hour = tm->tm_hour % 12 + (*half == 'p' || *half == 'P' ? 12 : 0);
	return half + 2;
}

const char *
calendar_clock(const char *p, struct tm *tm)
{
	const char *end;

	tm->tm_sec = tm->tm_min = 0;
	if (strncasecmp(p, "noon", 4) == 0 || strncasecmp(p, "midnight", 8) == 0) {
		tm->tm_hour = *p == 'n' || *p == 'N' ? 12 : 0;
		p += tm->tm_hour ? 4 : 8;
		return isalpha((unsigned char)*p) ? NULL : p;
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
	/* midnight at the end of the day, and no later */
	if (tm->tm_hour == 24 && (tm->tm_min > 0 || tm->tm_sec > 0))
		return NULL;
	return take_half(p, tm);
}

/* "Z", "UTC", "GMT", "+02:00", "-0530": minutes east of UTC; the end, p itself where there is none. */
static const char *
take_zone(const char *p, bool *known, int *minutes)
{
	const char *start = p;
	int hours, rest = 0, sign;

	*known = false;
	*minutes = 0;
	p = calendar_blanks(p);
	if (calendar_word(&p, "z") || calendar_word(&p, "utc") || calendar_word(&p, "gmt")) {
		*known = true;
		return p;
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

/* Days. */

void
calendar_split(int64_t ms, bool utc, struct tm *tm)
{
	time_t s = (time_t)(ms / 1000 - (ms % 1000 < 0));

	if ((utc ? gmtime_r(&s, tm) : localtime_r(&s, tm)) == NULL)
		memset(tm, 0, sizeof *tm);
}

int64_t
calendar_join(struct tm *tm, bool utc)
{
	tm->tm_isdst = -1;
	return (int64_t)(utc ? timegm(tm) : mktime(tm)) * 1000;
}

bool
calendar_is_day(const struct tm *day)
{
	struct tm same = *day;

	timegm(&same);
	return same.tm_mday == day->tm_mday;
}

void
calendar_months(int year, int month, int months, bool utc, struct moment *m)
{
	struct tm from = {.tm_year = year - 1900, .tm_mon = month, .tm_mday = 1}, to = from;

	to.tm_mon += months;
	m->from = calendar_join(&from, utc);
	m->to = calendar_join(&to, utc);
}

static void
span_day(struct tm *day, bool utc, struct moment *m)
{
	struct tm end;

	day->tm_hour = day->tm_min = day->tm_sec = 0;
	end = *day;
	end.tm_mday++;
	m->from = calendar_join(day, utc);
	m->to = calendar_join(&end, utc);
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

/* A time on a day, in a zone that was named, so many minutes east of UTC, or else the reader's. */
static void
set_time(struct tm *day, bool utc, bool named, int minutes, struct moment *m)
{
	m->from = m->to = calendar_join(day, utc || named) - (int64_t)minutes * 60000;
	if (!utc && !named)
		widen(day, m);
}

bool
calendar_finish(const char *p, struct tm *day, bool utc, struct moment *m)
{
	bool named;
	int minutes;

	p = (*p == 'T' || *p == 't') && isdigit((unsigned char)p[1]) ? p + 1 : calendar_blanks(p);
	if (*p == '\0') {
		span_day(day, utc, m);
		return true;
	}
	calendar_word(&p, "at");
	if ((p = calendar_clock(p, day)) == NULL)
		return false;
	p = take_zone(p, &named, &minutes);
	if (*calendar_blanks(p) != '\0')
		return false;
	set_time(day, utc, named, minutes, m);
	return true;
}

/* Dates in numbers: behind the day of the week, or with -1 none, which must be the date's. */
static bool
parse_numbers(const char *p, int weekday, bool utc, struct moment *m)
{
	const char *start = p;
	struct tm tm = {0};
	int year, month;
	char mark;

	if ((p = take_int(p, 4, 1970, 9999, &year)) == NULL)
		return false;
	mark = *p;
	if (mark == '\0') {
		calendar_months(year, 0, 12, utc, m);
		return weekday < 0;
	}
	if ((mark != '-' && mark != '/') || (p = take_int(p + 1, 2, 1, 12, &month)) == NULL)
		return false;
	if (*p == '\0') {
		calendar_months(year, month - 1, 1, utc, m);
		return weekday < 0 && p - start == 7;
	}
	if (*p != mark || (p = take_int(p + 1, 2, 1, 31, &tm.tm_mday)) == NULL)
		return false;
	tm.tm_year = year - 1900;
	tm.tm_mon = month - 1;
	if (!calendar_is_day(&tm))
		return false;
	timegm(&tm);
	return (weekday < 0 || weekday == tm.tm_wday) && calendar_finish(p, &tm, utc, m);
}

/* Dates in words. */

/* What was said of one; -1: nothing. */
struct written {
	int weekday, month, day, year, minutes;
	bool has_clock, has_zone;
	struct tm clock;
};

/* "21", "21st", "2026". */
static bool
take_number(const char **p, struct written *w)
{
	static const char *const ends[] = {"st", "nd", "rd", "th"};
	const char *end, *behind;
	size_t i;
	int n;

	if ((end = take_int(*p, 4, 1, 9999, &n)) == NULL || isdigit((unsigned char)*end))
		return false;
	if (end - *p == 4 && n >= 1970 && w->year < 0)
		w->year = n;
	else if (end - *p <= 2 && n <= 31 && w->day < 0)
		w->day = n;
	else
		return false;
	for (i = 0, behind = end; w->day == n && behind == end && i < sizeof ends / sizeof *ends; i++)
		calendar_word(&behind, ends[i]);
	*p = behind;
	return true;
}

static bool
take_time(const char **p, struct written *w)
{
	const char *end = w->has_clock ? NULL : calendar_clock(*p, &w->clock);

	if (end == NULL)
		return false;
	w->has_clock = true;
	*p = end;
	return true;
}

static bool
take_zone_behind(const char **p, struct written *w)
{
	const char *start = *p;

	if (w->has_clock && !w->has_zone)
		*p = take_zone(*p, &w->has_zone, &w->minutes);
	return *p != start;
}

/* The next part; `mark` is the sign that ties it to what is before it, '@' where that says that a time follows, or 0. */
static bool
take_part(const char **p, struct written *w, char mark)
{
	if (mark == ':' || mark == '@')
		return (mark == '@' || w->year >= 0) && take_time(p, w);
	if (w->month < 0 && take_month(p, &w->month))
		return true;
	if (mark != 0)
		return take_number(p, w);
	return (w->weekday < 0 && calendar_weekday(p, &w->weekday)) || take_zone_behind(p, w) || take_time(p, w) || take_number(p, w);
}

/* What stands between two parts, as take_part wants it. */
static char
take_mark(const char **p, const struct written *w)
{
	if (!w->has_clock && **p != '\0' && strchr("-/:", **p) != NULL)
		return *(*p)++;
	*p = calendar_blanks(*p);
	if (**p == ',' || **p == '.')
		*p = calendar_blanks(*p + 1);
	return calendar_word(p, "at") ? '@' : 0;
}

static bool
is_over(const struct written *w, int year, const struct tm *now)
{
	if (year != now->tm_year + 1900)
		return year < now->tm_year + 1900;
	return w->month < now->tm_mon || (w->month == now->tm_mon && w->day <= now->tm_mday);
}

/* Without a year the latest that there was, which for the 29th of February may be eight years ago. */
static bool
find_day(const struct written *w, const struct tm *now, struct tm *day)
{
	int year = w->year >= 0 ? w->year : now->tm_year + 1900, least = w->year >= 0 ? year : year - 8;

	for (; year >= least; year--) {
		*day = (struct tm){.tm_year = year - 1900, .tm_mon = w->month, .tm_mday = w->day};
		if (calendar_is_day(day) && (w->year >= 0 || is_over(w, year, now))) {
			timegm(day);
			return w->weekday < 0 || w->weekday == day->tm_wday;
		}
	}
	return false;
}

static bool
parse_words(const char *p, int64_t now, bool utc, struct moment *m)
{
	struct written w = {.weekday = -1, .month = -1, .day = -1, .year = -1};
	struct tm today, day;
	char mark = 0;

	for (; *p != '\0' || mark != 0; mark = take_mark(&p, &w))
		if (!take_part(&p, &w, mark))
			return false;
	calendar_split(now, utc, &today);
	if (w.month >= 0 && w.day < 0 && !w.has_clock && w.weekday < 0) {
		calendar_months(w.year >= 0 ? w.year : today.tm_year + 1900 - (w.month > today.tm_mon), w.month, 1, utc, m);
		return true;
	}
	if (w.month < 0 || w.day < 0 || !find_day(&w, &today, &day))
		return false;
	if (!w.has_clock) {
		span_day(&day, utc, m);
		return true;
	}
	day.tm_hour = w.clock.tm_hour;
	day.tm_min = w.clock.tm_min;
	day.tm_sec = w.clock.tm_sec;
	set_time(&day, utc, w.has_zone, w.minutes, m);
	return true;
}

bool
calendar_date(const char *p, int64_t now, bool utc, struct moment *m)
{
	const char *behind = p;
	int weekday;

	/* "Sat 2026-11-21", "Sat, 21 Nov 2026" */
	if (calendar_weekday(&behind, &weekday))
		behind = calendar_blanks(behind + (*behind == ','));
	return parse_numbers(behind, weekday, utc, m) || parse_words(p, now, utc, m);
}
