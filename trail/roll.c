/* What a bundle says of its sessions and their commands. */
#include "trail/roll.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/clock.h"
#include "lib/base/json.h"
#include "lib/base/report.h"
#include "trail/checker.h"

/* What a reader of what was derived must know. */
static const char *
redaction_note(const struct roll *r)
{
	return r->redacted ? "What looks like a secret stands here as [redacted:KIND], and on screens as #; the recordings have it."
	    : "Not redacted: secrets that were shown or typed stand here as they were.";
}

/* Called for each command of a session. */
typedef void roll_each(struct buffer *out, const struct roll_session *, const struct json *command, const char *line, size_t len);

void
roll_release(struct roll *r)
{
	uint32_t i;

	for (i = 0; i < r->count; i++) {
		estate_release_item(&r->sessions[i].item);
		ruling_release(&r->sessions[i].ruling);
		buffer_free(&r->sessions[i].commands);
	}
	free(r->sessions);
	buffer_free(&r->selection);
	memset(r, 0, sizeof *r);
}

static void
for_each(const struct roll_session *s, struct buffer *out, roll_each *each)
{
	const char *at = s->commands.data, *end, *stop;
	struct json_document *document;

	if (s->commands.len == 0)
		return;
	for (end = at + s->commands.len; at < end && (stop = memchr(at, '\n', (size_t)(end - at))) != NULL; at = stop + 1) {
		if (json_parse(at, (size_t)(stop - at), &document) != 0)
			continue;
		if (json_type(json_root(document)) == JSON_OBJECT)
			each(out, s, json_root(document), at, (size_t)(stop - at));
		json_free(document);
	}
}

static void
count_one(struct buffer *out, const struct roll_session *s, const struct json *command, const char *line, size_t len)
{
	uint64_t pair[2] = {1, json_integer(json_get(command, "exit"), 0) != 0};

	(void)s, (void)line, (void)len;
	buffer_add(out, pair, sizeof pair);
}

void
roll_count(struct roll_session *s)
{
	struct buffer pairs = {0};
	uint64_t pair[2];
	size_t i;

	s->count = s->failed = 0;
	for_each(s, &pairs, count_one);
	for (i = 0; i + sizeof pair <= pairs.len; i += sizeof pair) {
		memcpy(pair, pairs.data + i, sizeof pair);
		s->count += pair[0];
		s->failed += pair[1];
	}
	buffer_free(&pairs);
}

static void
put_id(struct buffer *out, const struct roll_session *s)
{
	char id[UUID_TEXT_SIZE];

	uuid_format(&s->item.id, id);
	buffer_adds(out, id);
}

static void
put_time(struct buffer *out, int64_t ms)
{
	char text[32];

	clock_format_utc(ms, text, sizeof text);
	buffer_adds(out, text);
}

/* What a verdict says in a word. */
static const char *
intact(const struct roll_session *s)
{
	return s->ruling.kind == RULING_TAMPERED ? "no" : s->ruling.kind == RULING_DAMAGED ? "damaged" : "yes";
}

static const char *
complete(const struct roll_session *s)
{
	if (s->ruling.kind == RULING_CUT || s->ruling.kind == RULING_MISSING || !s->ruling.check.complete)
		return "no";
	return s->ruling.kind == RULING_UNKNOWN ? "unknown" : s->ruling.check.recovered ? "recovered" : "yes";
}

static void
sum_up(const struct roll *r, uint64_t *commands, uint64_t *failed)
{
	uint32_t i;

	*commands = *failed = 0;
	for (i = 0; i < r->count; i++) {
		*commands += r->sessions[i].count;
		*failed += r->sessions[i].failed;
	}
}

/* JSON. */

static void
json_one(struct buffer *out, const struct roll_session *s, const struct json *command, const char *line, size_t len)
{
	const char *open = memchr(line, '{', len);

	(void)command;
	buffer_adds(out, "{\"session\":\"");
	put_id(out, s);
	buffer_adds(out, "\",");
	buffer_add(out, open + 1, len - (size_t)(open + 1 - line));
	buffer_addc(out, '\n');
}

int
roll_json(const struct roll *r, struct buffer *out)
{
	uint32_t i;

	for (i = 0; i < r->count; i++)
		for_each(&r->sessions[i], out, json_one);
	return buffer_status(out);
}

/* CSV (RFC 4180). */

