/*
 * A report of a session, as Markdown or HTML: who and when, how it ends, its commands with their results, notes; and in HTML the screen
 * behind each command.
 */
#include "player/brief.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/base/report.h"
#include "lib/verb/redaction.h"
#include "player/bars.h"
#include "player/page.h"
#include "player/reel.h"

#define FLUSH_BYTES 262144

static const char GRADES[] =
    "Grades say how a command was found: A the shell's own report, B the line editor's marks or brackets agree with the screen, C "
    "from the screen, D pieced together, U committed but not readable.";

static const char REDACTED[] =
    "yes: what looks like a secret stands here as [redacted:KIND], and on screens as #; the recording itself has it";

struct brief_order {
	const char *name, *rules;
	bool unredacted;
};

struct brief {
	struct reel *reel;
	struct censor *censor; /* NULL: all is shown as it was */
	struct buffer out;
	bool html, table; /* table: within one */
	int fd;
	int lost; /* screens that could not be drawn */
};

/* Text, in the report's form. */

/* Markdown's code: a fence longer than any in it; in a table a bar would end the cell, and a line feed the table. */
static void
put_markdown_code(struct brief *b, const char *text, size_t len)
{
	struct buffer seen = {0};
	size_t i, run = 0, longest = 0;

	for (i = 0; i < len; i++) {
		run = text[i] == '`' ? run + 1 : 0;
		longest = run > longest ? run : longest;
		if (text[i] == '\n')
			buffer_adds(&seen, "\342\217\216 ");
		else if (text[i] == '|' && b->table)
			buffer_adds(&seen, "\\|");
		else
			buffer_addc(&seen, text[i]);
	}
	for (i = 0; i <= longest; i++)
		buffer_addc(&b->out, '`');
	buffer_addc(&b->out, ' ');
	report_visible(&b->out, seen.data != NULL ? seen.data : "", seen.len, false);
	buffer_addc(&b->out, ' ');
	for (i = 0; i <= longest; i++)
		buffer_addc(&b->out, '`');
	b->out.broken |= seen.broken;
	buffer_free(&seen);
}

/* In Markdown as code, in which nothing means anything. */
static void
put_form(struct brief *b, const char *text, size_t len)
{
	if (b->html)
		page_escape(&b->out, text, len);
	else
		put_markdown_code(b, text, len);
}

/* Without what is redacted. */
static void
put_text(struct brief *b, const char *text, size_t len)
{
	struct buffer clean = {0};

	if (b->censor == NULL || len == 0) {
		put_form(b, text, len);
		return;
	}
	if (censor_text(b->censor, text, len, &clean) < 0)
		b->out.broken = true;
	else
		put_form(b, clean.data, clean.len);
	buffer_free(&clean);
}

static void
put(struct brief *b, const char *text)
{
	put_text(b, text, strlen(text));
}

static void
put_code(struct brief *b, const char *text, size_t len)
{
	buffer_adds(&b->out, b->html ? "<code>" : "");
	put_text(b, text, len);
	buffer_adds(&b->out, b->html ? "</code>" : "");
}

static void
put_pair(struct brief *b, const char *name, const char *value)
{
	if (value == NULL || *value == '\0')
		return;
	buffer_addf(&b->out, b->html ? "<tr><th>%s</th><td>" : "- **%s** ", name);
	put(b, value);
	buffer_adds(&b->out, b->html ? "</td></tr>\n" : "\n");
}

/* Its name comes from the recording too, and may say that its value is secret. */
static void
put_label(struct brief *b, const struct header_pair *label)
{
	char *value = strdup(label->value);

	if (value == NULL || (b->censor != NULL && censor_label(b->censor, label->name, &value) < 0)) {
		b->out.broken = true;
	} else {
		buffer_adds(&b->out, b->html ? "<tr><th>" : "- label ");
		put(b, label->name);
		buffer_adds(&b->out, b->html ? "</th><td>" : " ");
		put(b, value);
		buffer_adds(&b->out, b->html ? "</td></tr>\n" : "\n");
	}
	free(value);
}

/* The session. */

static void
put_session(struct brief *b)
{
	const struct source *source = stage_source(b->reel->stage);
	const struct header *h = source_header(source);
	char clock[40], length[32];
	size_t i;

	put_pair(b, "session", b->reel->key);
	put_pair(b, "file", b->reel->path);
	put_pair(b, "format", source_format(source));
	put_pair(b, "witnessed", h->has_session && h->witnessed ? "yes" : "no: recorded by another program");
	put_pair(b, "user", h->user);
	put_pair(b, "login", h->login);
	put_pair(b, "host", h->host);
	put_pair(b, "client", h->client);
	put_pair(b, "command", h->command);
	for (i = 0; i < h->labels.count; i++)
		put_label(b, &h->labels.items[i]);
	bars_clock(b->reel, 0, true, clock);
	put_pair(b, "started", clock);
	bars_time(b->reel->length, true, length);
	put_pair(b, "length", length);
	put_pair(b, "ends", source_end_note(source));
	put_pair(b, "redacted", b->censor != NULL ? REDACTED : "no: secrets that were shown or typed stand here as they were");
}

