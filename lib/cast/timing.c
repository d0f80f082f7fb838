/* The timing files of script(1). */
#include "lib/cast/timing.h"

#include <string.h>

#include "lib/base/error.h"
#include "lib/cast/jsonscan.h"

static int
parse_bytes(struct jsonscan *s, uint64_t *bytes)
{
	int64_t n;
	int r;

	if ((r = jsonscan_integer(s, &n)) != 0)
		return r;
	if (n < 0)
		return ERR_FORMAT;
	*bytes = (uint64_t)n;
	return jsonscan_over(s) ? 0 : ERR_FORMAT;
}

static void
parse_words(struct jsonscan *s, struct timing_step *step)
{
	const char *space;

	/* passes over the space before the name */
	jsonscan_over(s);
	step->name = s->at;
	space = memchr(s->at, ' ', (size_t)(s->end - s->at));
	step->name_len = (size_t)((space ? space : s->end) - s->at);
	step->value = space ? space + 1 : s->end;
	step->value_len = (size_t)(s->end - step->value);
}

int
timing_parse(enum timing_kind kind, const char *line, size_t len, struct timing_step *step)
{
	struct jsonscan s = {line, line + len};
	int r;

	memset(step, 0, sizeof *step);
	step->type = 'O';
	if (kind == TIMING_ADVANCED) {
		if (len < 2 || memchr("IOSH", line[0], 4) == NULL || line[1] != ' ')
			return ERR_FORMAT;
		step->type = line[0];
		s.at += 2;
	}
	if ((r = jsonscan_seconds(&s, &step->delay)) != 0)
		return r == ERR_TRUNCATED ? ERR_FORMAT : r;
	if (s.at == s.end || *s.at != ' ')
		return ERR_FORMAT;
	if (step->type == 'I' || step->type == 'O') {
		r = parse_bytes(&s, &step->bytes);
		return r == ERR_TRUNCATED ? ERR_FORMAT : r;
	}
	parse_words(&s, step);
	return step->name_len > 0 ? 0 : ERR_FORMAT;
}

enum timing_kind
timing_looks(const char *data, size_t len)
{
	const char *feed;
	struct timing_step step;
	enum timing_kind kind = TIMING_ADVANCED;
	size_t n;

	if (len == 0)
		return TIMING_NONE;
	if (*data >= '0' && *data <= '9')
		kind = TIMING_CLASSIC;
	if ((feed = memchr(data, '\n', len)) == NULL)
		return TIMING_NONE;
	n = (size_t)(feed - data);
	/* script writes seconds with a point: a table of whole numbers is none of its files */
	if (memchr(data, '.', n) == NULL || timing_parse(kind, data, n, &step) != 0)
		return TIMING_NONE;
	return kind;
}

bool
timing_is(const struct timing_step *step, const char *name)
{
	return step->name_len == strlen(name) && memcmp(step->name, name, step->name_len) == 0;
}