/* Quoted; controls visible; and what a spreadsheet would take for a formula has a quote before it. */
static void
csv_field(struct buffer *out, const char *text, size_t len)
{
	struct buffer seen = {0};
	size_t i = 0;

	report_visible(&seen, text ? text : "", text ? len : 0, false);
	buffer_adds(out, "\"");
	while (i < seen.len && seen.data[i] == ' ')
		i++;
	if (i < seen.len && strchr("=+-@|%", seen.data[i]) != NULL)
		buffer_addc(out, '\'');
	for (i = 0; i < seen.len; i++) {
		if (seen.data[i] == '"')
			buffer_addc(out, '"');
		buffer_addc(out, seen.data[i]);
	}
	buffer_addc(out, '"');
	out->broken |= seen.broken;
	buffer_free(&seen);
}

static void
csv_string(struct buffer *out, const char *text)
{
	buffer_addc(out, ',');
	csv_field(out, text, text ? strlen(text) : 0);
}

static void
csv_member(struct buffer *out, const struct json *command, const char *name)
{
	const struct json *value = json_get(command, name);
	const char *text;
	size_t len;

	buffer_addc(out, ',');
	if ((text = json_digits(value, &len)) != NULL)
		buffer_add(out, text, len);
	else if ((text = json_string(value, &len)) != NULL)
		csv_field(out, text, len);
}

static void
csv_one(struct buffer *out, const struct roll_session *s, const struct json *command, const char *line, size_t len)
{
	static const char *const members[] = {"seq", "event", "kind", "grade", "exit", "duration", "program", "depth", "cwd", "text"};
	size_t i;

	(void)line, (void)len;
	put_id(out, s);
	csv_string(out, s->item.header.user);
	csv_string(out, s->item.header.host);
	csv_string(out, s->item.header.client);
	buffer_addc(out, ',');
	put_time(out, (int64_t)(json_number(json_get(command, "when"), 0) * 1000 + 0.5));
	for (i = 0; i < sizeof members / sizeof *members; i++)
		csv_member(out, command, members[i]);
	buffer_adds(out, "\r\n");
}

int
roll_csv(const struct roll *r, struct buffer *out)
{
	uint32_t i;

	buffer_adds(out, "session,user,host,client,when,seq,event,kind,grade,exit,duration,program,depth,cwd,text\r\n");
	for (i = 0; i < r->count; i++)
		for_each(&r->sessions[i], out, csv_one);
	return buffer_status(out);
}

/* HTML. */

static void
html_text(struct buffer *out, const char *text, size_t len)
{
	struct buffer seen = {0};
	size_t i;

	report_visible(&seen, text ? text : "", text ? len : 0, false);
	for (i = 0; i < seen.len; i++)
		buffer_addc_markup(out, seen.data[i]);
	out->broken |= seen.broken;
	buffer_free(&seen);
}

static void
html_cell(struct buffer *out, const char *text)
{
	buffer_adds(out, "<td>");
	html_text(out, text, text ? strlen(text) : 0);
	buffer_adds(out, "</td>");
}

static void
html_member(struct buffer *out, const struct json *command, const char *name, bool code)
{
	const struct json *value = json_get(command, name);
	const char *text;
	size_t len = 0;

	if ((text = json_digits(value, &len)) == NULL)
		text = json_string(value, &len);
	buffer_adds(out, code ? "<td><code>" : "<td>");
	html_text(out, text, len);
	buffer_adds(out, code ? "</code></td>" : "</td>");
}

static void
html_one(struct buffer *out, const struct roll_session *s, const struct json *command, const char *line, size_t len)
{
	(void)s, (void)line, (void)len;
	buffer_adds(out, "<tr>");
	html_member(out, command, "seq", false);
	buffer_adds(out, "<td>");
	put_time(out, (int64_t)(json_number(json_get(command, "when"), 0) * 1000 + 0.5));
	buffer_adds(out, "</td>");
	html_member(out, command, "grade", false);
	html_member(out, command, "exit", false);
	html_member(out, command, "text", true);
	buffer_adds(out, "</tr>\n");
}

