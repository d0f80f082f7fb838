/* What is laid over the screen of a recording that is played. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/verb/verb.h"
#include "player/bars.h"
#include "player/desk.h"

#define LINES_MAX 4000

static void
free_lines(struct desk *d)
{
	long i;

	for (i = 0; i < d->line_count; i++)
		buffer_free(&d->lines[i]);
	free(d->lines);
	d->lines = NULL;
	d->line_count = 0;
}

void
sheets_close(struct desk *d)
{
	free_lines(d);
	if (d->mode == DESK_SHEET)
		d->mode = DESK_SCREEN;
}

static void
lay(struct desk *d, const struct sheet *sheet, void (*taken)(struct desk *, long row))
{
	d->sheet = *sheet;
	d->taken = taken;
	d->mode = DESK_SHEET;
}

void
sheets_key(struct desk *d, uint32_t key)
{
	int cols, rows;

	desk_room(d, &cols, &rows);
	switch (sheet_key(&d->sheet, key, rows)) {
	case SHEET_STAY:
		return;
	case SHEET_TAKEN:
		d->taken(d, d->sheet.chosen);
		break;
	case SHEET_CLOSED:
		break;
	}
	sheets_close(d);
}

void
sheets_help(struct desk *d)
{
	lay(d, &(struct sheet){.title = "Keys (q closes)", .count = controls_count(), .row = controls_row}, NULL);
}

/* Commands. */

static void
put_command(const void *context, long row, struct buffer *out, struct canvas_style *style)
{
	const struct chapters *chapters = context;
	const struct chapter *c = &chapters->list[row];
	char at[32];

	bars_time(c->at, false, at);
	buffer_addf(out, "%5" PRIu64 " %9s  %c ", c->seq, at, command_grade_letter(c->grade));
	if (c->exit != COMMAND_UNKNOWN)
		buffer_addf(out, "%4" PRId64 "  ", c->exit);
	else
		buffer_adds(out, "   -  ");
	if (c->exit != COMMAND_UNKNOWN && c->exit != 0)
		style->fg = SCREEN_PALETTE | 1;
	buffer_addf(out, "%*s%s", c->depth * 2, "", c->kind == COMMAND_REPL ? c->program : "");
	buffer_adds(out, c->kind == COMMAND_REPL ? ": " : "");
	if (c->text != NULL)
		buffer_add(out, c->text, c->len);
	else
		buffer_adds(out, "(not shown)");
}

static void
take_command(struct desk *d, long row)
{
	const struct chapter *c = &d->reel->chapters.list[row];

	desk_go_event(d, c->event, c->at);
}

void
sheets_refresh(struct desk *d)
{
	if (d->sheet.row == put_command)
		d->sheet.count = (long)d->reel->chapters.count;
}

void
sheets_commands(struct desk *d)
{
	const struct chapters *c = &d->reel->chapters;
	long now = chapters_before(c, desk_event(d));

	if (c->count == 0) {
		desk_say(d, reel_known(d->reel) == INT64_MAX ? "No command was found in this session."
							       : "No command is known yet; they are looked for beside the playback.");
		return;
	}
	lay(d, &(struct sheet){.title = "Commands (Enter goes there, q closes)", .count = (long)c->count,
	    .chosen = now > 0 ? now : 0, .chooses = true, .row = put_command, .context = c}, take_command);
}

/* Details. */

static void
put_line(const void *context, long row, struct buffer *out, struct canvas_style *style)
{
	const struct desk *d = context;

	(void)style;
	buffer_add(out, d->lines[row].data, d->lines[row].len);
}

static struct buffer *
new_line(struct desk *d)
{
	static struct buffer spare;
	struct buffer *lines;

	buffer_clear(&spare);
	if (d->line_count >= LINES_MAX || (lines = realloc(d->lines, sizeof *lines * (size_t)(d->line_count + 1))) == NULL)
		return &spare;
	d->lines = lines;
	lines[d->line_count] = (struct buffer){0};
	return &lines[d->line_count++];
}

static void
add_pair(struct desk *d, const char *name, const char *value)
{
	if (value != NULL && *value != '\0')
		buffer_addf(new_line(d), "%-12s %s", name, value);
}

static void
add_times(struct desk *d)
{
	char clock[40], length[32];

	bars_clock(d->reel, 0, d->utc, clock);
	add_pair(d, "started", clock);
	bars_time(d->reel->length, true, length);
	buffer_addf(new_line(d), "%-12s %s%s", "length", length, d->reel->length_known ? "" : " so far");
	add_pair(d, "ends", source_end_note(stage_source(d->reel->stage)));
	buffer_addf(new_line(d), "%-12s %zu%s", "commands", d->reel->chapters.count,
	    reel_known(d->reel) == INT64_MAX ? "" : " so far");
	if (d->reel->scout != NULL && *scout_trouble(d->reel->scout) != '\0')
		buffer_addf(new_line(d), "%-12s the process that recovers them %s: none are known behind that", "",
		    scout_trouble(d->reel->scout));
	if (d->reel->session != NULL)
		add_pair(d, "index", "used: screens begin at its keyframes");
	else
		buffer_addf(new_line(d), "%-12s not used: %s", "index", d->reel->why);
}

static void
add_notes(struct desk *d)
{
	const struct notes *notes = &d->reel->notes;
	char at[32], when[32];
	size_t i;

	for (i = 0; i < notes->count; i++) {
		const struct note *n = &notes->list[i];

		bars_note(n, at, when);
		buffer_addf(new_line(d), "note %-9s %s  (%s, %s)", at, n->text, n->by, when);
	}
}

void
sheets_details(struct desk *d)
{
	const struct header *h = source_header(stage_source(d->reel->stage));
	char size[64];
	size_t i;

	free_lines(d);
	add_pair(d, "file", d->reel->path);
	add_pair(d, "session", d->reel->key);
	add_pair(d, "format", source_format(stage_source(d->reel->stage)));
	add_pair(d, "witnessed", h->has_session && h->witnessed ? "yes" : "no: it was recorded by another program");
	add_pair(d, "user", h->user);
	add_pair(d, "login", h->login);
	add_pair(d, "host", h->host);
	add_pair(d, "tty", h->tty);
	add_pair(d, "client", h->client);
	add_pair(d, "key", h->fingerprint);
	add_pair(d, "command", h->command);
	add_pair(d, "title", h->title);
	add_pair(d, "parent", h->parent);
	snprintf(size, sizeof size, "%dx%d %s", h->cols, h->rows, h->term != NULL ? h->term : "");
	add_pair(d, "terminal", size);
	for (i = 0; i < h->labels.count; i++)
		buffer_addf(new_line(d), "%-12s %s=%s", "label", h->labels.items[i].name, h->labels.items[i].value);
	add_times(d);
	add_notes(d);
	lay(d, &(struct sheet){.title = "Session (q closes)", .count = d->line_count, .row = put_line, .context = d}, NULL);
}
