/* Days and times of day as people write them: what moments are made of. */
#ifndef STENO_BASE_CALENDAR_H
#define STENO_BASE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "lib/base/moment.h"

/* Words. */

const char *calendar_blanks(const char *p);

/* The word stands at *p, in any case, and ends there: go behind it, and behind blanks. */
bool calendar_word(const char **p, const char *word);

/* "monday", "Mon": 0 is Sunday. */
bool calendar_weekday(const char **p, int *day);

/* "14:00", "9:30:05", "2:30pm", "9am", "noon", "midnight" into the hour, minute and second: where it ends, or NULL. */
const char *calendar_clock(const char *p, struct tm *);

/* Days; with `utc` UTC's, else the reader's. */

void calendar_split(int64_t ms, bool utc, struct tm *);

/* Days that do not exist are brought to those that do, as mktime has it; summer time is looked up. */
int64_t calendar_join(struct tm *, bool utc);

/* There is such a day: no 30th of February. */
bool calendar_is_day(const struct tm *);

/* All of so many months, from the first day of that one (0: January) on. */
void calendar_months(int year, int month, int months, bool utc, struct moment *);

/* What stands behind a day: nothing, which is all of it, or a time, perhaps with a zone.  False: something else. */
bool calendar_finish(const char *p, struct tm *day, bool utc, struct moment *);

/*
 * A date: "2026-11-21", "2026-11", "2026", "2026/11/21 14:00", "2026-11-21T14:00:05Z", "Sat 2026-11-21 14:00 UTC"; or one whose month
 * has a name, in any order: "Nov 21", "21 November 2026 14:00", "Sat Nov 21 14:00:05 2026 +0100", "21/Nov/2026:14:00:05 +0100",
 * "Nov 2026".  Without a year it is the latest that there was by `now`.  False: it is none.
 */
bool calendar_date(const char *p, int64_t now, bool utc, struct moment *);

#endif
