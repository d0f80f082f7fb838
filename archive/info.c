/* steno info: who, where, when; what is in it; how it ends. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "archive/archive.h"
#include "lib/base/error.h"
#include "lib/base/json.h"
#include "lib/base/report.h"
#include "lib/cast/gap.h"
#include "lib/cast/reader.h"
#include "lib/cast/totals.h"

static int run(int argc, char **argv);

const struct verb archive_info = {"info", run,
    "usage: steno info [--json] [--utc] FILE|SESSION...\n"
    "\n"
    "Say of each recording who, where and when, what is in it, and how it ends: complete, live,\n"
    "cut, or recovered after its recorder was lost.  Takes every format that \"steno import\" reads.\n"
    "\n"
    "      --json     one JSON object a line\n"
    "      --utc      times in UTC (default: your time zone)\n"
    "      --help, --version\n"
    "\n"
    "exit status: 0; 1 when a recording is cut or has a broken place; 3 when one can't be read.\n"
    "\n"
    "examples:\n"
    "  steno info demo.cast.zst\n"
    "  steno info --json 0193a1b2 | jq .duration\n"};

static const struct option OPTIONS[] = {
	{"json", no_argument, NULL, 'j'},
	{"utc", no_argument, NULL, 'u'},
	VERB_OPTIONS_END,
};

struct info {
	char *path;
	const char *format, *state;
	const struct header *header;
	uint64_t events, output, lost, broken;
	int64_t duration;
	char exit[16];
	bool has_exit, native;
	struct totals totals;
	struct buffer notes; /* lines */
};

static const char *
state_name(enum reader_state state)
{
	switch (state) {
	case READER_COMPLETE:
		return "complete";
	case READER_RECOVERED:
		return "recovered";
	case READER_LIVE:
		return "live";
	case READER_CUT:
		return "cut";
	case READER_MISSING:
		return "missing-part";
	}
	return "cut";
}

static const char *
end_name(enum source_end end)
{
	switch (end) {
	case SOURCE_COMPLETE:
		return "complete";
	case SOURCE_OPEN:
		return "open";
	case SOURCE_CUT:
		return "cut";
	case SOURCE_LIVE:
		return "live";
	}
	return "open";
}

/* A number, as JSON has it: without zeros in front. */
static void
take_exit(struct info *f, const struct event *ev)
{
	size_t zeros = 0;

	while (zeros + 1 < ev->len && ev->data[zeros] == '0')
		zeros++;
	if (ev->len - zeros >= sizeof f->exit)
		return;
	memcpy(f->exit, ev->data + zeros, ev->len - zeros);
	f->exit[ev->len - zeros] = '\0';
	f->has_exit = f->exit[strspn(f->exit, "0123456789")] == '\0' && *f->exit != '\0';
}

static void
take_event(struct info *f, const struct event *ev)
{
	f->events++;
	f->duration = ev->at;
	if (ev->code == EVENT_OUTPUT) {
		f->output += ev->len;
	} else if (ev->code == EVENT_EXIT) {
		take_exit(f, ev);
	} else if (ev->code == EVENT_GAP) {
		char at[32];

		verb_duration(ev->at, at);
		buffer_addf(&f->notes, "at %s ", at);
		gap_describe(&f->notes, ev);
		buffer_addc(&f->notes, '\n');
		f->lost++;
	}
}

/* Ours is asked of its own reader: journals, parts and frames are not the common source's matter. */
static int
measure_native(struct info *f)
{
	struct reader *reader;
	int r;

	if (strcmp(f->format, "cast") != 0 || (r = reader_open(f->path, &reader)) != 0)
		return 0;
	f->native = true;
	f->state = state_name(reader_state(reader));
	r = totals_measure(f->path, reader_header(reader)->part, &f->totals);
	reader_free(reader);
	return r;
}

static int
gather(struct info *f, struct source *source)
{
	struct event ev;
	struct stat st;
	int r;

	f->format = source_format(source);
	f->header = source_header(source);
	while ((r = source_next(source, &ev)) != 0) {
		if (r == 1) {
			take_event(f, &ev);
			continue;
		}
		f->broken++;
		buffer_addf(&f->notes, "%s\n",
		    *source_end_note(source) ? source_end_note(source) : error_text(r));
		/* ours goes on behind a broken frame; the others stop there */
		if (strcmp(f->format, "cast") != 0)
			break;
	}
	f->state = end_name(source_end(source));
	if (f->header->part > 0)
		buffer_addf(&f->notes, "this begins with part %" PRIu32 ": what was before stands in other files\n", f->header->part);
	if (r == 0 && *source_end_note(source) != '\0')
		buffer_addf(&f->notes, "%s\n", source_end_note(source));
	f->totals.parts = 1;
	f->totals.stored = stat(f->path, &st) == 0 ? (uint64_t)st.st_size : 0;
	return measure_native(f);
}

