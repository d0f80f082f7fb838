/* steno cat: a session's output, at once. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "archive/archive.h"
#include "lib/base/error.h"
#include "lib/base/report.h"
#include "lib/verb/deed.h"

static int run(int argc, char **argv);

const struct verb archive_cat = {"cat", run,
    "usage: steno cat [OPTION...] FILE|SESSION...\n"
    "\n"
    "Print what was shown in a session.  Into a file or a pipe: the exact bytes.  On a terminal:\n"
    "text, with every byte that could act on the terminal made visible.\n"
    "\n"
    "      --raw      the exact bytes, also on a terminal: they act on it as they did then\n"
    "  -f, --follow   go on while the session is being recorded\n"
    "      --help, --version\n"
    "\n"
    "exit status: 0; 1 when a recording has no end, was recovered, or has a place that can't be read; 2 usage;\n"
    "3 when one can't be read at all.\n"
    "\n"
    "examples:\n"
    "  steno cat demo.cast.zst | less -R\n"
    "  steno cat 0193a1b2          by the beginning of a session's id\n"
    "  steno cat -f 0193a1b2       watch a session that is still running\n"};

static const struct option OPTIONS[] = {
	{"raw", no_argument, NULL, 'r'},
	{"follow", no_argument, NULL, 'f'},
	VERB_OPTIONS_END,
};

static int
print_event(const struct event *ev, bool visible, struct buffer *text)
{
	const char *data = ev->data;
	size_t len = ev->len;

	if (ev->code != EVENT_OUTPUT)
		return 0;
	if (visible) {
		buffer_clear(text);
		report_visible(text, ev->data, ev->len, true);
		data = text->data;
		len = text->len;
	}
	if (fwrite(data, 1, len, stdout) == len)
		return 0;
	verb_output_failed(errno);
	return -1;
}

static int
flush(void)
{
	if (fflush(stdout) == 0)
		return 0;
	verb_output_failed(errno);
	return -1;
}

static void
tell(const char *name)
{
	const struct deed_view view = DEED_VIEW("cat");
	char *path = verb_find(name);

	if (path != NULL)
		deed_viewed(path, &view);
	free(path);
}

static int
cat_one(const char *name, bool visible, bool follow)
{
	struct source *source = verb_open(name, NULL);
	struct buffer text = {0};
	struct event ev;
	int r, code = EXIT_FINE;

	if (source == NULL)
		return EXIT_UNREADABLE;
	/* before anything is shown */
	tell(name);
	for (;;) {
		if ((r = source_next(source, &ev)) == 1) {
			if (print_event(&ev, visible, &text) != 0)
				break;
			continue;
		}
		if (r < 0 || !follow || source_end(source) != SOURCE_LIVE)
			break;
		if (flush() != 0 || source_wait(source, 1000) < 0)
			break;
	}
	flush();
	if (r < 0 || source_end(source) == SOURCE_CUT) {
		report_warning("%s: %s", name,
		    *source_end_note(source) ? source_end_note(source) : error_text(r));
		code = EXIT_FOUND;
	}
	buffer_free(&text);
	source_free(source);
	return code;
}

static int
run(int argc, char **argv)
{
	bool raw = false, follow = false;
	int option, code = EXIT_FINE, one;

	while ((option = verb_option(&archive_cat, argc, argv, "f", OPTIONS)) != -1) {
		if (option == 'r')
			raw = true;
		else if (option == 'f')
			follow = true;
		else
			return EXIT_USAGE;
	}
	if (optind == argc)
		return verb_usage(&archive_cat, "name a recording");
	signal(SIGPIPE, SIG_IGN);
	for (; optind < argc && !ferror(stdout); optind++) {
		one = cat_one(argv[optind], !raw && isatty(STDOUT_FILENO), follow);
		code = one > code ? one : code;
	}
	return code;
}
