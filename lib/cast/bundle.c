/*
 * The files of one recording of script(1).  An advanced timing file names its logs, but they are
 * looked for in its own folder only; classic ones are found by how people call them.
 */
#include "lib/cast/bundle.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/error.h"
#include "lib/cast/companion.h"
#include "lib/cast/typescript.h"

#define NO_TIMING                                                                                  \
	"a log of script(1) whose timing file is not beside it: name that with --timing FILE"

static int
set_name(char **field, const struct timing_step *step)
{
	free(*field);
	*field = strndup(step->value, step->value_len);
	return *field != NULL ? 0 : -ENOMEM;
}

static int64_t
get_number(const char *text, size_t len)
{
	int64_t n = 0;
	size_t i;

	for (i = 0; i < len && i < 9; i++) {
		if (text[i] < '0' || text[i] > '9')
			return 0;
		n = n * 10 + (text[i] - '0');
	}
	return n;
}

/* An H line that stands before the first step. */
static int
take_head(struct foreign *f, struct bundle *b, const struct timing_step *step, int64_t size[2])
{
	struct header *h = &f->header;

	if (timing_is(step, "START_TIME"))
		foreign_began(f, typescript_date(step->value, step->value_len));
	else if (timing_is(step, "COLUMNS"))
		size[0] = get_number(step->value, step->value_len);
	else if (timing_is(step, "LINES"))
		size[1] = get_number(step->value, step->value_len);
	else if (timing_is(step, "OUTPUT_LOG"))
		return set_name(&b->out_name, step);
	else if (timing_is(step, "INPUT_LOG"))
		return set_name(&b->in_name, step);
	else if (timing_is(step, "TERM"))
		return foreign_text(&h->term, step->value, step->value_len);
	else if (timing_is(step, "TTY"))
		return foreign_text(&h->tty, step->value, step->value_len);
	else if (timing_is(step, "SHELL"))
		return foreign_text(&h->shell, step->value, step->value_len);
	else if (timing_is(step, "COMMAND"))
		return foreign_text(&h->command, step->value, step->value_len);
	return 0;
}

static int
read_head(struct foreign *f, struct bundle *b)
{
	struct timing_step step;
	int64_t size[2] = {0, 0};
	int r;

	if (b->kind != TIMING_ADVANCED)
		return 0;
	while ((r = inlet_line(b->timing, FOREIGN_HEADER_MAX, &b->ahead)) == 1) {
		if (!b->ahead.whole || b->ahead.len == 0 || *b->ahead.data != 'H' ||
		    timing_parse(b->kind, b->ahead.data, b->ahead.len, &step) != 0 ||
		    timing_is(&step, "DURATION") || timing_is(&step, "EXIT_CODE")) {
			b->has_ahead = true;
			break;
		}
		if ((r = take_head(f, b, &step, size)) != 0)
			return r;
	}
	if (r == ERR_LIMIT)
		return foreign_fail(
		    f, r, "a timing file of script(1) with a line longer than 64 KiB");
	foreign_size(f, size[0], size[1]);
	return 0;
}

static enum timing_kind
kind_of(struct inlet *inlet)
{
	const char *data;
	size_t len = inlet_peek(inlet, FOREIGN_HEADER_MAX, &data);

	return timing_looks(data, len);
}

/* A log was given: find its timing. */
static int
open_timing(struct foreign *f, struct bundle *b)
{
	int r;

	if (f->timing == NULL) {
		if ((b->timing = companion_timing(f->path)) == NULL)
			return foreign_fail(f, ERR_NOTFOUND, NO_TIMING);
	} else if ((r = companion_open(f->timing, &b->timing)) != 0) {
		return foreign_fail(f, r,
		    "a recording of script(1) whose timing file %s cannot be read: %s",
		    f->timing, r == ERR_FORMAT ? "it is no plain file" : error_text(r));
	}
	if ((b->kind = kind_of(b->timing)) == TIMING_NONE)
		return foreign_fail(f, ERR_FORMAT,
		    "a recording of script(1), but %s, given as its timing file, is none",
		    f->timing ? f->timing : "what was found");
	return 0;
}

