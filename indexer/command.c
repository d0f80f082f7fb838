/* A recovered command line, and its line of JSON. */
#include "indexer/command.h"

#include <inttypes.h>

#include "lib/base/json.h"

static const char *const REASONS[] = {
    "report", "marks", "kernel", "bracket", "key", "screen", "reanchored", "interrupted",
    "multiplexer", "remote", "typed-ahead", "expanded", "editor", "unseen", "no-input", "cut",
    "disagree", "doubtful", "session",
};

void
command_free(struct command *c)
{
	buffer_free(&c->text);
	buffer_free(&c->typed);
	buffer_free(&c->cwd);
	buffer_free(&c->reported);
}

void
command_end_free(struct command_end *end)
{
	buffer_free(&end->cwd);
	buffer_free(&end->reported);
}

static void
move_text(struct buffer *to, struct buffer *from)
{
	buffer_free(to);
	*to = *from;
	*from = (struct buffer){0};
}

void
command_complete(struct command *c, struct command_end *end)
{
	c->exit = end->exit;
	c->duration = end->duration;
	c->output_to = end->output_to;
	c->bytes = end->bytes;
	c->grade = end->grade;
	c->reasons = end->reasons;
	move_text(&c->cwd, &end->cwd);
	move_text(&c->reported, &end->reported);
}

const char *
command_kind_name(enum command_kind kind)
{
	static const char *const names[] = {"command", "repl", "reply"};

	return names[kind];
}

char
command_grade_letter(enum command_grade grade)
{
	return "ABCDU"[grade];
}

static void
put_seconds(struct buffer *out, const char *key, int64_t ms)
{
	json_put_key(out, key);
	if (ms == COMMAND_UNKNOWN)
		buffer_adds(out, "null");
	else
		buffer_addf(out, "%s%" PRId64 ".%03d", ms < 0 ? "-" : "", (ms < 0 ? -ms : ms) / 1000,
		    (int)((ms < 0 ? -ms : ms) % 1000));
}

static void
put_text(struct buffer *out, const char *key, const struct buffer *text, bool known)
{
	json_put_key(out, key);
	if (known)
		json_put_string(out, text->data ? text->data : "", text->len);
	else
		buffer_adds(out, "null");
}

void
command_list_reasons(struct buffer *out, unsigned reasons)
{
	size_t i;

	for (i = 0; i < sizeof REASONS / sizeof *REASONS; i++)
		if (reasons & 1u << i)
			buffer_addf(out, " %s", REASONS[i]);
}

static void
put_reasons(struct buffer *out, unsigned reasons)
{
	size_t i;
	bool any = false;

	json_put_key(out, "reasons");
	buffer_addc(out, '[');
	for (i = 0; i < sizeof REASONS / sizeof *REASONS; i++) {
		if (!(reasons & 1u << i))
			continue;
		if (any)
			buffer_addc(out, ',');
		json_put_text(out, REASONS[i]);
		any = true;
	}
	buffer_addc(out, ']');
}

int
command_encode(struct buffer *out, const struct command *c, int64_t epoch)
{
	char grade[2] = {command_grade_letter(c->grade), '\0'};

	buffer_addc(out, '{');
	json_put_integer(out, "seq", (int64_t)c->seq);
	put_seconds(out, "at", c->at);
	put_seconds(out, "when", epoch == COMMAND_UNKNOWN ? COMMAND_UNKNOWN : epoch + c->at);
	put_text(out, "text", &c->text, c->grade != GRADE_U);
	if (c->typed.len > 0)
		put_text(out, "typed", &c->typed, true);
	if (c->reported.len > 0)
		put_text(out, "reported", &c->reported, true);
	json_put_member(out, "kind", command_kind_name(c->kind));
	json_put_member(out, "program", c->program[0] ? c->program : NULL);
	json_put_integer(out, "depth", c->depth);
	json_put_member(out, "grade", grade);
	put_reasons(out, c->reasons);
	json_put_key(out, "exit");
	if (c->exit == COMMAND_UNKNOWN)
		buffer_adds(out, "null");
	else
		buffer_addf(out, "%" PRId64, c->exit);
	put_seconds(out, "duration", c->duration);
	put_text(out, "cwd", &c->cwd, c->cwd.len > 0);
	json_put_integer(out, "event", (int64_t)c->event);
	json_put_integer(out, "output_from", (int64_t)c->output_from);
	json_put_integer(out, "output_to", (int64_t)c->output_to);
	json_put_integer(out, "bytes", (int64_t)c->bytes);
	buffer_adds(out, "}\n");
	return buffer_status(out);
}