static void
put_notes(struct brief *b)
{
	const struct notes *notes = &b->reel->notes;
	char at[32], when[32];
	size_t i;

	if (notes->count == 0)
		return;
	buffer_adds(&b->out, b->html ? "<h2>Notes</h2>\n<ul>\n" : "\n## Notes\n\n");
	for (i = 0; i < notes->count; i++) {
		const struct note *n = &notes->list[i];

		bars_note(n, at, when);
		buffer_addf(&b->out, b->html ? "<li>%s: " : "- %s: ", at);
		put(b, n->text);
		buffer_adds(&b->out, " (");
		put(b, n->by);
		buffer_addf(&b->out, b->html ? ", %s)</li>\n" : ", %s)\n", when);
	}
	buffer_adds(&b->out, b->html ? "</ul>\n" : "");
}

/* Commands. */

static void
put_facts(struct brief *b, const struct chapter *c)
{
	const char *between = b->html ? "</td><td>" : " | ";
	char at[40], took[32];

	bars_time(c->at, true, at);
	buffer_addf(&b->out, "%" PRIu64 "%s%s%s", c->seq, between, at, between);
	if (c->duration != COMMAND_UNKNOWN) {
		bars_time(c->duration, true, took);
		buffer_adds(&b->out, took);
	}
	buffer_adds(&b->out, between);
	if (c->exit != COMMAND_UNKNOWN)
		buffer_addf(&b->out, "%" PRId64, c->exit);
	buffer_addf(&b->out, "%s%c%s", between, command_grade_letter(c->grade), between);
	if (c->kind == COMMAND_REPL && c->program[0] != '\0') {
		put(b, c->program);
		buffer_adds(&b->out, ": ");
	}
	if (c->text != NULL)
		put_code(b, c->text, c->len);
	else
		buffer_adds(&b->out, "(not shown)");
}

/* What it left on the screen: after the next prompt, which often comes in one event with the last of its output. */
static int
put_screen(struct brief *b, const struct chapter *c)
{
	struct stage_target t = {.by_event = true, .event = c->until};
	int r;

	stage_aim(b->reel->stage, &t, true);
	if ((r = stage_wait(b->reel->stage)) < 0)
		return r;
	buffer_addf(&b->out, "<tr><td></td><td colspan=\"5\"><details><summary>screen</summary>\n");
	if (r == STAGE_READY) {
		page_html(&b->out, stage_picture(b->reel->stage), false);
	} else {
		b->lost++;
		buffer_adds(&b->out, "<p class=\"failed\">The process that draws the screen ");
		put(b, stage_trouble(b->reel->stage));
		buffer_adds(&b->out, ".</p>\n");
	}
	buffer_adds(&b->out, "</details></td></tr>\n");
	return 0;
}

static int
flush(struct brief *b, size_t limit)
{
	int r = buffer_status(&b->out);

	if (r != 0 || b->out.len < limit)
		return r;
	r = file_write(b->fd, b->out.data, b->out.len);
	buffer_clear(&b->out);
	return r;
}

static int
put_commands(struct brief *b)
{
	const struct chapters *list = &b->reel->chapters;
	size_t i;
	int r = 0;

	if (b->html)
		buffer_adds(&b->out, "<h2>Commands</h2>\n<table>\n<tr><th>#</th><th>at</th><th>took</th><th>exit</th><th>grade</th>"
				     "<th>command</th></tr>\n");
	else
		buffer_adds(&b->out, "\n## Commands\n\n| # | at | took | exit | grade | command |\n|--:|--:|--:|--:|---|---|\n");
	b->table = true;
	for (i = 0; r == 0 && i < list->count; i++) {
		const struct chapter *c = &list->list[i];
		bool failed = c->exit != COMMAND_UNKNOWN && c->exit != 0;

		buffer_adds(&b->out, !b->html ? "| " : failed ? "<tr class=\"failed\"><td>" : "<tr><td>");
		put_facts(b, c);
		buffer_adds(&b->out, b->html ? "</td></tr>\n" : " |\n");
		if (b->html)
			r = put_screen(b, c);
		if (r == 0)
			r = flush(b, FLUSH_BYTES);
	}
	buffer_adds(&b->out, b->html ? "</table>\n<p class=\"faint\">" : "\n");
	buffer_adds(&b->out, GRADES);
	buffer_adds(&b->out, b->html ? "</p>\n" : "\n");
	return r;
}