/* A timing file was given: find its log. */
static int
open_output(struct foreign *f, struct bundle *b)
{
	int r;

	if (b->kind == TIMING_CLASSIC) {
		if ((b->out = companion_typescript(f->path)) == NULL)
			return foreign_fail(f, ERR_NOTFOUND,
			    "a timing file of script(1) whose log is "
			    "not beside it: name the log, and this file with --timing FILE");
		return 0;
	}
	if (b->out_name == NULL)
		return 0;
	if ((r = companion_beside(f->path, b->out_name, &b->out)) != 0)
		return foreign_fail(f, r,
		    "a timing file of script(1) whose log %s is not beside it (%s): "
		    "name the log, and this file with --timing FILE",
		    b->out_name, error_text(r));
	return 0;
}

static int
open_input(struct foreign *f, struct bundle *b)
{
	const char *beside = f->timing != NULL ? f->timing : f->path;
	int r;

	if (b->in_name == NULL || b->in != NULL)
		return 0;
	if (b->out_name != NULL && strcmp(b->in_name, b->out_name) == 0) {
		b->in = b->out;
		return 0;
	}
	r = companion_beside(beside, b->in_name, &b->in);
	return r == -ENOMEM ? r : 0;
}

static int
open_logs(struct foreign *f, struct bundle *b)
{
	int r;

	if ((r = read_head(f, b)) != 0)
		return r;
	if (b->timing == f->inlet) {
		if ((r = open_output(f, b)) != 0)
			return r;
	} else if (b->in_name != NULL && companion_same(f->path, b->in_name) &&
	    (b->out_name == NULL || !companion_same(f->path, b->out_name))) {
		/* the log of the input was given, not that of the output */
		b->in = b->out;
		b->out = NULL;
		if (b->out_name != NULL && (r = open_output(f, b)) != 0)
			return r;
	}
	if ((r = open_input(f, b)) != 0)
		return r;
	if (b->in != NULL && b->in != b->out && (r = typescript_begin(f, b->in, false)) != 0)
		return r;
	/* an advanced timing file has said it all, and better */
	return b->out != NULL ? typescript_begin(f, b->out, b->kind == TIMING_CLASSIC) : 0;
}

/* The log first: a timing file is found by it. */
static void
list_files(struct foreign *f, const struct bundle *b)
{
	const struct inlet *const files[SOURCE_FILES] = {b->out, b->timing, b->in != b->out ? b->in : NULL};
	size_t i, n = 0;

	for (i = 0; i < SOURCE_FILES; i++)
		if (files[i] != NULL)
			f->files[n++] = files[i];
}

int
bundle_open(struct foreign *f, struct bundle *b)
{
	int r;

	b->kind = kind_of(f->inlet);
	if (b->kind != TIMING_NONE && f->timing != NULL)
		return foreign_fail(f, ERR_FORMAT,
		    "a timing file of script(1): name the log instead, "
		    "and only this with --timing FILE");
	if (b->kind != TIMING_NONE) {
		b->timing = f->inlet;
	} else {
		b->out = f->inlet;
		if ((r = open_timing(f, b)) != 0)
			return r;
	}
	if ((r = open_logs(f, b)) == 0)
		list_files(f, b);
	return r;
}

void
bundle_close(const struct foreign *f, struct bundle *b)
{
	if (b->timing != f->inlet)
		inlet_free(b->timing);
	if (b->in != f->inlet && b->in != b->out)
		inlet_free(b->in);
	if (b->out != f->inlet)
		inlet_free(b->out);
	free(b->out_name);
	free(b->in_name);
}

int
bundle_line(struct bundle *b, struct inlet_line *line)
{
	if (!b->has_ahead)
		return inlet_line(b->timing, FOREIGN_HEADER_MAX, line);
	*line = b->ahead;
	b->has_ahead = false;
	return 1;
}
