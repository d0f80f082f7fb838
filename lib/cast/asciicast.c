/*
 * Asciicast 2 and 3.  Event lines are many, so they are scanned, not made into trees.  An
 * asciicast that our own recording was unpacked to keeps its exact bytes: its `b` events, which
 * only a header with a `steno` member gives a meaning, replace the data of the event behind.
 */
#include "lib/cast/asciicast.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/armour.h"
#include "lib/base/error.h"
#include "lib/cast/jsonscan.h"

struct asciicast {
	int64_t version;
	int64_t clock; /* ns */
	bool ours, ended;
	struct buffer code, data, bytes;
	bool has_bytes;
	char size[32];
};

static int
take_text(char **field, const struct json *v)
{
	size_t len;
	const char *text = json_string(v, &len);

	return text != NULL ? foreign_text(field, text, len) : 0;
}

static int
take_env(struct foreign *f, const struct json *env)
{
	const struct json *m;
	const char *text;
	int r;

	if (json_type(env) != JSON_OBJECT)
		return 0;
	for (m = json_first(env); m != NULL; m = json_next(m)) {
		if ((text = json_string(m, NULL)) == NULL)
			continue;
		if ((r = header_pairs_add(&f->header.env, json_key(m), text)) != 0)
			return r;
	}
	if ((r = take_text(&f->header.shell, json_get(env, "SHELL"))) != 0)
		return r;
	return take_text(&f->header.term, json_get(env, "TERM"));
}

static int
take_ours(struct foreign *f, const struct json *s)
{
	const char *id = json_string(json_get(s, "session"), NULL);
	int r;

	if ((r = take_text(&f->header.host, json_get(s, "host"))) != 0 ||
	    (r = take_text(&f->header.user, json_get(s, "user"))) != 0 ||
	    (r = take_text(&f->header.shell, json_get(s, "shell"))) != 0)
		return r;
	foreign_began(f, json_integer(json_get(s, "realtime"), 0));
	return id != NULL ? foreign_say(f, "session", id, strlen(id)) : 0;
}

int
asciicast_header(struct foreign *f, const struct json *root)
{
	const struct json *term = json_get(root, "term");
	struct header *h = &f->header;
	double seconds;
	int r;

	if (json_type(term) == JSON_OBJECT)
		foreign_size(f, json_integer(json_get(term, "cols"), 0),
		    json_integer(json_get(term, "rows"), 0));
	else
		foreign_size(f, json_integer(json_get(root, "width"), 0),
		    json_integer(json_get(root, "height"), 0));
	seconds = json_number(json_get(root, "timestamp"), 0);
	if (seconds > 0 && seconds < 1e12)
		foreign_began(f, (int64_t)(seconds * 1000 + 0.5));
	seconds = json_number(json_get(root, "idle_time_limit"), 0);
	if (seconds > 0 && seconds < 1e9)
		h->idle_time_limit = seconds;
	if ((r = take_text(&h->command, json_get(root, "command"))) != 0 ||
	    (r = take_text(&h->title, json_get(root, "title"))) != 0 ||
	    (r = take_env(f, json_get(root, "env"))) != 0)
		return r;
	if (json_get(term, "type") != NULL)
		return take_text(&h->term, json_get(term, "type"));
	return 0;
}

static int
read_header(struct foreign *f, struct asciicast *a, const struct inlet_line *line)
{
	struct json_document *doc;
	struct jsonscan s = {line->data, line->data + line->len};
	const struct json *root, *ours;
	int r;

	r = json_parse(line->data, line->len, &doc);
	if (r != 0 && !line->whole && jsonscan_skip(&s) == ERR_TRUNCATED)
		return foreign_fail(
		    f, ERR_TRUNCATED, "an asciicast that is cut in its first line, the header");
	if (r == -ENOMEM)
		return r;
	if (r != 0)
		return foreign_fail(f, r,
		    "an asciicast whose first line, the header, is no well-formed JSON");
	root = json_root(doc);
	a->version = json_integer(json_get(root, "version"), 0);
	f->name = a->version == 2 ? "asciicast-2" : "asciicast-3";
	ours = json_get(root, "steno");
	a->ours = a->version == 3 && json_type(ours) == JSON_OBJECT;
	r = asciicast_header(f, root);
	if (r == 0 && a->ours)
		r = take_ours(f, ours);
	json_free(doc);
	return r;
}

