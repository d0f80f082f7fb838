/* steno anchor: the newest checkpoint, given to witnesses. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <syslog.h>
#include <unistd.h>

#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/base/report.h"
#include "lib/config/config.h"
#include "lib/trail/logbook.h"
#include "lib/trail/seal.h"
#include "trail/trail.h"

static int run(int argc, char **argv);

const struct verb trail_anchor = {"anchor", run,
    "usage: steno anchor [OPTION...] [STORE]\n"
    "\n"
    "Give the newest checkpoint of the trail of your store, or of STORE, to witnesses, after signing what\n"
    "stands there where the key lies beside it.  A trail that was cut, or made anew as a whole, verifies\n"
    "by itself: only a checkpoint that lies elsewhere shows it.\n"
    "\n"
    "      --file FILE        append it to this file, on other storage\n"
    "      --syslog           hand it to the system's log, as one line\n"
    "      --command COMMAND  run this with /bin/sh, with the checkpoint on its standard input\n"
    "      --print            print it\n"
    "  -q, --quiet            don't say what was done\n"
    "      --help, --version\n"
    "\n"
    "Without any of the first four: what steno.conf(5) names.\n"
    "\n"
    "exit status: 0 every witness took it; 1 one did not; 2 usage, or no witness; 3 no trail that can be\n"
    "read and signed.\n"
    "\n"
    "examples:\n"
    "  steno anchor --file /media/usb/steno.anchors\n"
    "  steno anchor --command 'ssh witness@elsewhere'\n"};

static const struct option OPTIONS[] = {
	{"file", required_argument, NULL, 'f'},
	{"syslog", no_argument, NULL, 's'},
	{"command", required_argument, NULL, 'c'},
	{"print", no_argument, NULL, 'p'},
	{"quiet", no_argument, NULL, 'q'},
	VERB_OPTIONS_END,
};

struct anchor {
	char *file, *command;
	bool syslog, print, quiet;
	struct logbook *book;
	struct checkpoint checkpoint;
	struct buffer note;
	int code;
};

/* Notes in a file stand behind one another, each with an empty line behind it. */
static int
append_to(const char *path, const struct buffer *note)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0600), r;

	if (fd < 0)
		return -errno;
	if ((r = file_write(fd, note->data, note->len)) == 0)
		r = file_write(fd, "\n", 1);
	if (r == 0 && fsync(fd) != 0 && errno != EINVAL)
		r = -errno;
	if (close(fd) != 0 && r == 0)
		r = -errno;
	return r ? r : file_sync_folder_of(path);
}

static int
hand_to_syslog(const struct buffer *note)
{
	struct buffer line = {0};
	size_t i;

	for (i = 0; i < note->len; i++) {
		if (note->data[i] == '\n')
			buffer_adds(&line, "\\n");
		else
			buffer_addc(&line, note->data[i]);
	}
	if (buffer_string(&line) == NULL)
		return -ENOMEM;
	openlog("steno", LOG_PID, LOG_AUTHPRIV);
	syslog(LOG_NOTICE, "checkpoint %s", line.data);
	closelog();
	buffer_free(&line);
	return 0;
}

