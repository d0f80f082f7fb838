/* steno export: a recording in another form. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "archive/archive.h"
#include "lib/verb/plain.h"
#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/base/json.h"
#include "lib/base/report.h"
#include "lib/verb/deed.h"
#include "lib/verb/sibling.h"

static int run(int argc, char **argv);

const struct verb archive_export = {"export", run,
    "usage: steno export [OPTION...] FILE|SESSION\n"
    "\n"
    "Write a recording in another form, to standard output or into a file.\n"
    "\n"
    "  -f, --format FORMAT   cast3  asciicast v3, with our own events (default)\n"
    "                        cast2  asciicast v2, as asciinema 2 plays it\n"
    "                        raw    the output's bytes, exactly as the terminal got them\n"
    "                        txt    plain text: escape sequences dropped\n"
    "                        md     a report: who, when, the commands with their results, notes\n"
    "                        html   the same as one page, with the screen behind each command\n"
    "                        reports are redacted as the index is; the other formats are exact\n"
    "  -o, --output FILE     write there; FILE must not exist, or --force; - is standard output\n"
    "      --force           overwrite FILE; or write to a terminal what can act on it\n"
    "      --unredacted      md and html: with the secrets that were shown or typed; the trail says that you did\n"
    "      --rules FILE      md and html: what is redacted besides; see \"steno index\"\n"
    "      --evidence        an archive for an outsider, of all sessions that are named or that are chosen by\n"
    "                        --user, --host, --label, --since, --until and --query: recordings, commands,\n"
    "                        reports, what the trail says of them, and proofs\n"
    "      --help, --version\n"
    "\n"
    "exit status: 0; 1 when the recording has no end, was recovered, or has a place that can't be read: what could\n"
    "be read was written; 2 usage, or FILE exists; 3 when it can't be read or written at all.\n"
    "\n"
    "examples:\n"
    "  steno export demo.cast.zst --format cast2 -o demo.cast && asciinema play demo.cast\n"
    "  steno export 0193a1b2 -f txt | grep -n error\n"
    "  steno export 0193a1b2 -f html -o case-42.html\n"
    "  steno export --evidence --user ada --since 2026-11-01 -o case-42.tar\n"};

/* by its place in the table */
#define OPT_CHOOSING 256

static const struct option OPTIONS[] = {
	{"user", required_argument, NULL, OPT_CHOOSING},
	{"host", required_argument, NULL, OPT_CHOOSING + 1},
	{"label", required_argument, NULL, OPT_CHOOSING + 2},
	{"since", required_argument, NULL, OPT_CHOOSING + 3},
	{"until", required_argument, NULL, OPT_CHOOSING + 4},
	{"query", required_argument, NULL, OPT_CHOOSING + 5},
	{"format", required_argument, NULL, 'f'},
	{"output", required_argument, NULL, 'o'},
	{"force", no_argument, NULL, 'F'},
	{"unredacted", no_argument, NULL, 'U'},
	{"rules", required_argument, NULL, 'r'},
	VERB_OPTIONS_END,
};

struct out {
	struct buffer text, scratch;
	struct plain *plain;
	bool lines; /* no terminal was there: line feeds return the carriage for players */
	int64_t base;
};

struct form {
	const char *name;
	bool acts; /* on a terminal */
	int (*begin)(struct out *, const struct header *);
	int (*event)(struct out *, const struct event *);
	int (*end)(struct out *);
};

/* What a player needs where no terminal has turned LF into CR LF. */
static void
as_terminal(struct out *o, struct event *ev)
{
	size_t i;

	if (!o->lines || ev->code != EVENT_OUTPUT)
		return;
	buffer_clear(&o->scratch);
	for (i = 0; i < ev->len; i++) {
		if (ev->data[i] == '\n')
			buffer_addc(&o->scratch, '\r');
		buffer_addc(&o->scratch, ev->data[i]);
	}
	if (!o->scratch.broken) {
		ev->data = o->scratch.data;
		ev->len = o->scratch.len;
	}
}

static int
begin_cast3(struct out *o, const struct header *h)
{
	return header_encode(&o->text, h);
}

static int
event_cast3(struct out *o, const struct event *ev)
{
	struct event e = *ev;
	int r;

	as_terminal(o, &e);
	r = event_encode(&o->text, o->base, &e);
	o->base = ev->at > o->base ? ev->at : o->base;
	return r < 0 ? r : 0;
}

