/*
 * The session's own command, where nobody sits at a terminal: `ssh host COMMAND`, a job of cron.  The recorder started it itself, so its
 * line and its status are certain.  At a terminal the session's command is the shell, and what is run in it is what counts.
 */
#include "indexer/edit.h"

#include <string.h>

static bool
is_unattended(const struct header *h)
{
	return h->has_session && h->witnessed && (!h->pty || (h->tty == NULL && h->input != NULL && strcmp(h->input, "full") == 0));
}

/* What the shell was given with -c, or else the whole line. */
static const char *
line_of(const struct header *h)
{
	char program[PROGRAM_NAME_MAX] = "";

	if (h->argv == NULL || h->argv[0] == NULL)
		return h->command;
	program_of(h->argv[0], strlen(h->argv[0]), program);
	if (program_kind(program) == PROGRAM_SHELL && h->argv[1] != NULL && strcmp(h->argv[1], "-c") == 0 && h->argv[2] != NULL)
		return h->argv[2];
	return h->command;
}

void
own_note(struct recovery *r, const struct header *h)
{
	const char *line = is_unattended(h) ? line_of(h) : NULL;

	r->terminal = h->pty || !is_unattended(h);
	if (line == NULL || *line == '\0')
		return;
	r->own.c = (struct command){.kind = COMMAND_SHELL, .exit = COMMAND_UNKNOWN, .duration = COMMAND_UNKNOWN, .reasons = REASON_SESSION};
	buffer_add(&r->own.c.text, line, strnlen(line, COMMAND_TEXT_MAX));
	strcpy(r->own.c.program, places_top(&r->places)->program);
	r->own.waits = true;
}

void
own_begin(struct recovery *r)
{
	if (!r->own.waits)
		return;
	r->own.waits = false;
	r->own.runs = true;
	r->own.end = (struct command_end){.seq = r->seq + 1, .exit = COMMAND_UNKNOWN, .reasons = REASON_SESSION,
	    .grade = grade_of(REASON_SESSION)};
	r->own.c.event = r->own.c.output_from = r->number;
	r->own.c.output_to = r->last_number;
	hand_one(r, &r->own.c);
}

void
own_exit(struct recovery *r, const struct event *ev)
{
	int64_t status = 0;
	size_t i;

	if (ev->len == 0 || ev->len > 9)
		return;
	for (i = 0; i < ev->len; i++) {
		if (ev->data[i] < '0' || ev->data[i] > '9')
			return;
		status = status * 10 + (ev->data[i] - '0');
	}
	r->own.end.exit = status;
	r->own.end.duration = ev->at;
}

void
own_end(struct recovery *r)
{
	own_begin(r);
	if (!r->own.runs)
		return;
	r->own.runs = false;
	r->own.end.output_to = r->last_number;
	r->own.end.bytes = r->bytes;
	if (r->status == 0)
		note_status(r, r->sink.ended(r->sink.context, &r->own.end));
}

void
own_free(struct recovery *r)
{
	command_free(&r->own.c);
}
