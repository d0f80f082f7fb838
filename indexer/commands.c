/* steno commands: the command lines that were committed in a recording. */
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/indexer.h"
#include "indexer/worker.h"
#include "lib/base/error.h"
#include "lib/base/json.h"
#include "lib/base/report.h"
#include "lib/base/utf8.h"
#include "lib/verb/deed.h"

/* Of commands whose end is not known; an outer one may last for weeks. */
#define WAITING_MAX 100000
#define WAITING_BYTES_MAX (64u * 1024 * 1024)

static const char USAGE[] =
    "usage: steno commands [--json] [--replies] FILE|SESSION...\n"
    "\n"
    "Print the command lines that were run in a recording, as they stood when they were committed, in any\n"
    "shell or interpreter, through ssh and sudo.  Each has a grade, which says how sure that is: A and B\n"
    "are as good as certain, C is from the screen alone, D was pieced together, U: a line was\n"
    "committed that nobody could read.\n"
    "\n"
    "  -j, --json        one JSON object a line\n"
    "      --replies     also what was answered to running programs (always with --json)\n"
    "      --timing FILE for a recording of script(1): its timing file\n"
    "      --help, --version\n"
    "\n"
    "Any format that \"steno import\" reads will do.  Of several recordings the table has a heading for each,\n"
    "and each JSON object a member \"file\".\n"
    "\n"
    "What reads a recording's output runs in a process that can do nothing else.  When a recording kills it, what\n"
    "was found up to there is listed, and the next recording is taken.\n"
    "\n"
    "exit status: 0 all is listed; 1 a recording's worker was lost; 2 usage; 3 a recording could not be read\n"
    "\n"
    "examples:\n"
    "  steno commands session.cast.zst\n"
    "  steno commands --json session.cast.zst | jq -r 'select(.kind == \"command\") | .text'\n";

struct waiting {
	struct command c;
	bool ended;
};

struct listing {
	struct waiting *list; /* in order of seq */
	size_t first, count, cap, bytes;
	int64_t epoch;
	bool json, replies;
	const char *name; /* of the recording, where several are listed; or NULL */
};

/* One line for people: control characters shown, a line feed as a sign. */
static void
put_plain(struct buffer *out, const char *text, size_t len)
{
	const unsigned char *p = (const unsigned char *)text, *end = p + len;
	uint32_t code;
	int n;

	while (p < end) {
		if ((n = utf8_decode(p, (size_t)(end - p), &code)) <= 0) {
			buffer_adds(out, "\xEF\xBF\xBD");
			p++;
			continue;
		}
		if (code == '\n')
			buffer_adds(out, "\xE2\x8F\x8E ");
		else if (code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x200B && code <= 0x200F) ||
		    (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069))
			buffer_addf(out, "<%02X>", code);
		else
			buffer_add(out, p, (size_t)n);
		p += n;
	}
}

static void
print_row(const struct listing *l, const struct command *c)
{
	struct buffer row = {0};
	char at[32];
	const char *mark = c->kind == COMMAND_SHELL ? "" : c->kind == COMMAND_REPL ? "repl: " : "reply: ";
	int64_t s = c->at / 1000;

	if (c->kind == COMMAND_REPLY && !l->replies)
		return;
	snprintf(at, sizeof at, "%" PRId64 ":%02d:%02d.%03d", s / 3600, (int)(s / 60 % 60), (int)(s % 60),
	    (int)(c->at % 1000));
	buffer_addf(&row, "%4" PRIu64 "  %s  %c  ", c->seq, at, command_grade_letter(c->grade));
	if (c->exit != COMMAND_UNKNOWN)
		buffer_addf(&row, "%3" PRId64 "  ", c->exit);
	else
		buffer_adds(&row, "  -  ");
	buffer_addf(&row, "%*s%s", c->depth * 2, "", mark);
	if (c->grade == GRADE_U)
		buffer_adds(&row, "(not shown)");
	else
		put_plain(&row, c->text.data, c->text.len);
	buffer_addc(&row, '\n');
	if (row.data != NULL)
		fwrite(row.data, 1, row.len, stdout);
	buffer_free(&row);
}

static void
print_object(const struct listing *l, const struct command *c)
{
	struct buffer line = {0}, file = {0};

	if (l->name != NULL) {
		buffer_addc(&file, '{');
		json_put_member(&file, "file", l->name);
		buffer_addc(&file, ',');
	}
	if (command_encode(&line, c, l->epoch) == 0 && buffer_status(&file) == 0) {
		if (file.len > 0)
			fwrite(file.data, 1, file.len, stdout);
		/* its own brace stands in front of "file" */
		fwrite(line.data + (file.len > 0), 1, line.len - (file.len > 0), stdout);
	}
	buffer_free(&line);
	buffer_free(&file);
}

static void
print_heading(const char *name, bool first)
{
	struct buffer line = {0};

	buffer_adds(&line, first ? "" : "\n");
	put_plain(&line, name, strlen(name));
	buffer_adds(&line, ":\n");
	if (!line.broken)
		fwrite(line.data, 1, line.len, stdout);
	buffer_free(&line);
}

static size_t
weight(const struct command *c)
{
	return c->text.len + c->typed.len + c->cwd.len + c->reported.len;
}

static bool
is_ready(const struct listing *l)
{
	return l->list[l->first].ended || l->count - l->first > WAITING_MAX || l->bytes > WAITING_BYTES_MAX;
}