static int
asciicast_open(struct foreign *f)
{
	struct inlet_line line;
	int r;

	if ((f->state = calloc(1, sizeof(struct asciicast))) == NULL)
		return -ENOMEM;
	r = inlet_line(f->inlet, FOREIGN_HEADER_MAX, &line);
	if (r == ERR_LIMIT)
		return foreign_fail(f, r, "an asciicast whose header is longer than 64 KiB");
	if (r == 0)
		return foreign_fail(f, ERR_TRUNCATED, "an asciicast without its header");
	return read_header(f, f->state, &line);
}

static void
asciicast_close(struct foreign *f)
{
	struct asciicast *a = f->state;

	buffer_free(&a->code);
	buffer_free(&a->data);
	buffer_free(&a->bytes);
	free(a);
}

static int
take_bytes(struct asciicast *a, const struct event *ev)
{
	buffer_clear(&a->bytes);
	a->has_bytes = true;
	return base64_decode(&a->bytes, ev->data, ev->len);
}

/* COLSxROWS, though no terminal may be so large, or so small. */
static bool
is_size(const char *data, size_t len)
{
	size_t cols = 0, rows = 0;

	while (cols < len && data[cols] >= '0' && data[cols] <= '9')
		cols++;
	while (cols + 1 + rows < len && data[cols + 1 + rows] >= '0' && data[cols + 1 + rows] <= '9')
		rows++;
	return cols > 0 && rows > 0 && data[cols] == 'x' && cols + 1 + rows == len;
}

static int
take_size(struct asciicast *a, struct event *ev)
{
	int cols, rows;

	/* a recorder without a terminal says 0x0: what follows is whole all the same */
	if (event_parse_size(ev->data, ev->len, &cols, &rows) != 0)
		return is_size(ev->data, ev->len) ? 0 : ERR_FORMAT;
	ev->len = (size_t)snprintf(a->size, sizeof a->size, "%dx%d", cols, rows);
	ev->data = a->size;
	return 1;
}

static int
take_exit(struct asciicast *a, const struct event *ev)
{
	size_t i;

	for (i = 0; i < ev->len; i++)
		if ((ev->data[i] < '0' || ev->data[i] > '9') && (i > 0 || ev->data[i] != '-'))
			return ERR_FORMAT;
	if (ev->len == 0 || ev->len > 11)
		return ERR_FORMAT;
	a->ended = true;
	return 1;
}

/* What becomes of an event whose code and data are known: 1 to deliver it, 0 to pass it over. */
static int
take_event(struct asciicast *a, struct event *ev)
{
	bool had_bytes = a->has_bytes;

	a->has_bytes = false;
	switch (ev->code) {
	case EVENT_OUTPUT:
	case EVENT_INPUT:
		if (had_bytes) {
			ev->data = a->bytes.data;
			ev->len = a->bytes.len;
		}
		return ev->len > 0;
	case EVENT_RESIZE:
		return take_size(a, ev);
	case EVENT_EXIT:
		return take_exit(a, ev);
	case EVENT_BYTES:
		return take_bytes(a, ev);
	default:
		return ev->len > 0;
	}
}

static bool
is_known(const struct asciicast *a, const char *code, size_t len)
{
	if (len != 1)
		return false;
	return strchr("oirm", *code) != NULL
	    ? *code != '\0'
	    : a->version == 3 && (*code == 'x' || (*code == 'b' && a->ours));
}