static void
json_number_member(struct buffer *out, const char *key, int64_t value)
{
	json_put_key(out, key);
	if (value == HEADER_NONE)
		buffer_adds(out, "null");
	else
		buffer_addf(out, "%" PRId64, value);
}

static void
put_json_header(struct buffer *out, const struct header *h)
{
	char id[UUID_TEXT_SIZE];
	size_t i;

	if (h->has_session)
		uuid_format(&h->session, id);
	json_put_member(out, "session", h->has_session ? id : NULL);
	json_put_member(out, "user", h->user);
	json_number_member(out, "uid", h->uid);
	json_number_member(out, "euid", h->euid);
	json_put_member(out, "login", h->login);
	json_number_member(out, "loginuid", h->loginuid);
	json_put_member(out, "host", h->host);
	json_put_member(out, "client", h->client);
	json_put_member(out, "fingerprint", h->fingerprint);
	json_put_member(out, "tty", h->tty);
	json_put_member(out, "term", h->term);
	json_put_integer(out, "cols", h->cols);
	json_put_integer(out, "rows", h->rows);
	json_put_member(out, "zone", h->zone);
	json_put_member(out, "command", h->command);
	json_put_key(out, "argv");
	buffer_addc(out, '[');
	for (i = 0; h->argv != NULL && h->argv[i] != NULL; i++) {
		if (i > 0)
			buffer_addc(out, ',');
		json_put_text(out, h->argv[i]);
	}
	buffer_addc(out, ']');
	json_put_member(out, "shell", h->shell);
	json_put_member(out, "title", h->title);
	header_put_pairs(out, "labels", &h->labels);
	json_put_member(out, "parent", h->parent);
	json_put_member(out, "input", h->input);
	json_put_flag(out, "pty", h->pty);
	json_put_flag(out, "witnessed", h->witnessed);
	header_put_pairs(out, "import", &h->import);
	json_put_member(out, "config", h->config);
	json_put_member(out, "recorder", h->recorder);
}

static void
print_json(const struct info *f)
{
	struct buffer out = {0};
	int64_t start = header_began(f->header);

	buffer_addc(&out, '{');
	json_put_member(&out, "file", f->path);
	json_put_member(&out, "format", f->format);
	json_put_member(&out, "state", f->state);
	json_put_flag(&out, "complete", strcmp(f->state, "complete") == 0);
	json_put_key(&out, "started");
	if (start == HEADER_NONE)
		buffer_adds(&out, "null");
	else
		buffer_addf(&out, "%" PRId64 ".%03d", start / 1000, (int)(start % 1000));
	json_put_key(&out, "duration");
	buffer_addf(&out, "%" PRId64 ".%03d", f->duration / 1000, (int)(f->duration % 1000));
	json_put_key(&out, "exit");
	buffer_adds(&out, f->has_exit ? f->exit : "null");
	put_json_header(&out, f->header);
	json_put_integer(&out, "parts", f->totals.parts);
	json_put_integer(&out, "frames", f->totals.frames);
	json_put_integer(&out, "journals", f->totals.journals);
	json_put_integer(&out, "events", (int64_t)f->events);
	json_put_integer(&out, "output_bytes", (int64_t)f->output);
	json_put_integer(&out, "line_bytes", (int64_t)f->totals.lines);
	json_put_integer(&out, "stored_bytes", (int64_t)f->totals.stored);
	json_put_integer(&out, "gaps", (int64_t)f->lost);
	json_put_integer(&out, "broken", (int64_t)f->broken);
	json_put_key(&out, "notes");
	json_put_string(&out, f->notes.data ? f->notes.data : "", f->notes.len);
	buffer_adds(&out, "}\n");
	fwrite(out.data, 1, out.len, stdout);
	buffer_free(&out);
}

static void
row(const char *name, const char *value)
{
	struct buffer safe = {0};

	if (value == NULL || *value == '\0')
		return;
	report_visible(&safe, value, strlen(value), false);
	printf("%-10s %s\n", name, buffer_string(&safe) ? safe.data : "");
	buffer_free(&safe);
}

static void
row_when(const char *name, int64_t ms, bool utc)
{
	time_t s = (time_t)(ms / 1000);
	char text[64] = "";
	struct tm tm;

	if (ms == HEADER_NONE || ms < 0)
		return;
	if (utc ? gmtime_r(&s, &tm) != NULL : localtime_r(&s, &tm) != NULL)
		strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S %Z", &tm);
	row(name, text);
}

static void
row_who(const struct header *h)
{
	struct buffer text = {0};

	if (h->user == NULL && h->host == NULL)
		return;
	header_put_who(&text, h->user, h->host);
	if (h->login != NULL && (h->user == NULL || strcmp(h->login, h->user) != 0))
		buffer_addf(&text, ", logged in as %s", h->login);
	if (h->client != NULL)
		buffer_addf(&text, ", from %s", h->client);
	row("who", buffer_string(&text));
	buffer_free(&text);
}

