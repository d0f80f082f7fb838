/* All that the index has of a command. */
#include "search/memo.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/moment.h"
#include "lib/cast/header.h"
#include "lib/verb/verb.h"

static void
put(struct buffer *out, const char *name, const char *value)
{
	if (value != NULL && *value != '\0')
		buffer_addf(out, "%-9s %s\n", name, value);
}

/* A text of its own may have lines: those behind the first stand under it. */
static void
put_text(struct buffer *out, const char *name, const struct buffer *text)
{
	size_t i;

	if (text->len == 0)
		return;
	buffer_addf(out, "%-9s ", name);
	for (i = 0; i < text->len; i++) {
		buffer_addc(out, text->data[i]);
		if (text->data[i] == '\n')
			buffer_addf(out, "%-9s ", "");
	}
	buffer_addc(out, '\n');
}

static void
put_when(struct buffer *out, const struct lookup_hit *hit, bool utc)
{
	char text[32], there[MOMENT_THERE];

	if (hit->when == COMMAND_UNKNOWN) {
		verb_duration(hit->c.at, text);
		buffer_addf(out, "%-9s %s into the session\n", "when", text);
		return;
	}
	moment_format(hit->when, utc, true, text);
	put(out, "when", text);
	if (moment_there(hit->when, hit->session->utc_offset, hit->session->zone, there))
		put(out, "there", there);
}

static void
put_how(struct buffer *out, const struct command *c, bool ended)
{
	char duration[32];

	buffer_addf(out, "%-9s ", "exit");
	if (c->exit != COMMAND_UNKNOWN)
		buffer_addf(out, "%" PRId64, c->exit);
	else
		buffer_adds(out, ended ? "not known" : "it had not ended when it was indexed");
	if (c->duration != COMMAND_UNKNOWN) {
		verb_duration(c->duration, duration);
		buffer_addf(out, ", after %s", duration);
	}
	buffer_addc(out, '\n');
}

static void
put_where(struct buffer *out, const struct lookup_hit *hit)
{
	const struct lookup_session *s = hit->session;

	buffer_addf(out, "%-9s ", "who");
	header_put_who(out, s->user, s->host);
	if (s->client != NULL && *s->client != '\0')
		buffer_addf(out, ", from %s", s->client);
	buffer_adds(out, s->witnessed ? "\n" : " (imported)\n");
	put_text(out, "in", &hit->c.cwd);
	put(out, "given to", hit->c.program);
	if (hit->c.kind != COMMAND_SHELL)
		put(out, "kind", command_kind_name(hit->c.kind));
}

static int
put_output(struct buffer *out, struct lookup *lookup, int64_t id)
{
	struct buffer text = {0};
	uint64_t dropped = 0;
	int r;

	if ((r = lookup_output(lookup, id, &text, &dropped)) == 1) {
		if (dropped > 0)
			buffer_addf(out, "(about %" PRIu64 " bytes before this were not kept)\n", dropped);
		buffer_add(out, text.data, text.len);
	} else if (r == 0) {
		buffer_adds(out, "(it showed nothing, or nothing that was kept)\n");
	}
	buffer_free(&text);
	return r < 0 ? r : 0;
}

int
memo_write(struct buffer *out, struct lookup *lookup, const struct lookup_hit *hit, bool utc)
{
	const struct command *c = &hit->c;
	int r;

	put_text(out, "command", &c->text);
	if (c->text.len == 0)
		put(out, "command", "(not shown)");
	put_text(out, "typed", &c->typed);
	put_text(out, "reported", &c->reported);
	put_when(out, hit, utc);
	put_how(out, c, hit->ended);
	put_where(out, hit);
	buffer_addf(out, "%-9s %c", "grade", command_grade_letter(c->grade));
	command_list_reasons(out, c->reasons);
	buffer_addf(out, "\n%-9s %s:%" PRIu64 "\n", "id", hit->session->uuid, c->seq);
	put(out, "file", hit->session->path);
	buffer_addc(out, '\n');
	r = put_output(out, lookup, hit->id);
	return r != 0 ? r : buffer_status(out);
}
