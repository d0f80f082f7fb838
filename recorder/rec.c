/* steno-rec: record a command, or a shell, on a pty. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>
#include <unistd.h>

#include "config.h"
#include "lib/base/error.h"
#include "lib/base/report.h"
#include "lib/cast/event.h"
#include "recorder/channel.h"
#include "recorder/describe.h"
#include "recorder/environ.h"
#include "recorder/guard.h"
#include "recorder/parting.h"
#include "recorder/policy.h"
#include "recorder/session.h"
#include "recorder/tape.h"
#include "recorder/witness.h"

static const char USAGE[] =
    "usage: steno rec [OPTION...] [FILE] [-- COMMAND [ARG...]]\n"
    "\n"
    "Record a terminal session: your shell, or COMMAND.  Without FILE the recording goes to your\n"
    "store.  The exit status is the command's (128 + N for signal N); 125 when recording failed.\n"
    "\n"
    "  -t, --title TEXT          a title, for people\n"
    "  -l, --label NAME=VALUE    a label, task=123 say; may be given more than once\n"
    "      --input keys|full|none\n"
    "                            what to keep of what is typed (default keys: only what kinds of\n"
    "                            keys were pressed; full can catch secrets, see steno-rec(1))\n"
    "      --size COLSxROWS      the terminal's size where there is no terminal (80x24)\n"
    "      --on-failure stop|continue\n"
    "                            what to do when the recording can't be written\n"
    "      --reports, --no-reports\n"
    "                            let the shell report what it ran, or not (the default); the\n"
    "                            shell needs a line in its start file, see steno-rec(1)\n"
    "      --nested              record even if this terminal is recorded already\n"
    "  -q, --quiet               say nothing at the beginning and the end\n"
    "      --help, --version\n"
    "\n"
    "examples:\n"
    "  steno rec                             record a shell until it exits\n"
    "  steno rec demo.cast.zst               the same, into this file\n"
    "  steno rec -l task=42 -- make install  record one command\n"
    "  steno rec build.cast.zst -- make </dev/null\n"
    "                                        from cron or CI: output goes to stdout as well\n";

enum long_option { OPT_INPUT = 256, OPT_SIZE, OPT_ON_FAILURE, OPT_NESTED, OPT_REPORTS, OPT_NO_REPORTS, OPT_HELP, OPT_VERSION };

static const struct option OPTIONS[] = {
	{"title", required_argument, NULL, 't'},
	{"label", required_argument, NULL, 'l'},
	{"input", required_argument, NULL, OPT_INPUT},
	{"size", required_argument, NULL, OPT_SIZE},
	{"on-failure", required_argument, NULL, OPT_ON_FAILURE},
	{"nested", no_argument, NULL, OPT_NESTED},
	{"reports", no_argument, NULL, OPT_REPORTS},
	{"no-reports", no_argument, NULL, OPT_NO_REPORTS},
	{"quiet", no_argument, NULL, 'q'},
	{"help", no_argument, NULL, OPT_HELP},
	{"version", no_argument, NULL, OPT_VERSION},
	{NULL, 0, NULL, 0},
};

#define TITLE_MOST 1000   /* bytes: the header is one line, and has to hold what was run */
#define LABELS_MOST 16384 /* of all of them */

struct arguments {
	struct header header;
	struct policy policy;
	int cols, rows;
	size_t labels; /* bytes */
	bool nested, quiet;
	struct guard_given given;
	const char *file;
	char *const *command; /* NULL: a shell */
};

static int
set_key(struct arguments *a, const char *key, const char *value)
{
	char *why = NULL;
	int r = config_set(a->policy.config, key, value, CONFIG_OPTION, &why);

	if (r != 0)
		report_error("%s", why ? why : error_text(r));
	free(why);
	return r;
}

static int
set_title(struct arguments *a, const char *text)
{
	if (strlen(text) <= TITLE_MOST)
		return header_set(&a->header.title, text);
	report_error("a title has at most %d bytes, this one %zu", TITLE_MOST, strlen(text));
	return ERR_RANGE;
}

static int
add_label(struct arguments *a, const char *text)
{
	const char *equals = strchr(text, '=');
	char *name;
	int r;

	if (equals == NULL || equals == text) {
		report_error("a label is NAME=VALUE, not \"%s\"", text);
		return ERR_RANGE;
	}
	if ((a->labels += strlen(text)) > LABELS_MOST) {
		report_error("labels have at most %d bytes in all, these %zu", LABELS_MOST, a->labels);
		return ERR_RANGE;
	}
	if ((name = strndup(text, (size_t)(equals - text))) == NULL)
		return -ENOMEM;
	r = header_pairs_add(&a->header.labels, name, equals + 1);
	free(name);
	return r;
}

static int
take_option(struct arguments *a, int option, const char *value)
{
	switch (option) {
	case 't':
		return set_title(a, value);
	case 'l':
		return add_label(a, value);
	case 'q':
		a->quiet = true;
		return 0;
	case OPT_NESTED:
		a->nested = true;
		return 0;
	case OPT_INPUT:
		return set_key(a, "record.input", value);
	case OPT_REPORTS:
		return set_key(a, "record.reports", "yes");
	case OPT_NO_REPORTS:
		return set_key(a, "record.reports", "no");
	case OPT_ON_FAILURE:
		return set_key(a, "record.on-failure", value);
	case OPT_SIZE:
		if (event_parse_size(value, strlen(value), &a->cols, &a->rows) == 0)
			return 0;
		report_error("a size is COLSxROWS, 80x24 say, not \"%s\"", value);
		return ERR_RANGE;
	}
	fputs("Try \"steno rec --help\".\n", stderr);
	return ERR_RANGE;
}