static const char *
state_sentence(const char *state)
{
	static const struct {
		const char *state, *sentence;
	} sentences[] = {
		{"complete", "complete"},
		{"recovered", "recovered: its recorder was lost, and the session's end is missing"},
		{"live", "live: it is being recorded now"},
		{"cut", "cut: the end is missing, and no recorder is writing it"},
		{"missing-part", "cut: a later part of it is missing"},
		{"open", "whole as far as its format can tell"},
	};
	size_t i;

	for (i = 0; i < sizeof sentences / sizeof *sentences; i++)
		if (strcmp(state, sentences[i].state) == 0)
			return sentences[i].sentence;
	return state;
}

static void
row_sizes(const struct info *f)
{
	char output[32], stored[32];
	struct buffer text = {0};

	verb_bytes(f->output, output);
	verb_bytes(f->totals.stored, stored);
	buffer_addf(&text, "%" PRIu64 " events, %s of output, stored in %s", f->events, output,
	    stored);
	if (f->output > 0)
		buffer_addf(&text, " (%.3f of it)", (double)f->totals.stored / (double)f->output);
	row("size", buffer_string(&text));
	buffer_clear(&text);
	if (f->native) {
		buffer_addf(&text, "%u in %u part%s, and %u journal%s", f->totals.frames,
		    f->totals.parts, f->totals.parts == 1 ? "" : "s", f->totals.journals,
		    f->totals.journals == 1 ? "" : "s");
		row("frames", buffer_string(&text));
	}
	buffer_free(&text);
}

static void
print_text(const struct info *f, bool utc)
{
	const struct header *h = f->header;
	char text[64], id[UUID_TEXT_SIZE];
	size_t i;

	row("file", f->path);
	if (h->has_session) {
		uuid_format(&h->session, id);
		row("session", id);
	}
	row("format", f->format);
	row("state", state_sentence(f->state));
	row_who(h);
	row("key", h->fingerprint);
	row_when("started", header_began(h), utc);
	verb_duration(f->duration, text);
	row("length", text);
	row("command", h->command);
	row("exit", f->has_exit ? f->exit : NULL);
	row("title", h->title);
	for (i = 0; i < h->labels.count; i++) {
		struct buffer label = {0};

		buffer_addf(&label, "%s=%s", h->labels.items[i].name, h->labels.items[i].value);
		row("label", buffer_string(&label));
		buffer_free(&label);
	}
	snprintf(text, sizeof text, "%dx%d%s%.40s", h->cols, h->rows, h->term ? " " : "", h->term ? h->term : "");
	row("terminal", h->pty ? text : "none");
	row("input", h->input);
	row("parent", h->parent);
	if (!h->witnessed)
		row("witnessed", "no: it was imported, Steno did not record it");
	row_sizes(f);
	for (char *line = f->notes.data ? strtok(f->notes.data, "\n") : NULL; line != NULL;
	     line = strtok(NULL, "\n"))
		row("note", line);
}

static int
info_one(const char *name, bool json, bool utc)
{
	struct info f = {.path = verb_find(name)};
	struct source *source = NULL;
	int r = -1, code = EXIT_UNREADABLE;
	char *message = NULL;

	if (f.path == NULL)
		return code;
	if ((r = source_open(f.path, NULL, &source, &message)) != 0)
		report_error("%s: %s", f.path, message ? message : error_text(r));
	else if ((r = gather(&f, source)) != 0)
		report_error("%s: %s", f.path, error_text(r));
	if (r == 0) {
		buffer_string(&f.notes);
		if (json)
			print_json(&f);
		else
			print_text(&f, utc);
		code = f.broken > 0 || strcmp(f.state, "cut") == 0 ||
			strcmp(f.state, "missing-part") == 0
		    ? EXIT_FOUND
		    : EXIT_FINE;
	}
	source_free(source);
	buffer_free(&f.notes);
	free(message);
	free(f.path);
	return code;
}

static int
run(int argc, char **argv)
{
	bool json = false, utc = false;
	int option, code = EXIT_FINE, one, first;

	while ((option = verb_option(&archive_info, argc, argv, "", OPTIONS)) != -1) {
		if (option == 'j')
			json = true;
		else if (option == 'u')
			utc = true;
		else
			return EXIT_USAGE;
	}
	if (optind == argc)
		return verb_usage(&archive_info, "name a recording");
	for (first = optind; optind < argc; optind++) {
		if (optind > first && !json)
			putchar('\n');
		one = info_one(argv[optind], json, utc);
		code = one > code ? one : code;
	}
	return code;
}