static void
html_session(struct buffer *out, const struct roll_session *s)
{
	const struct header *h = &s->item.header;

	buffer_adds(out, "<h2>");
	put_id(out, s);
	buffer_adds(out, "</h2>\n<table>\n<tr><th>who</th>");
	html_cell(out, h->user);
	buffer_adds(out, "</tr>\n<tr><th>host</th>");
	html_cell(out, h->host);
	buffer_adds(out, "</tr>\n<tr><th>client</th>");
	html_cell(out, h->client);
	buffer_adds(out, "</tr>\n<tr><th>began</th><td>");
	put_time(out, s->item.started);
	buffer_adds(out, "</td></tr>\n<tr><th>ended</th><td>");
	put_time(out, s->item.ended);
	buffer_adds(out, "</td></tr>\n<tr><th>command</th>");
	html_cell(out, h->command);
	buffer_addf(out, "</tr>\n<tr><th>intact</th><td>%s</td></tr>\n<tr><th>complete</th><td>%s</td></tr>\n", intact(s), complete(s));
	if (s->ruling.what.len > 0) {
		buffer_adds(out, "<tr><th>finding</th><td>");
		html_text(out, s->ruling.what.data, s->ruling.what.len);
		buffer_adds(out, "</td></tr>\n");
	}
	buffer_addf(out, "</table>\n<p>%" PRIu64 " commands, of which %" PRIu64 " are known to have failed%s; <a href=\"sessions/",
	    s->count, s->failed, s->lost ? "; there may be more, for what recovers them was lost" : "");
	put_id(out, s);
	buffer_adds(out, ".html\">with their screens</a></p>\n<table>\n<tr><th>#</th><th>when</th><th>grade</th><th>exit</th>"
			 "<th>command</th></tr>\n");
	for_each(s, out, html_one);
	buffer_adds(out, "</table>\n");
}

int
roll_html(const struct roll *r, struct buffer *out)
{
	uint64_t commands, failed;
	uint32_t i;

	sum_up(r, &commands, &failed);
	buffer_adds(out, "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" "
			 "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>Evidence</title>\n<style>"
			 "body{font-family:sans-serif;margin:2em}table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:.2em .6em;"
			 "text-align:left;vertical-align:top}code{white-space:pre-wrap}</style></head><body>\n<h1>Evidence</h1>\n<p>Made ");
	put_time(out, r->made);
	buffer_adds(out, " by ");
	html_text(out, r->by, strlen(r->by));
	buffer_adds(out, ". Asked for: <code>");
	html_text(out, r->selection.data, r->selection.len);
	buffer_addf(out, "</code>.</p>\n<p>%u sessions, %" PRIu64 " commands, of which %" PRIu64 " are known to have failed. %u sessions "
			 "were left out, because they were not closed.</p>\n", r->count, commands, failed, r->left_out);
	buffer_addf(out, "<p>%s</p>\n", redaction_note(r));
	if (r->audit == NULL)
		buffer_adds(out, "<p>No trail tells of these recordings.</p>\n");
	else
		buffer_addf(out, "<p>The trail of their store: intact %s, complete %s.</p>\n", audit_answer_word(r->audit->intact),
		    audit_answer_word(r->audit->complete));
	for (i = 0; i < r->count; i++)
		html_session(out, &r->sessions[i]);
	buffer_adds(out, "</body></html>\n");
	return buffer_status(out);
}

/* Markdown: everything from outside is code, in which nothing means anything. */