/* Print what stands first and has ended; everything, when too much waits. */
static void
print_ready(struct listing *l, bool all)
{
	struct command *c;

	while (l->first < l->count && (all || is_ready(l))) {
		c = &l->list[l->first++].c;
		if (l->json)
			print_object(l, c);
		else
			print_row(l, c);
		l->bytes -= weight(c);
		command_free(c);
	}
	if (l->first > 0 && (l->first == l->count || (l->first > 1000 && l->first * 2 > l->count))) {
		memmove(l->list, l->list + l->first, sizeof *l->list * (l->count - l->first));
		l->count -= l->first;
		l->first = 0;
	}
}

static int
take_command(void *context, struct command *c)
{
	struct listing *l = context;
	size_t cap = l->cap ? l->cap * 2 : 64;
	struct waiting *grown;

	if (l->count == l->cap) {
		if ((grown = realloc(l->list, cap * sizeof *l->list)) == NULL) {
			command_free(c);
			return -ENOMEM;
		}
		l->list = grown;
		l->cap = cap;
	}
	/* nothing says what an answer showed; the index has it so too */
	if (c->kind == COMMAND_REPLY)
		c->output_to = c->output_from;
	l->bytes += weight(c);
	l->list[l->count].c = *c;
	l->list[l->count++].ended = c->kind == COMMAND_REPLY;
	print_ready(l, false);
	return ferror(stdout) ? -EPIPE : 0;
}

static int
take_end(void *context, struct command_end *end)
{
	struct listing *l = context;
	size_t i;

	for (i = l->count; i > l->first && l->list[i - 1].c.seq > end->seq; i--)
		;
	if (i == l->first || l->list[i - 1].c.seq != end->seq)
		return 0;
	l->bytes += end->cwd.len + end->reported.len;
	command_complete(&l->list[i - 1].c, end);
	l->list[i - 1].ended = true;
	print_ready(l, false);
	return 0;
}

static void
report_loss(const struct worker *worker, const char *name)
{
	struct worker_status status;
	char what[128], at[32];

	worker_status(worker, &status);
	worker_describe(&status, what);
	if (!status.begun) {
		report_error("%s: the worker that recovers its commands %s, before its first event", name, what);
		return;
	}
	verb_duration(status.at, at);
	report_error("%s: the worker that recovers its commands %s, at event %" PRIu64 " (%s); what was found up to "
		     "there is listed", name, what, status.event, at);
}

/* All events through a worker.  *read is what the source said last. */
static int
run_worker(struct worker *worker, struct source *source, int *read)
{
	struct event ev;
	int r = 0;

	/* as the index is made, so that both say the same */
	while (r == 0 && (*read = source_next(source, &ev)) > 0)
		r = worker_event_of(worker, source_frame(source), &ev);
	return r == 0 ? worker_end(worker, source_end(source) == SOURCE_CUT) : r;
}

static int
list_commands(struct listing *l, struct source *source, const char *name)
{
	const struct recovery_sink sink = {take_command, take_end, l};
	struct worker *worker;
	int r, read = 0, code = EXIT_FINE;

	l->epoch = header_began(source_header(source));
	fflush(stdout);
	if ((r = worker_new(source_header(source), &sink, &worker)) == 0)
		r = run_worker(worker, source, &read);
	print_ready(l, true);
	if (r == ERR_FAILED) {
		report_loss(worker, name);
		code = EXIT_FOUND;
	} else if (r != 0 && r != -EPIPE) {
		report_error("can't recover the commands of \"%s\": %s", name, error_text(r));
		code = EXIT_UNREADABLE;
	}
	worker_free(worker);
	if (r == 0 && *source_end_note(source) != '\0')
		report_warning("%s: %s", name, source_end_note(source));
	return read < 0 ? EXIT_UNREADABLE : code;
}

static void
tell(const char *name)
{
	const struct deed_view view = DEED_VIEW("commands");
	char *path = verb_find(name);

	if (path != NULL)
		deed_viewed(path, &view);
	free(path);
}

/* The highest of their exit codes. */
static int
list_all(struct listing *l, char **names, int count, const char *timing)
{
	struct source *source;
	int i, one, code = EXIT_FINE;

	for (i = 0; i < count && !ferror(stdout); i++) {
		one = EXIT_UNREADABLE;
		if ((source = verb_open(names[i], timing)) != NULL) {
			l->name = count > 1 ? names[i] : NULL;
			if (l->name != NULL && !l->json)
				print_heading(names[i], i == 0);
			tell(names[i]);
			one = list_commands(l, source, names[i]);
			source_free(source);
		}
		code = one > code ? one : code;
	}
	return code;
}

static int
commands_run(int argc, char **argv)
{
	static const struct option options[] = {{"json", no_argument, NULL, 'j'},
	    {"replies", no_argument, NULL, 'R'}, {"timing", required_argument, NULL, 'T'},
	    {"help", no_argument, NULL, 'H'}, {"version", no_argument, NULL, 'V'}, {0}};
	struct listing l = {0};
	const char *timing = NULL;
	int option, code;

	while ((option = verb_option(&indexer_commands, argc, argv, "j", options)) != -1) {
		switch (option) {
		case 'j':
			l.json = true;
			break;
		case 'R':
			l.replies = true;
			break;
		case 'T':
			timing = optarg;
			break;
		default:
			return EXIT_USAGE;
		}
	}
	if (argc == optind)
		return verb_usage(&indexer_commands, "a recording is wanted");
	if (timing != NULL && argc - optind > 1)
		return verb_usage(&indexer_commands, "--timing goes with one recording");
	/* who started us may ignore it: then nobody could say how a worker ended */
	signal(SIGCHLD, SIG_DFL);
	code = list_all(&l, argv + optind, argc - optind, timing);
	free(l.list);
	return code;
}

const struct verb indexer_commands = {"commands", commands_run, USAGE};