/* Options may stand before and behind FILE; whatever is behind the first "--" is the command's. */
static int
parse_arguments(struct arguments *a, int argc, char **argv)
{
	static char program[] = "steno rec";
	int option, dashes;

	for (dashes = 1; dashes < argc && strcmp(argv[dashes], "--") != 0; dashes++)
		;
	argv[0] = program; /* as getopt is to call us */
	while ((option = getopt_long(dashes, argv, "t:l:q", OPTIONS, NULL)) != -1) {
		if (option == OPT_HELP) {
			fputs(USAGE, stdout);
			exit(0);
		}
		if (option == OPT_VERSION) {
			puts(PACKAGE_STRING);
			exit(0);
		}
		if (take_option(a, option, optarg) != 0)
			return -1;
	}
	if (optind < dashes)
		a->file = argv[optind++];
	if (optind < dashes) {
		report_error("a command goes behind \"--\": steno rec %s -- %s ...", a->file,
		    argv[optind]);
		return -1;
	}
	if (dashes + 1 < argc)
		a->command = argv + dashes + 1;
	return 0;
}

/* The command as one line for people, in the header's `command`. */
static char *
join_words(char *const *argv)
{
	struct buffer text = {0};
	char *line;

	for (; *argv != NULL; argv++) {
		if (text.len > 0)
			buffer_addc(&text, ' ');
		buffer_adds(&text, *argv);
	}
	line = buffer_string(&text) ? strdup(text.data) : NULL;
	buffer_free(&text);
	return line;
}

/* The user's shell: not one of ours, should that be what the environment names. */
static const char *
users_shell(const struct policy *p)
{
	const char *shell = getenv("SHELL");

	if (shell == NULL || *shell != '/' || strncmp(strrchr(shell, '/'), "/steno-", 7) == 0 || access(shell, X_OK) != 0)
		return p->shell;
	return shell;
}

static void
say_end(const struct arguments *a, const char *path)
{
	if (a->quiet || !isatty(STDIN_FILENO) || !isatty(STDERR_FILENO) || path == NULL)
		return;
	report_note("recorded in %s", path);
}

static int
record(struct arguments *a)
{
	const char *shell = users_shell(&a->policy);
	char *shell_argv[] = {(char *)(uintptr_t)shell, NULL}, *setting = NULL, *line = NULL;
	char *set[] = {(char *)(uintptr_t)CHANNEL_VARIABLE, NULL, NULL}, *message = NULL, *path = NULL, **env = NULL;
	char *const *argv = a->command ? a->command : shell_argv;
	struct session_options options = {.policy = &a->policy};
	struct tape *tape = NULL;
	int code = SESSION_FAILED;

	if ((line = join_words(argv)) == NULL ||
	    describe_session(&a->header, &a->policy, argv, line, true,
		isatty(STDIN_FILENO), NULL) != 0) {
		report_error("out of memory");
		goto done;
	}
	options.headless = !isatty(STDIN_FILENO);
	session_size(&options.size, a->cols, a->rows);
	session_put_size(&a->header, &options.size);
	if (tape_new(a->file, &a->header, &a->policy, &tape, &message) != 0) {
		report_error("%s", message ? message : "can't begin the recording");
		fputs("Nothing was run.  Name another file, or see --on-failure.\n", stderr);
		goto done;
	}
	if (asprintf(&setting, "STENO_SESSION=%s", tape_id(tape)) < 0)
		setting = NULL;
	set[1] = setting;
	if ((env = environ_with(set)) == NULL)
		goto done;
	options.command = (struct child_command){.file = argv[0], .argv = argv, .env = env,
	    .given = a->given};
	if (!a->quiet && isatty(STDIN_FILENO) && isatty(STDERR_FILENO) && a->command == NULL)
		report_note("recording; \"exit\" ends it");
	if (*a->policy.notice != '\0' && isatty(STDIN_FILENO) && isatty(STDERR_FILENO))
		report_note("%s", a->policy.notice);
	if ((code = session_run(&options, tape)) < 0) {
		report_error("can't start the session: %s", child_start_error(code));
		code = SESSION_FAILED;
	}
	path = tape_path(tape) ? strdup(tape_path(tape)) : NULL;
	if (tape_close(tape, &message) != 0) {
		report_error("%s", message ? message : "the recording could not be finished");
		if (code == 0 && !a->policy.carry_on)
			code = SESSION_FAILED;
	} else {
		say_end(a, path);
		/* a file that was named is for whoever named it */
		if (a->file == NULL)
			parting_index(&a->policy, path);
	}
done:
	free(message);
	free(env);
	free(setting);
	free(line);
	free(path);
	return code;
}

int
main(int argc, char **argv)
{
	struct arguments a = {0};
	char id[UUID_TEXT_SIZE], *message = NULL;
	int code = SESSION_FAILED;

	report_name("steno rec");
	openlog("steno", LOG_PID, LOG_AUTHPRIV);
	guard_begin(&a.given);
	header_init(&a.header);
	if (policy_load(&a.policy, false, &message) != 0) {
		report_error("%s", message ? message : "out of memory");
		goto done;
	}
	if (parse_arguments(&a, argc, argv) != 0) {
		code = 2;
		goto done;
	}
	if (policy_decide(&a.policy, &message) != 0) {
		report_error("%s", message ? message : "out of memory");
		goto done;
	}
	if (!a.nested && witness_ask(id)) {
		report_error("this terminal is recorded already, as session %s.\n"
			     "To record it a second time: steno rec --nested", id);
		goto done;
	}
	code = record(&a);
done:
	free(message);
	header_free(&a.header);
	policy_free(&a.policy);
	return code;
}