static int
start_command(const char *command, int in)
{
	const char *const argv[] = {"sh", "-c", command, NULL};
	pid_t pid = fork();

	if (pid == 0) {
		dup2(in, STDIN_FILENO);
		close_range(3, ~0u, 0);
		signal(SIGPIPE, SIG_DFL);
		execv("/bin/sh", (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	return pid < 0 ? -errno : (int)pid;
}

static int
hand_to_command(const char *command, const struct buffer *note)
{
	int ends[2], pid, status, r;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return -errno;
	signal(SIGPIPE, SIG_IGN);
	pid = start_command(command, ends[0]);
	close(ends[0]);
	/* a witness that does not read it may still take it: its exit status says */
	if (pid > 0)
		(void)file_write(ends[1], note->data, note->len);
	close(ends[1]);
	if (pid < 0)
		return pid;
	while ((r = waitpid((pid_t)pid, &status, 0)) < 0 && errno == EINTR)
		;
	return r == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : ERR_FAILED;
}

/* What became of one witness; the trail says who took it. */
static void
tell(struct anchor *a, const char *witness, int r)
{
	char detail[64];
	struct entry e = {.action = "trail.anchored", .target = witness, .detail = detail};

	if (r != 0) {
		report_error("%s did not take the checkpoint: %s", witness,
		    r == ERR_FAILED ? "it did not exit with 0" : error_text(r));
		a->code = EXIT_FOUND;
		return;
	}
	snprintf(detail, sizeof detail, "{\"size\":%" PRIu64 "}", a->checkpoint.size);
	if ((r = logbook_append(a->book, &e, 1000)) != 0 || (r = logbook_seal(a->book, 0)) != 0 ||
	    (r = logbook_sync(a->book)) != 0)
		report_warning("the trail can't be told that %s has the checkpoint: %s", witness, error_text(r));
	if (!a->quiet)
		report_done("%s: %" PRIu64 " entries", witness, a->checkpoint.size);
}

static void
hand_out(struct anchor *a)
{
	if (a->print)
		fwrite(a->note.data, 1, a->note.len, stdout);
	if (a->file != NULL)
		tell(a, a->file, append_to(a->file, &a->note));
	if (a->syslog)
		tell(a, "syslog", hand_to_syslog(&a->note));
	if (a->command != NULL)
		tell(a, a->command, hand_to_command(a->command, &a->note));
}

static int
load_note(struct anchor *a, const char *store)
{
	int r;

	if ((r = logbook_open(store, LOGBOOK_THERE, NULL, &a->book)) == ERR_NOTFOUND) {
		report_error("%s has no trail: nothing was recorded in it yet", store);
		return EXIT_UNREADABLE;
	}
	if (r == 0)
		r = logbook_seal(a->book, 0);
	if (r == 0 && (r = seal_newest_note(logbook_folder(a->book), &a->checkpoint, &a->note)) == 0)
		r = ERR_NOTFOUND;
	if (r >= 0)
		return EXIT_FINE;
	report_error("can't sign the trail of %s: %s", store, error_text(r));
	return EXIT_UNREADABLE;
}

/* What the configuration names, where no option does. */
static int
take_configuration(struct anchor *a)
{
	const char *value;
	struct config *config;
	char *message = NULL;
	int code;

	if (a->file != NULL || a->command != NULL || a->syslog || a->print)
		return EXIT_FINE;
	config = verb_config(&message);
	if (message != NULL)
		report_warning("%s", message);
	free(message);
	if (config == NULL)
		return EXIT_UNREADABLE;
	if (*(value = config_get(config, "trail.anchor-file")) != '\0')
		a->file = strdup(value);
	if (*(value = config_get(config, "trail.anchor-command")) != '\0')
		a->command = strdup(value);
	a->syslog = strcmp(config_get(config, "trail.anchor-syslog"), "yes") == 0;
	code = a->file != NULL || a->command != NULL || a->syslog ? EXIT_FINE : EXIT_USAGE;
	config_free(config);
	return code ? verb_usage(&trail_anchor, "no witness: name one, or configure one in steno.conf") : code;
}

static int
take_option(struct anchor *a, int option)
{
	char **text = option == 'f' ? &a->file : &a->command;

	switch (option) {
	case 'f':
	case 'c':
		free(*text);
		return (*text = strdup(optarg)) ? 0 : EXIT_UNREADABLE;
	case 's':
		a->syslog = true;
		return 0;
	case 'p':
		a->print = true;
		return 0;
	case 'q':
		a->quiet = true;
		return 0;
	}
	return EXIT_USAGE;
}

static int
run(int argc, char **argv)
{
	struct anchor a = {.code = EXIT_FINE};
	char *store = NULL;
	int option, code = 0;

	while (code == 0 && (option = verb_option(&trail_anchor, argc, argv, "q", OPTIONS)) != -1)
		code = take_option(&a, option);
	if (code == 0 && optind + 1 < argc)
		code = verb_usage(&trail_anchor, "name one store");
	if (code == 0)
		code = take_configuration(&a);
	if (code == 0) {
		store = optind < argc ? strdup(argv[optind]) : verb_store();
		code = store ? load_note(&a, store) : EXIT_UNREADABLE;
	}
	if (code == 0)
		hand_out(&a);
	logbook_free(a.book);
	buffer_free(&a.note);
	free(a.file);
	free(a.command);
	free(store);
	return code ? code : a.code;
}