static void
markdown_code(struct buffer *out, const char *text, size_t len)
{
	struct buffer seen = {0};
	size_t i, run = 0, longest = 0;

	report_visible(&seen, text ? text : "", text ? len : 0, false);
	for (i = 0; i < seen.len; i++) {
		run = seen.data[i] == '`' ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	for (i = 0; i <= longest; i++)
		buffer_addc(out, '`');
	buffer_addc(out, ' ');
	for (i = 0; i < seen.len; i++) {
		if (seen.data[i] == '|')
			buffer_addc(out, '\\');
		buffer_addc(out, seen.data[i]);
	}
	buffer_addc(out, ' ');
	for (i = 0; i <= longest; i++)
		buffer_addc(out, '`');
	out->broken |= seen.broken;
	buffer_free(&seen);
}

static void
markdown_one(struct buffer *out, const struct roll_session *s, const struct json *command, const char *line, size_t len)
{
	const char *text, *digits;
	size_t n = 0;

	(void)s, (void)line, (void)len;
	buffer_addf(out, "| %" PRId64 " | ", json_integer(json_get(command, "seq"), 0));
	put_time(out, (int64_t)(json_number(json_get(command, "when"), 0) * 1000 + 0.5));
	text = json_string(json_get(command, "grade"), &n);
	buffer_addf(out, " | %.1s | ", text ? text : "");
	if ((digits = json_digits(json_get(command, "exit"), &n)) != NULL)
		buffer_add(out, digits, n);
	buffer_adds(out, " | ");
	text = json_string(json_get(command, "text"), &n);
	markdown_code(out, text, text ? n : 0);
	buffer_adds(out, " |\n");
}

static void
markdown_line(struct buffer *out, const char *name, const char *text)
{
	if (text == NULL)
		return;
	buffer_addf(out, "- %s: ", name);
	markdown_code(out, text, strlen(text));
	buffer_addc(out, '\n');
}

static void
markdown_session(struct buffer *out, const struct roll_session *s)
{
	const struct header *h = &s->item.header;

	buffer_adds(out, "\n## ");
	put_id(out, s);
	buffer_adds(out, "\n\n");
	markdown_line(out, "who", h->user);
	markdown_line(out, "host", h->host);
	markdown_line(out, "client", h->client);
	markdown_line(out, "command", h->command);
	buffer_adds(out, "- from ");
	put_time(out, s->item.started);
	buffer_adds(out, " to ");
	put_time(out, s->item.ended);
	buffer_addf(out, "\n- intact: %s, complete: %s\n", intact(s), complete(s));
	if (s->ruling.what.len > 0) {
		buffer_adds(out, "- finding: ");
		markdown_code(out, s->ruling.what.data, s->ruling.what.len);
		buffer_addc(out, '\n');
	}
	buffer_addf(out, "- %" PRIu64 " commands, %" PRIu64 " known to have failed%s\n\n| # | when | grade | exit | command |\n|--:|---|---|--:|---|\n",
	    s->count, s->failed, s->lost ? "; there may be more, for what recovers them was lost" : "");
	for_each(s, out, markdown_one);
}

int
roll_markdown(const struct roll *r, struct buffer *out)
{
	uint64_t commands, failed;
	uint32_t i;

	sum_up(r, &commands, &failed);
	buffer_adds(out, "# Evidence\n\nMade ");
	put_time(out, r->made);
	buffer_adds(out, " by ");
	markdown_code(out, r->by, strlen(r->by));
	buffer_adds(out, ". Asked for: ");
	markdown_code(out, r->selection.data, r->selection.len);
	buffer_addf(out, ".\n\n%u sessions, %" PRIu64 " commands, of which %" PRIu64 " are known to have failed. %u sessions were left out, because "
			 "they were not closed.\n\n%s\n\n", r->count, commands, failed, r->left_out, redaction_note(r));
	if (r->audit == NULL)
		buffer_adds(out, "No trail tells of these recordings.\n");
	else
		buffer_addf(out, "The trail of their store: intact %s, complete %s.\n", audit_answer_word(r->audit->intact),
		    audit_answer_word(r->audit->complete));
	for (i = 0; i < r->count; i++)
		markdown_session(out, &r->sessions[i]);
	return buffer_status(out);
}

/* Verdict, summary, README. */

int
roll_verdict(const struct roll *r, struct buffer *out)
{
	uint32_t i;

	if (r->audit != NULL) {
		buffer_addc(out, '{');
		json_put_member(out, "trail", r->origin);
		json_put_member(out, "intact", audit_answer_word(r->audit->intact));
		json_put_member(out, "complete", audit_answer_word(r->audit->complete));
		json_put_integer(out, "entries", (int64_t)r->audit->entries);
		buffer_adds(out, "}\n");
	}
	for (i = 0; i < r->count; i++) {
		const struct roll_session *s = &r->sessions[i];
		char id[UUID_TEXT_SIZE];

		uuid_format(&s->item.id, id);
		buffer_addc(out, '{');
		json_put_member(out, "session", id);
		json_put_member(out, "intact", intact(s));
		json_put_member(out, "complete", complete(s));
		json_put_member(out, "finding", s->ruling.kind == RULING_FINE ? NULL : ruling_word(s->ruling.kind));
		json_put_key(out, "what");
		json_put_string(out, s->ruling.what.data ? s->ruling.what.data : "", s->ruling.what.len);
		json_put_integer(out, "frames", s->ruling.check.frames);
		json_put_integer(out, "events", (int64_t)s->ruling.check.events);
		json_put_integer(out, "removed", (int64_t)s->ruling.check.removed);
		json_put_flag(out, "witnessed", !s->ruling.check.imported);
		json_put_flag(out, "held", s->ruling.held);
		buffer_adds(out, "}\n");
	}
	return buffer_status(out);
}

int
roll_summary(const struct roll *r, struct buffer *out)
{
	uint32_t i;

	buffer_addc(out, '{');
	json_put_member(out, "schema_version", "steno.evidence.v1");
	json_put_integer(out, "made", r->made);
	json_put_member(out, "by", r->by);
	json_put_key(out, "selection");
	json_put_string(out, r->selection.data ? r->selection.data : "", r->selection.len);
	json_put_member(out, "origin", r->origin);
	json_put_member(out, "key", r->key);
	json_put_integer(out, "left_out", r->left_out);
	json_put_flag(out, "redacted", r->redacted);
	json_put_key(out, "sessions");
	for (i = 0; i < r->count; i++) {
		const struct roll_session *s = &r->sessions[i];

		buffer_adds(out, i == 0 ? "[{\"session\":\"" : ",{\"session\":\"");
		put_id(out, s);
		buffer_addc(out, '"');
		json_put_member(out, "user", s->item.header.user);
		json_put_member(out, "host", s->item.header.host);
		json_put_integer(out, "started", s->item.started);
		json_put_integer(out, "ended", s->item.ended);
		json_put_integer(out, "commands", (int64_t)s->count);
		buffer_addc(out, '}');
	}
	buffer_adds(out, r->count == 0 ? "[]}\n" : "]}\n");
	return buffer_status(out);
}

int
roll_checker(const struct roll *r, struct buffer *out)
{
	(void)r;
	buffer_add(out, CHECKER, sizeof CHECKER);
	return buffer_status(out);
}

int
roll_readme(const struct roll *r, struct buffer *out)
{
	buffer_adds(out,
	    "EVIDENCE\n\n"
	    "Recordings of terminal sessions, and what shows that they are what was recorded.\n\n"
	    "  report.html, report.md   who did what, when, where, and how it ended; no script, no network\n"
	    "  sessions/                the same of each session, with the screen behind each command\n"
	    "  commands.csv, .json      all commands\n"
	    "  verdict.json             what verifying the recordings in their store said when this was made\n"
	    "  recordings/              the recordings: asciicast 3 in zstd frames; any player of asciicasts shows them\n"
	    "  trail/                   what their store's log says of them, with proofs; checkpoints; the public key\n"
	    "  proofs/                  of each session, and of commands that were asked for, that the log tells of just these lines\n"
	    "  check-proof.py           checks all of it, without anything else of ours\n"
	    "  bundle.json              what was asked for, when, by whom\n"
	    "  MANIFEST.sha256          the SHA-256 of every other file but trail/bundle.*\n\n"
	    "TO CHECK IT\n\n"
	    "With Steno, on any machine, without the store it came from:\n\n"
	    "    steno verify --key KEY ARCHIVE.tar\n\n"
	    "Without it, with Python 3 and zstd, by a program that shares no code with Steno (take it from Steno's source if you don't\n"
	    "trust the copy in here):\n\n"
	    "    python3 check-proof.py --key KEY ARCHIVE.tar\n\n"
	    "By hand: unpack it with any tar, and then\n\n"
	    "    cd evidence && sha256sum -c MANIFEST.sha256\n"
	    "    zstd -dc recordings/ID.cast.zst\n\n"
	    "Commands are derived from the recordings by rules. A grade says how sure each is; the recording is the evidence.\n\n"
	    "SECRETS\n\n");
	buffer_adds(out, r->redacted
	    ? "In the commands and reports, what looks like a secret (passwords, keys, tokens, by rules) is replaced by [redacted:KIND], on\n"
	      "screens by #. "
	    : "The commands and reports are not redacted: secrets that were shown or typed stand there as they were. ");
	buffer_adds(out,
	    "The recordings, the proofs with their lines, and the log's entries are the evidence, and exact: they hold\n"
	    "every secret that was shown, and so does whoever is given this archive.\n\n");
	if (r->key == NULL) {
		buffer_adds(out, "No trail tells of these recordings: each proves that it fits together, not that nobody made it anew,\n"
				 "and nobody signed this archive.\n");
		return buffer_status(out);
	}
	buffer_adds(out,
	    "trail/bundle.entry is a line of the store's log, whose target is the SHA-256 of MANIFEST.sha256; its event_hash is the\n"
	    "SHA-256 of the line up to the comma before that member. trail/bundle.proof (C2SP tlog-proof, RFC 6962) shows that it\n"
	    "is in the log, under a checkpoint signed (Ed25519) with this key:\n\n    ");
	buffer_adds(out, r->key);
	buffer_adds(out,
	    "\n\nCOMPARE THAT KEY with one that you have from elsewhere: whoever makes an archive anew signs it with another. Who has\n"
	    "the private key can make anything anew; then only a checkpoint that was kept elsewhere shows it (steno anchor).\n"
	    "trail/entries.jsonl has the log's entries on these sessions, one a line, and trail/proofs one proof for each, in order.\n"
	    "proofs/ID.proof shows that the recording ID has the lines that the log tells of, each, all of them, and in order;\n"
	    "proofs/ID-N.proof has the lines of command N, to be given on without the rest of the session.\n");
	return buffer_status(out);
}