/* 1, 0 to pass the line over, or a negative code. */
static int
parse_line(struct asciicast *a, const char *line, size_t len, struct event *ev)
{
	struct jsonscan s = {line, line + len};
	const char *code;
	size_t code_len;
	int64_t time;
	bool known;
	int r;

	if ((r = jsonscan_char(&s, '[')) != 0 || (r = jsonscan_seconds(&s, &time)) != 0 ||
	    (r = jsonscan_char(&s, ',')) != 0 ||
	    (r = jsonscan_string(&s, &a->code, &code, &code_len)) != 0 ||
	    (r = jsonscan_char(&s, ',')) != 0)
		return r;
	known = is_known(a, code, code_len);
	r = known ? jsonscan_string(&s, &a->data, &ev->data, &ev->len) : jsonscan_skip(&s);
	if (r != 0 || (r = jsonscan_char(&s, ']')) != 0)
		return r;
	if (!jsonscan_over(&s))
		return ERR_FORMAT;
	if (a->version == 2)
		a->clock = time;
	else if (time > 0)
		a->clock += time;
	if (a->clock > FOREIGN_TIME_MAX * 1000000)
		return ERR_RANGE;
	ev->at = foreign_ms(a->clock);
	ev->code = known ? *code : '\0';
	return known ? take_event(a, ev) : 0;
}

static bool
is_blank(const char *line, size_t len)
{
	struct jsonscan s = {line, line + len};

	return jsonscan_over(&s) || *s.at == '#';
}

static int
broken_line(struct foreign *f, int code, const struct inlet_line *line)
{
	const char *why = "is no event";

	if (code == -ENOMEM)
		return foreign_fail(f, code, "memory is out");
	if (code == ERR_RANGE)
		why = "has a time that cannot be";
	else if (code == ERR_LIMIT)
		why = "is longer than 64 MiB, or nested too deep";
	return foreign_fail(f, code == ERR_TRUNCATED ? ERR_FORMAT : code,
	    "line %" PRIu64 " (at byte %" PRIu64 ") %s", line->number, line->offset, why);
}

static int
cut_line(struct foreign *f, const struct inlet_line *line)
{
	char where[80];

	snprintf(where, sizeof where, "line %" PRIu64 ", which begins at byte %" PRIu64,
	    line->number, line->offset);
	return foreign_stop(f, f->inlet, "it", where);
}

static int
asciicast_next(struct foreign *f, struct event *ev)
{
	struct asciicast *a = f->state;
	struct inlet_line line;
	size_t len;
	int r;

	foreign_rest(f);
	for (;;) {
		if ((r = inlet_line(f->inlet, FOREIGN_LINE_MAX, &line)) < 0)
			return broken_line(f, r, &line);
		if (r == 0)
			break;
		/* a crash of the machine can leave zeros where the last line's rest should be */
		for (len = line.len; !line.whole && len > 0 && line.data[len - 1] == '\0'; len--)
			;
		if (is_blank(line.data, len)) {
			if (len < line.len)
				return cut_line(f, &line);
			continue;
		}
		r = parse_line(a, line.data, len, ev);
		if (r == 1)
			return 1;
		if (r == ERR_TRUNCATED && !line.whole)
			return cut_line(f, &line);
		if (r < 0)
			return broken_line(f, r, &line);
	}
	r = foreign_stop(f, f->inlet, "it", NULL);
	if (r == 0 && f->end == SOURCE_OPEN && a->ended)
		f->end = SOURCE_COMPLETE;
	return r;
}

static int
asciicast_mark(struct foreign *f, struct buffer *out)
{
	const struct asciicast *a = f->state;

	foreign_put(f, out, a->clock);
	foreign_put(f, out, a->ended);
	return foreign_put_inlet(f, out, f->inlet);
}

static int
asciicast_go(struct foreign *f, const char **at, const char *end)
{
	struct asciicast *a = f->state;
	int64_t ended;
	int r;

	/* the second version's clock may stand before the start */
	if ((r = foreign_get(at, end, -FOREIGN_TIME_MAX * 1000000, FOREIGN_TIME_MAX * 1000000, &a->clock)) != 0 ||
	    (r = foreign_get(at, end, 0, 1, &ended)) != 0)
		return r;
	a->ended = ended;
	a->has_bytes = false;
	return inlet_go(f->inlet, at, end);
}

const struct foreign_format asciicast_format = {
    asciicast_open,
    asciicast_next,
    asciicast_close,
    asciicast_mark,
    asciicast_go,
};