static int
begin_cast2(struct out *o, const struct header *h)
{
	size_t i;

	buffer_addf(&o->text, "{\"version\":2,\"width\":%d,\"height\":%d", h->cols, h->rows);
	if (h->timestamp != HEADER_NONE)
		json_put_integer(&o->text, "timestamp", h->timestamp);
	if (h->idle_time_limit > 0)
		buffer_addf(&o->text, ",\"idle_time_limit\":%.3f", h->idle_time_limit);
	if (h->command != NULL)
		json_put_member(&o->text, "command", h->command);
	if (h->title != NULL)
		json_put_member(&o->text, "title", h->title);
	json_put_key(&o->text, "env");
	buffer_addc(&o->text, '{');
	for (i = 0; i < h->env.count; i++)
		json_put_member(&o->text, h->env.items[i].name, h->env.items[i].value);
	if (h->term != NULL && header_pairs_get(&h->env, "TERM") == NULL)
		json_put_member(&o->text, "TERM", h->term);
	buffer_adds(&o->text, "}}\n");
	return buffer_status(&o->text);
}

static int
event_cast2(struct out *o, const struct event *ev)
{
	struct event e = *ev;

	if (e.code == '\0' || strchr("oirm", e.code) == NULL)
		return 0;
	as_terminal(o, &e);
	buffer_addf(&o->text, "[%" PRId64 ".%03d,\"%c\",", e.at / 1000, (int)(e.at % 1000), e.code);
	json_put_string(&o->text, e.data, e.len);
	buffer_adds(&o->text, "]\n");
	return buffer_status(&o->text);
}

static int
event_raw(struct out *o, const struct event *ev)
{
	if (ev->code == EVENT_OUTPUT)
		buffer_add(&o->text, ev->data, ev->len);
	return buffer_status(&o->text);
}

static int
begin_txt(struct out *o, const struct header *h)
{
	(void)h;
	return (o->plain = plain_new()) ? 0 : -ENOMEM;
}

static int
event_txt(struct out *o, const struct event *ev)
{
	if (ev->code == EVENT_OUTPUT)
		plain_feed(o->plain, ev->data, ev->len, &o->text);
	return buffer_status(&o->text);
}

static int
end_txt(struct out *o)
{
	plain_finish(o->plain, &o->text);
	return buffer_status(&o->text);
}

static const struct form FORMS[] = {
	{"cast3", false, begin_cast3, event_cast3, NULL},
	{"cast2", false, begin_cast2, event_cast2, NULL},
	{"raw", true, NULL, event_raw, NULL},
	{"txt", false, begin_txt, event_txt, end_txt},
};

static const struct form *
find_form(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof FORMS / sizeof *FORMS; i++)
		if (strcmp(FORMS[i].name, name) == 0)
			return &FORMS[i];
	return NULL;
}

static int
flush_out(struct out *o, int fd, size_t limit)
{
	int r;

	if (o->text.len < limit)
		return 0;
	r = file_write(fd, o->text.data, o->text.len);
	buffer_clear(&o->text);
	return r;
}

/* *broken: the recording could not be read on, which the caller reports. */
static int
convert(struct source *source, const struct form *form, int fd, int *broken)
{
	struct out o = {.lines = !source_header(source)->pty};
	struct event ev;
	int r = form->begin ? form->begin(&o, source_header(source)) : 0;

	*broken = 0;
	while (r == 0 && (*broken = source_next(source, &ev)) == 1)
		if ((r = form->event(&o, &ev)) == 0)
			r = flush_out(&o, fd, 65536);
	if (r == 0 && form->end != NULL)
		r = form->end(&o);
	if (r == 0)
		r = flush_out(&o, fd, 1);
	plain_free(o.plain);
	buffer_free(&o.text);
	buffer_free(&o.scratch);
	return r;
}

static int
write_to(struct source *source, const char *name, const struct form *form, int fd,
    const char *output)
{
	int broken, r = convert(source, form, fd, &broken);

	if (r == -EPIPE)
		return EXIT_FINE;
	if (r != 0) {
		report_error("can't write %s: %s", output, error_text(r));
		return EXIT_UNREADABLE;
	}
	if (broken < 0 || source_end(source) == SOURCE_CUT) {
		report_warning("%s: %s", name,
		    *source_end_note(source) ? source_end_note(source) : error_text(broken));
		return EXIT_FOUND;
	}
	return EXIT_FINE;
}

