/* steno verify: does a recording prove itself? */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/archive.h"
#include "lib/base/error.h"
#include "lib/base/json.h"
#include "lib/base/report.h"
#include "lib/cast/check.h"

static int run(int argc, char **argv);

const struct verb archive_verify = {"verify", run,
    "usage: steno verify [OPTION...] FILE|SESSION...\n"
    "\n"
    "Verify recordings: every digest, link, number and time.  Says of each whether it is intact (no\n"
    "line, order or number was changed) and whether it is complete (its end is there).  A recording\n"
    "verified by itself shows that it fits together, not that nobody made it anew as a whole.\n"
    "\n"
    "      --json     one JSON object a line\n"
    "  -q, --quiet    only the exit status\n"
    "      --help, --version\n"
    "\n"
    "exit status: 0 intact, and complete, recovered or live; 1 not; 2 usage; 3 could not be read.\n"
    "\n"
    "examples:\n"
    "  steno verify ~/.local/share/steno/sessions/*/*.cast.zst\n"};

static const struct option OPTIONS[] = {
	{"json", no_argument, NULL, 'j'},
	{"quiet", no_argument, NULL, 'q'},
	{"help", no_argument, NULL, 'H'},
	{"version", no_argument, NULL, 'V'},
	{NULL, 0, NULL, 0},
};

static const char *
intact_word(const struct check_result *r)
{
	switch (r->verdict) {
	case CHECK_INTACT:
		return "yes";
	case CHECK_DAMAGED:
		return "damaged";
	case CHECK_TAMPERED:
		return "no";
	}
	return "no";
}

static const char *
complete_word(const struct check_result *r)
{
	if (!r->complete)
		return r->live ? "live" : "no";
	return r->recovered ? "recovered" : "yes";
}

static void
print_json(const char *path, const struct check_result *r)
{
	struct buffer out = {0};

	buffer_addc(&out, '{');
	json_put_member(&out, "file", path);
	json_put_member(&out, "intact", intact_word(r));
	json_put_member(&out, "complete", complete_word(r));
	json_put_flag(&out, "witnessed", !r->imported);
	json_put_integer(&out, "parts", r->parts);
	json_put_integer(&out, "frames", r->frames);
	json_put_integer(&out, "journals", r->journals);
	json_put_integer(&out, "events", (int64_t)r->events);
	json_put_integer(&out, "removed", (int64_t)r->removed);
	json_put_integer(&out, "damaged_frames", (int64_t)r->damages);
	json_put_key(&out, "finding");
	if (r->verdict == CHECK_INTACT) {
		buffer_adds(&out, "null");
	} else {
		buffer_addc(&out, '{');
		json_put_member(&out, "file", r->path);
		json_put_integer(&out, "offset", r->offset);
		json_put_integer(&out, "frame", (int64_t)r->sequence);
		json_put_key(&out, "what");
		json_put_string(&out, r->what.data, r->what.len);
		buffer_addc(&out, '}');
	}
	json_put_key(&out, "notes");
	json_put_string(&out, r->notes.data ? r->notes.data : "", r->notes.len);
	buffer_adds(&out, "}\n");
	fwrite(out.data, 1, out.len, stdout);
	buffer_free(&out);
}

static void
print_text(const char *path, struct check_result *r)
{
	struct buffer out = {0};

	report_visible(&out, path, strlen(path), false);
	buffer_addf(&out, "\n  intact    %s\n  complete  %s\n", intact_word(r), complete_word(r));
	buffer_addf(&out, "  checked   %u frame%s in %u part%s, %" PRIu64 " events", r->frames,
	    r->frames == 1 ? "" : "s", r->parts, r->parts == 1 ? "" : "s", r->events);
	if (r->journals > 0)
		buffer_addf(&out, ", of them some in %u journal%s, which nothing proves yet",
		    r->journals, r->journals == 1 ? "" : "s");
	buffer_addc(&out, '\n');
	if (r->imported)
		buffer_adds(&out, "  witnessed no: an import\n");
	if (r->removed > 0)
		buffer_addf(&out, "  removed   %" PRIu64 " events, by authority\n", r->removed);
	if (r->verdict != CHECK_INTACT) {
		buffer_addf(&out, "  first     frame %" PRIu64 ", at byte %" PRId64 ": ", r->sequence,
		    r->offset);
		buffer_add(&out, r->what.data, r->what.len);
		buffer_addc(&out, '\n');
		if (r->path != NULL && strcmp(r->path, path) != 0) {
			buffer_adds(&out, "            in ");
			report_visible(&out, r->path, strlen(r->path), false);
			buffer_addc(&out, '\n');
		}
	}
	for (char *line = r->notes.len ? strtok((char *)(uintptr_t)buffer_string(&r->notes), "\n")
				       : NULL;
	     line != NULL; line = strtok(NULL, "\n"))
		buffer_addf(&out, "  note      %s\n", line);
	fwrite(out.data, 1, out.len, stdout);
	buffer_free(&out);
}

static int
verify_one(const char *name, bool json, bool quiet)
{
	char *path = verb_find(name);
	struct check_result result;
	int r, code;

	if (path == NULL)
		return EXIT_UNREADABLE;
	if ((r = check_recording(path, NULL, &result)) != 0) {
		if (r == ERR_UNKNOWN)
			report_error("%s is no recording of Steno's: there is nothing in it to verify",
			    path);
		else
			report_error("can't verify %s: %s", path, error_text(r));
		code = EXIT_UNREADABLE;
	} else {
		if (json)
			print_json(path, &result);
		else if (!quiet)
			print_text(path, &result);
		code = result.verdict == CHECK_INTACT && (result.complete || result.live)
		    ? EXIT_FINE
		    : EXIT_FOUND;
	}
	check_release(&result);
	free(path);
	return code;
}

static int
run(int argc, char **argv)
{
	bool json = false, quiet = false;
	int option, code = EXIT_FINE, one;

	while ((option = verb_option(&archive_verify, argc, argv, "q", OPTIONS)) != -1) {
		if (option == 'j')
			json = true;
		else if (option == 'q')
			quiet = true;
		else
			return EXIT_USAGE;
	}
	if (optind == argc)
		return verb_usage(&archive_verify, "name a recording");
	for (; optind < argc; optind++) {
		one = verify_one(argv[optind], json, quiet);
		code = one > code ? one : code;
	}
	return code;
}
