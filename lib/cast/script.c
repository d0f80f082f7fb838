/*
 * The recordings of script(1).  The timing file leads: each of its steps takes so many bytes of
 * a log.  Logs are never held, whatever a step says of its length.
 */
#include "lib/cast/script.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/error.h"
#include "lib/cast/bundle.h"
#include "lib/cast/jsonscan.h"
#include "lib/cast/typescript.h"

struct script {
	struct bundle files;
	const struct inlet *running; /* whose bytes are being delivered */
	bool missed_input;
	int64_t clock; /* ns */
	char status[16], size[32];
	bool told_status;
};

static int
script_open(struct foreign *f)
{
	struct script *s;
	int r;

	f->name = "script";
	if ((f->state = s = calloc(1, sizeof *s)) == NULL)
		return -ENOMEM;
	if ((r = bundle_open(f, &s->files)) == 0 && s->files.kind == TIMING_ADVANCED)
		f->name = "script-advanced";
	return r;
}

static void
script_close(struct foreign *f)
{
	struct script *s = f->state;

	bundle_close(f, &s->files);
	free(s);
}

/* Bytes of the log that no step speaks of. */
static uint64_t
drain(struct inlet *inlet)
{
	uint64_t sum = 0;
	const char *data;
	size_t n;

	while ((n = inlet_peek(inlet, EVENT_DATA_MAX, &data)) > 0) {
		inlet_take(inlet, n);
		sum += n;
	}
	return sum;
}

/* The timing stops in the middle: say where, and how much of the log it says nothing of. */
static int
cut_timing(struct foreign *f, struct script *s, const struct inlet_line *line)
{
	uint64_t rest = s->files.out != NULL ? drain(s->files.out) : 0;
	char where[128];

	snprintf(where, sizeof where,
	    "line %" PRIu64 "; %" PRIu64 " bytes of the log have no times and are left out",
	    line->number, rest);
	return foreign_stop(f, s->files.timing, "its timing file", where);
}

static int
bad_step(struct foreign *f, int code, const struct inlet_line *line)
{
	return foreign_fail(f, code, "line %" PRIu64 " of its timing file (at byte %" PRIu64 ") %s",
	    line->number, line->offset,
	    code == ERR_LIMIT	    ? "is longer than 64 KiB"
		: code == ERR_RANGE ? "has a number that cannot be"
				    : "is no step of script(1)");
}

static int
exit_event(struct script *s, struct event *ev)
{
	s->told_status = true;
	ev->at = foreign_ms(s->clock);
	ev->code = EVENT_EXIT;
	ev->data = s->status;
	ev->len = strlen(s->status);
	return 1;
}

/* The timing is over: what the log has left says how the session ended. */
static int
finish(struct foreign *f, struct script *s, struct event *ev)
{
	char status[16];
	uint64_t rest;
	int r;

	if (inlet_trouble(s->files.timing) != 0)
		return foreign_stop(f, s->files.timing, "its timing file", NULL);
	r = s->files.out != NULL ? typescript_finish(s->files.out, status, sizeof status) : 0;
	if (r == 1 && *status != '\0' && !s->told_status) {
		memcpy(s->status, status, sizeof status);
		return exit_event(s, ev);
	}
	if (s->files.out != NULL && r <= 0) {
		rest = drain(s->files.out);
		if (inlet_trouble(s->files.out) != 0)
			return foreign_stop(f, s->files.out, "its log", NULL);
		if (rest > 0)
			return foreign_end(f, SOURCE_CUT,
			    "its timing file ends %" PRIu64 " bytes before "
			    "its log does; these have no times and are left out",
			    rest);
		return foreign_end(
		    f, s->told_status ? SOURCE_CUT : SOURCE_OPEN, "its log has no closing line");
	}
	if (s->missed_input)
		return foreign_end(f, SOURCE_COMPLETE,
		    "its input is left out: the log %s is not beside it",
		    s->files.in_name != NULL ? s->files.in_name : "of it");
	return foreign_end(f, SOURCE_COMPLETE, "%s", "");
}

/* SIGWINCH ROWS=40 COLS=120 */
static int
take_signal(struct script *s, const struct timing_step *step, struct event *ev)
{
	char text[64];
	int rows, cols;

	if (!timing_is(step, "SIGWINCH") || step->value_len >= sizeof text)
		return 0;
	memcpy(text, step->value, step->value_len);
	text[step->value_len] = '\0';
	if (sscanf(text, "ROWS=%4d COLS=%4d", &rows, &cols) != 2 || rows < 1 || cols < 1)
		return 0;
	ev->code = EVENT_RESIZE;
	ev->len = (size_t)snprintf(s->size, sizeof s->size, "%dx%d", cols, rows);
	ev->data = s->size;
	return 1;
}

