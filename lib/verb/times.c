/* Times that are named to verbs. */
#include "lib/verb/times.h"

#include "lib/base/clock.h"

static int
read_time(const struct verb *verb, const char *text, bool utc, struct moment *m)
{
	if (moment_parse(text, clock_realtime_ms(), utc, m))
		return 0;
	return verb_usage(verb, "\"%s\" is no time: 2026-11-21, \"Nov 21 14:00\", \"yesterday 14:00\", 2d, \"an hour ago\", \"last week\"", text);
}

int
times_range(const struct verb *verb, const char *since, const char *until, bool utc, int64_t *from, int64_t *to)
{
	struct moment m;
	int code;

	*from = INT64_MIN;
	*to = INT64_MAX;
	if (since != NULL) {
		if ((code = read_time(verb, since, utc, &m)) != 0)
			return code;
		*from = m.from;
	}
	if (until != NULL) {
		if ((code = read_time(verb, until, utc, &m)) != 0)
			return code;
		/* "until 14:00" has what was done at that second */
		*to = m.to == m.from ? m.to + 1000 : m.to;
	}
	if (since != NULL && until != NULL && *from >= *to)
		return verb_usage(verb, "\"%s\" is not before \"%s\": there is no time between them", since, until);
	return 0;
}

int
times_check(const struct verb *verb, const char *text)
{
	struct moment m;

	if (moment_offset(text) >= 0 || moment_parse(text, clock_realtime_ms(), false, &m))
		return 0;
	return verb_usage(verb, "\"%s\" is no moment: 90, 1:30 or 2m from the start, or a time, \"2026-11-21 14:00\"", text);
}

int
times_place(const struct verb *verb, const char *text, const struct header *h, bool utc, struct moment *m)
{
	int64_t began = header_began(h);
	int code;

	if ((m->from = m->to = moment_offset(text)) >= 0)
		return 0;
	if ((code = times_check(verb, text)) != 0)
		return code;
	if (began == HEADER_NONE)
		return verb_usage(verb, "the recording does not say when it began: \"%s\" can't be found in it; give a time from its start", text);
	moment_parse(text, clock_realtime_ms(), utc, m);
	m->to = (m->to == m->from ? m->to + 1000 : m->to) - began;
	m->from -= began;
	return 0;
}

int
times_at(const struct verb *verb, const char *text, const struct header *h, bool utc, int64_t *at)
{
	struct moment m;
	int code = times_place(verb, text, h, utc, &m);

	if (code != 0)
		return code;
	if (m.to < 0)
		return verb_usage(verb, "\"%s\" was before the recording began", text);
	*at = m.from > 0 ? m.from : 0;
	return 0;
}
