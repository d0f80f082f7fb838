/* steno commands: the command lines that were committed in a recording. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "indexer/indexer.h"
#include "indexer/recover.h"
#include "lib/base/error.h"
#include "lib/base/report.h"
#include "lib/base/utf8.h"

#define WAITING_MAX 100000 /* commands whose end is not known; an outer one may last for weeks */

static const char USAGE[] =
    "usage: steno commands [--json] [--replies] FILE|SESSION\n"
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
    "Any format that \"steno import\" reads will do.\n"
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
	size_t first, count, cap;
	int64_t epoch;
	bool json, replies;
	int columns; /* of the table, 0: as wide as it is */
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
print_one(const struct listing *l, const struct command *c)
{
	struct buffer line = {0};

	if (!l->json) {
		print_row(l, c);
		return;
	}
	if (command_encode(&line, c, l->epoch) == 0)
		fwrite(line.data, 1, line.len, stdout);
	buffer_free(&line);
}

/* Print what stands first and has ended; everything, when too much waits. */
static void
print_ready(struct listing *l, bool all)
{
	while (l->first < l->count && (all || l->list[l->first].ended || l->count - l->first > WAITING_MAX)) {
		print_one(l, &l->list[l->first].c);
		command_free(&l->list[l->first++].c);
	}
	if (l->first > 1000 && l->first * 2 > l->count) {
		memmove(l->list, l->list + l->first, sizeof *l->list * (l->count - l->first));
		l->count -= l->first;
		l->first = 0;
	}
}

static int
take_command(void *context, struct command *c)
{
	struct listing *l = context;
	struct waiting *grown;

	if (l->count == l->cap) {
		l->cap = l->cap ? l->cap * 2 : 64;
		if ((grown = realloc(l->list, l->cap * sizeof *l->list)) == NULL) {
			command_free(c);
			return -ENOMEM;
		}
		l->list = grown;
	}
	l->list[l->count].c = *c;
	l->list[l->count++].ended = c->kind == COMMAND_REPLY;
	print_ready(l, false);
	return ferror(stdout) ? -EPIPE : 0;
}

static int
take_end(void *context, uint64_t seq, int64_t exit, int64_t duration, uint64_t output_to, uint64_t bytes)
{
	struct listing *l = context;
	size_t i;

	for (i = l->count; i > l->first && l->list[i - 1].c.seq > seq; i--)
		;
	if (i == l->first || l->list[i - 1].c.seq != seq)
		return 0;
	l->list[i - 1].c.exit = exit;
	l->list[i - 1].c.duration = duration;
	l->list[i - 1].c.output_to = output_to;
	l->list[i - 1].c.bytes = bytes;
	l->list[i - 1].ended = true;
	print_ready(l, false);
	return 0;
}

static int
list_commands(struct listing *l, struct source *source, const char *name)
{
	const struct recover_sink sink = {take_command, take_end, l};
	const struct header *h = source_header(source);
	struct recover *recover;
	struct event ev;
	int r, read;

	l->epoch = h->realtime != HEADER_NONE ? h->realtime
	    : h->timestamp != HEADER_NONE     ? h->timestamp * 1000
					      : COMMAND_UNKNOWN;
	if ((r = recover_new(h, &sink, &recover)) != 0) {
		report_error("can't recover the commands of \"%s\": %s", name, error_text(r));
		return EXIT_UNREADABLE;
	}
	while ((read = source_next(source, &ev)) > 0 && (r = recover_event(recover, &ev)) == 0)
		;
	if (r == 0)
		r = recover_end(recover, source_end(source) == SOURCE_CUT);
	recover_free(recover);
	print_ready(l, true);
	if (r != 0 && r != -EPIPE) {
		report_error("can't recover the commands of \"%s\": %s", name, error_text(r));
		return EXIT_UNREADABLE;
	}
	if (*source_end_note(source) != '\0')
		report_warning("%s: %s", name, source_end_note(source));
	return read < 0 ? EXIT_UNREADABLE : EXIT_FINE;
}

static int
commands_run(int argc, char **argv)
{
	static const struct option options[] = {{"json", no_argument, NULL, 'j'},
	    {"replies", no_argument, NULL, 'R'}, {"timing", required_argument, NULL, 'T'},
	    {"help", no_argument, NULL, 'H'}, {"version", no_argument, NULL, 'V'}, {0}};
	struct listing l = {0};
	struct source *source;
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
	if (argc - optind != 1)
		return verb_usage(&indexer_commands, "one recording is wanted");
	if ((source = verb_open(argv[optind], timing)) == NULL)
		return EXIT_UNREADABLE;
	code = list_commands(&l, source, argv[optind]);
	source_free(source);
	free(l.list);
	return code;
}

const struct verb indexer_commands = {"commands", commands_run, USAGE};