/* What an advanced file says at its end. */
static int
take_tail(struct script *s, const struct timing_step *step, struct event *ev)
{
	struct jsonscan value = {step->value, step->value + step->value_len};
	int64_t whole;

	if (timing_is(step, "DURATION") && jsonscan_seconds(&value, &whole) == 0 &&
	    whole > s->clock)
		s->clock = whole;
	if (!timing_is(step, "EXIT_CODE") || step->value_len == 0 ||
	    step->value_len >= sizeof s->status || s->told_status)
		return 0;
	memcpy(s->status, step->value, step->value_len);
	s->status[step->value_len] = '\0';
	if (strspn(s->status, "0123456789") != step->value_len)
		return 0;
	return exit_event(s, ev);
}

static int
take_run(struct foreign *f, struct script *s, const struct timing_step *step, struct event *ev)
{
	struct inlet *log = step->type == 'I' ? s->files.in : s->files.out;

	if (step->bytes == 0)
		return 0;
	if (log == NULL) {
		s->missed_input = true;
		return 0;
	}
	ev->code = step->type == 'I' ? EVENT_INPUT : EVENT_OUTPUT;
	s->running = log;
	return foreign_run(f, log, step->bytes);
}

static int
take_step(struct foreign *f, struct script *s, const struct timing_step *step, struct event *ev)
{
	if (step->delay > 0)
		s->clock += step->delay;
	ev->at = foreign_ms(s->clock);
	switch (step->type) {
	case 'S':
		return take_signal(s, step, ev);
	case 'H':
		return take_tail(s, step, ev);
	default:
		return take_run(f, s, step, ev);
	}
}

static int
script_next(struct foreign *f, struct event *ev)
{
	struct script *s = f->state;
	struct inlet_line line;
	struct timing_step step;
	char where[128];
	int r;

	/* the run before was short */
	if (f->left > 0) {
		snprintf(where, sizeof where,
		    "byte %" PRIu64 ", where its timing file has another %" PRIu64 " bytes in this "
										   "step",
		    inlet_offset(s->running), f->left);
		return foreign_stop(f, s->running,
		    s->running == s->files.out ? "its log" : "its log of the input", where);
	}
	foreign_rest(f);
	while ((r = bundle_line(&s->files, &line)) == 1) {
		if (!line.whole)
			return cut_timing(f, s, &line);
		if ((r = timing_parse(s->files.kind, line.data, line.len, &step)) != 0)
			return bad_step(f, r, &line);
		if (s->clock + step.delay > FOREIGN_TIME_MAX * 1000000)
			return bad_step(f, ERR_RANGE, &line);
		if ((r = take_step(f, s, &step, ev)) == 1)
			return 1;
	}
	if (r < 0)
		return bad_step(f, r, &line);
	return finish(f, s, ev);
}

static const struct inlet *
input_of(const struct script *s)
{
	return s->files.in != s->files.out ? s->files.in : NULL;
}

static int
script_mark(struct foreign *f, struct buffer *out)
{
	const struct script *s = f->state;
	int r;

	/* its first line was read before its turn; no place so near the start needs a mark */
	if (s->files.has_ahead || s->told_status)
		return ERR_RANGE;
	foreign_put(f, out, s->clock);
	foreign_put(f, out, s->missed_input);
	if ((r = foreign_put_inlet(f, out, s->files.timing)) == 0 && s->files.out != NULL)
		r = foreign_put_inlet(f, out, s->files.out);
	if (r == 0 && input_of(s) != NULL)
		r = foreign_put_inlet(f, out, input_of(s));
	return r;
}

static int
script_go(struct foreign *f, const char **at, const char *end)
{
	struct script *s = f->state;
	int64_t missed;
	int r;

	if ((r = foreign_get(at, end, -FOREIGN_TIME_MAX * 1000000, FOREIGN_TIME_MAX * 1000000, &s->clock)) != 0 ||
	    (r = foreign_get(at, end, 0, 1, &missed)) != 0)
		return r;
	s->missed_input = missed;
	s->files.has_ahead = s->told_status = false;
	s->running = NULL;
	if ((r = inlet_go(s->files.timing, at, end)) == 0 && s->files.out != NULL)
		r = inlet_go(s->files.out, at, end);
	if (r == 0 && input_of(s) != NULL)
		r = inlet_go(s->files.in, at, end);
	return r;
}

const struct foreign_format script_format = {
    script_open,
    script_next,
    script_close,
    script_mark,
    script_go,
};