/* All of it. */

static void
finish_commands(struct reel *reel)
{
	reel_learn(reel, -1);
	if (reel->scout != NULL && *scout_trouble(reel->scout) != '\0')
		report_warning("the process that recovers commands %s: none are known behind that", scout_trouble(reel->scout));
}

/* How it ends is known when its end was seen. */
static int
see_end(struct reel *reel)
{
	stage_aim(reel->stage, &(struct stage_target){.at = INT64_MAX}, true);
	return stage_wait(reel->stage) < 0 ? -EIO : 0;
}

static int
write_report(struct brief *b)
{
	int r = see_end(b->reel);

	if (r != 0)
		return r;
	finish_commands(b->reel);
	if (b->html) {
		page_begin(&b->out, b->reel->key);
		buffer_adds(&b->out, "<h1>Session</h1>\n<table>\n");
	} else {
		buffer_adds(&b->out, "# Session\n\n");
	}
	put_session(b);
	buffer_adds(&b->out, b->html ? "</table>\n" : "");
	put_notes(b);
	r = put_commands(b);
	if (b->html)
		page_end(&b->out);
	return r == 0 ? flush(b, 1) : r;
}

static int
write_to(struct brief *b, const char *output)
{
	enum source_end end;
	int r = write_report(b);

	if (r == -EPIPE)
		return EXIT_FINE;
	if (r != 0) {
		report_error("can't write %s: %s", output, error_text(r));
		return EXIT_UNREADABLE;
	}
	end = source_end(stage_source(b->reel->stage));
	if (end == SOURCE_CUT)
		report_warning("%s: %s", b->reel->path, source_end_note(stage_source(b->reel->stage)));
	if (b->lost > 0)
		report_warning("%s: %d screens could not be drawn; the page says so where they belong", b->reel->path, b->lost);
	return end == SOURCE_CUT || b->lost > 0 ? EXIT_FOUND : EXIT_FINE;
}

static int
write_file(struct brief *b, const char *output, bool force)
{
	char *temporary = NULL;
	int code, r;

	if (!force && file_would_replace(output)) {
		report_error("%s exists; --force overwrites it", output);
		return EXIT_USAGE;
	}
	if ((r = file_begin_output(output, &b->fd, &temporary)) != 0) {
		report_error("can't write %s: %s", output, error_text(r));
		return EXIT_UNREADABLE;
	}
	if ((code = write_to(b, output)) == EXIT_UNREADABLE) {
		file_abandon(&b->fd, &temporary);
	} else if ((r = file_replace(output, &b->fd, &temporary)) != 0) {
		report_error("can't write %s: %s", output, error_text(r));
		code = EXIT_UNREADABLE;
	}
	return code;
}

/* Unredacted: an index does not have what was typed. */
static int
prepare(struct brief *b, const struct brief_order *o)
{
	const struct reel_order order = {.name = o->name, .no_index = o->unredacted};
	int code;

	if (!o->unredacted && (b->censor = redaction_open(o->rules)) == NULL)
		return EXIT_UNREADABLE;
	if ((code = reel_open(b->reel, &order)) == 0 && b->censor != NULL)
		stage_cover(b->reel->stage, b->censor);
	return code;
}

static int
brief_run(int argc, char **argv)
{
	static const struct option options[] = {{"format", required_argument, NULL, 'f'}, {"output", required_argument, NULL, 'o'},
	    {"force", no_argument, NULL, 'F'}, {"unredacted", no_argument, NULL, 'U'}, {"rules", required_argument, NULL, 'r'}, {0}};
	struct brief b = {.fd = STDOUT_FILENO};
	struct brief_order order = {0};
	const char *output = NULL;
	struct reel reel = {0};
	bool force = false;
	int option, code;

	while ((option = verb_option(&brief_export, argc, argv, "f:o:", options)) != -1) {
		if (option == 'f')
			b.html = strcmp(optarg, "html") == 0;
		else if (option == 'o')
			output = strcmp(optarg, "-") == 0 ? NULL : optarg;
		else if (option == 'F')
			force = true;
		else if (option == 'U')
			order.unredacted = true;
		else if (option == 'r')
			order.rules = optarg;
		else
			return EXIT_USAGE;
	}
	if (argc - optind != 1)
		return verb_usage(&brief_export, "name one recording");
	order.name = argv[optind];
	b.reel = &reel;
	if ((code = prepare(&b, &order)) == 0)
		code = output != NULL ? write_file(&b, output, force) : write_to(&b, "the output");
	reel_close(&reel);
	censor_free(b.censor);
	buffer_free(&b.out);
	return code;
}

const struct verb brief_export = {"export", brief_run, "usage: steno export --format md|html FILE|SESSION\n"};