static int
export_to_file(struct source *source, const char *name, const struct form *form,
    const char *output, bool force)
{
	char *temporary = NULL;
	int fd = -1, r, code;

	if (!force && file_would_replace(output)) {
		report_error("%s exists; --force overwrites it", output);
		return EXIT_USAGE;
	}
	if ((r = file_begin_output(output, &fd, &temporary)) != 0) {
		report_error("can't write %s: %s", output, error_text(r));
		return EXIT_UNREADABLE;
	}
	code = write_to(source, name, form, fd, output);
	if (code == EXIT_UNREADABLE) {
		file_abandon(&fd, &temporary);
	} else if ((r = file_replace(output, &fd, &temporary)) != 0) {
		report_error("can't write %s: %s", output, error_text(r));
		code = EXIT_UNREADABLE;
	}
	return code;
}

/* A report shows commands and screens: the player makes it. */
static bool
is_report(const char *format)
{
	return strcmp(format, "md") == 0 || strcmp(format, "html") == 0;
}

/* The program of another room, with the arguments that we were called with. */
static int
run_other(const char *room, const char *program, const char *what, char **argv)
{
	char *path = sibling_program(room, program);

	if (path != NULL)
		execv(path, argv);
	report_error("can't run %s, which makes %s: %s", program, what, strerror(path ? errno : ENOENT));
	free(path);
	return EXIT_UNREADABLE;
}

static void
tell(const char *name, const char *format, bool redacted)
{
	struct buffer detail = {0};

	buffer_addc(&detail, '{');
	json_put_member(&detail, "format", format);
	if (is_report(format))
		json_put_flag(&detail, "redacted", redacted);
	buffer_addc(&detail, '}');
	deed_named(name, "session.exported", is_report(format) && !redacted ? "notice" : "info", &detail);
	buffer_free(&detail);
}

/* An archive for outsiders holds what the trail says: its room makes it. */
static bool
is_evidence(int argc, char **argv)
{
	int i;

	for (i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (strcmp(argv[i], "--evidence") == 0)
			return true;
	return false;
}

static int
run(int argc, char **argv)
{
	const char *format = "cast3", *output = NULL;
	const struct form *form;
	struct source *source;
	bool force = false, unredacted = false;
	const char *rules = NULL, *choosing = NULL;
	int option, code;

	if (is_evidence(argc, argv))
		return run_other("trail", "steno-trail", "evidence", argv - 1);
	while ((option = verb_option(&archive_export, argc, argv, "f:o:", OPTIONS)) != -1) {
		if (option == 'f')
			format = optarg;
		else if (option == 'o')
			output = strcmp(optarg, "-") == 0 ? NULL : optarg;
		else if (option == 'F')
			force = true;
		else if (option == 'U')
			unredacted = true;
		else if (option == 'r')
			rules = optarg;
		else if (option >= OPT_CHOOSING)
			choosing = OPTIONS[option - OPT_CHOOSING].name;
		else
			return EXIT_USAGE;
	}
	if (choosing != NULL)
		return verb_usage(&archive_export, "--%s chooses sessions for an archive: say --evidence too", choosing);
	if (optind + 1 != argc)
		return verb_usage(&archive_export, "name one recording");
	if (unredacted && rules != NULL)
		return verb_usage(&archive_export, "--rules and --unredacted contradict each other");
	if ((unredacted || rules != NULL) && find_form(format) != NULL)
		return verb_usage(&archive_export, "only md and html are redacted; %s is exact", format);
	if (is_report(format)) {
		tell(argv[optind], format, !unredacted);
		deed_settle(); /* nothing of ours runs behind it */
		return run_other("player", "steno-play", "reports", argv - 1);
	}
	if ((form = find_form(format)) == NULL)
		return verb_usage(&archive_export,
		    "there is no format \"%s\": cast3, cast2, raw, txt, md or html", format);
	if (output == NULL && form->acts && !force && isatty(STDOUT_FILENO)) {
		report_error("these bytes would act on your terminal; redirect them, name a file "
			     "with -o, or say --force");
		return EXIT_USAGE;
	}
	if ((source = verb_open(argv[optind], NULL)) == NULL)
		return EXIT_UNREADABLE;
	signal(SIGPIPE, SIG_IGN);
	tell(argv[optind], format, false);
	if (output != NULL)
		code = export_to_file(source, argv[optind], form, output, force);
	else
		code = write_to(source, argv[optind], form, STDOUT_FILENO, "the output");
	source_free(source);
	return code;
}
