/* Points in time. */
#include "trail/daytime.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "lib/base/clock.h"

int64_t
daytime_parse(const char *text)
{
	struct tm tm = {.tm_isdst = -1};
	char unit, rest;
	long n;
	int got;

	if (sscanf(text, "%ld%c%c", &n, &unit, &rest) == 2 && n >= 0 && n < 1000000 && strchr("dhm", unit) != NULL)
		return clock_realtime_ms() - n * (unit == 'd' ? 86400000LL : unit == 'h' ? 3600000LL : 60000LL);
	got = sscanf(text, "%4d-%2d-%2d%*1[ T]%2d:%2d:%2d%c", &tm.tm_year, &tm.tm_mon, &tm.tm_mday, &tm.tm_hour, &tm.tm_min,
	    &tm.tm_sec, &rest);
	if (got != 3 && got != 5 && got != 6)
		return -1;
	tm.tm_year -= 1900;
	tm.tm_mon--;
	return (int64_t)mktime(&tm) * 1000;
}
