/* Points in time as people write them. */
#ifndef STENO_BASE_MOMENT_H
#define STENO_BASE_MOMENT_H

#include <stdbool.h>
#include <stdint.h>

/* What was named: a day is all of it, as are a week, a month and a year; a moment is itself, or both where a clock
 * showed it twice.  ms since 1970; `to` is not in it. */
struct moment {
	int64_t from, to;
};

/*
 * What lib/base/calendar.h has of dates, and "14:00", "noon", "@1795245332", "2d", "-2d", "1h30m", "1mo", "2 days ago", "an hour ago", "now",
 * "today", "yesterday 14:00", "2:30pm yesterday", "monday", "last monday at 9:30", "last 2 hours" and "past week" (up to now), "this week"
 * (from Monday), "last month": relative to `now`; days and hours are local, or with `utc` UTC's.  A day that there is not is none.
 * False: it is none of these.
 */
bool moment_parse(const char *text, int64_t now, bool utc, struct moment *);

/* A length of time in the same units, those but months whose lengths differ: "90s", "1.5h", "1h30m", "2 weeks", "1y": ms, or -1. */
int64_t moment_length(const char *text);

/* How far from a recording's start: such a length, or "90", "90.5", "1:30", "1:02:03.5": ms, or -1. */
int64_t moment_offset(const char *text);

/* "2026-11-21 14:00:05" into out[32]; the zone's offset behind it where `zone` says so. */
void moment_format(int64_t ms, bool utc, bool zone, char out[32]);

/* The same in 11 columns at most, as short as it may be and still be clear: of today the time, of this year the day and the minute,
 * else the day. */
void moment_brief(int64_t ms, int64_t now, bool utc, char out[32]);

/*
 * The same as a clock showed it that was `offset` seconds before UTC in a zone of that name (which may be NULL), with both: into
 * out.  False: that can't be an offset.
 */
#define MOMENT_THERE 128
bool moment_there(int64_t ms, int64_t offset, const char *zone, char out[MOMENT_THERE]);

#endif
