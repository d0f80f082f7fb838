/* steno import: other recorders' files become recordings of ours, marked as not witnessed. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "archive/archive.h"
#include "config.h"
#include "lib/base/armour.h"
#include "lib/base/clock.h"
#include "lib/base/error.h"
#include "lib/base/json.h"
#include "lib/base/report.h"
#include "lib/cast/digest.h"
#include "lib/cast/store.h"
#include "lib/cast/writer.h"
#include "lib/verb/deed.h"

static int run(int argc, char **argv);

const struct verb archive_import = {"import", run,
    "usage: steno import [OPTION...] FILE...\n"
    "\n"
    "Take recordings of other programs into your store: asciicast 1, 2 and 3 (plain, gzip, zstd),\n"
    "ttyrec, script (typescript with its timing file, or the advanced log), tlog's JSON.  The format\n"
    "is told by content.  What is imported is marked: Steno did not witness it.\n"
    "\n"
    "  -o, --output FILE    write there instead of the store (one FILE only)\n"
    "      --timing FILE    the timing file of a typescript\n"
    "  -l, --label NAME=VALUE\n"
    "      --json           one JSON object a line: file, session, path, state, events\n"
    "      --help, --version\n"
    "\n"
    "exit status: 0; 1 when a file was cut or broke off: what is whole was imported; 3 when one\n"
    "could not be imported at all.\n"
    "\n"
    "examples:\n"
    "  steno import old/*.cast\n"
    "  steno import typescript --timing typescript.timing -o night.cast.zst\n"};

static const struct option OPTIONS[] = {
	{"output", required_argument, NULL, 'o'},
	{"timing", required_argument, NULL, 't'},
	{"label", required_argument, NULL, 'l'},
	{"json", no_argument, NULL, 'j'},
	VERB_OPTIONS_END,
};

struct import {
	const char *output, *timing;
	struct header_pairs labels;
	bool json;
};

static int
digest_file(const char *path, char hex[2 * DIGEST_SIZE + 1])
{
	unsigned char sum[DIGEST_SIZE];
	struct digest *d = NULL;
	char data[65536];
	ssize_t n = 0;
	int fd, r;

	if ((fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)) < 0)
		return -errno;
	if ((r = digest_new(&d)) == 0)
		r = digest_begin(d);
	while (r == 0 && (n = read(fd, data, sizeof data)) > 0)
		r = digest_add(d, data, (size_t)n);
	if (r == 0 && n < 0)
		r = -errno;
	if (r == 0 && (r = digest_end(d, sum)) == 0)
		hex_encode(sum, sizeof sum, hex);
	digest_free(d);
	close(fd);
	return r;
}

/* Through the text, which forgets no member; then what an import is. */
static int
make_header(struct header *h, struct source *source, const char *file, const struct import *im)
{
	struct buffer line = {0};
	char hex[2 * DIGEST_SIZE + 1], now[32];
	int64_t realtime;
	size_t i;
	int r;

	if ((r = header_encode(&line, source_header(source))) == 0)
		r = header_parse(line.data, line.len - 1, h);
	buffer_free(&line);
	if (r != 0)
		return r;
	/* a foreign header has no member of ours, so what its reader knows beyond asciicast is taken here */
	const struct header *s = source_header(source);
	struct {
		char **to;
		const char *from;
	} texts[] = {{&h->host, s->host}, {&h->user, s->user}, {&h->shell, s->shell},
	    {&h->tty, s->tty}, {&h->zone, s->zone}, {&h->login, s->login},
	    {&h->client, s->client}};

	for (i = 0; i < sizeof texts / sizeof *texts; i++)
		if (*texts[i].to == NULL && (r = header_set(texts[i].to, texts[i].from)) != 0)
			return r;
	realtime = header_began(s) != HEADER_NONE ? header_began(s) : 0;
	h->realtime = realtime;
	h->timestamp = realtime / 1000;
	h->boottime = 0;
	h->pty = s->pty;
	h->witnessed = false;
	h->has_session = true;
	clock_format_utc(clock_realtime_ms(), now, sizeof now);
	if ((r = uuid_make(&h->session, realtime)) != 0 || (r = digest_file(file, hex)) != 0 ||
	    (r = header_pairs_add(&h->import, "format", source_format(source))) != 0 ||
	    (r = header_pairs_add(&h->import, "file", file)) != 0 ||
	    (r = header_pairs_add(&h->import, "sha256", hex)) != 0 ||
	    (r = header_pairs_add(&h->import, "at", now)) != 0 ||
	    (r = header_set(&h->recorder, PACKAGE_STRING)) != 0)
		return r;
	for (i = 0; i < s->import.count && r == 0; i++)
		r = header_pairs_add(&h->import, s->import.items[i].name, s->import.items[i].value);
	for (i = 0; i < im->labels.count && r == 0; i++)
		r = header_pairs_add(&h->labels, im->labels.items[i].name,
		    im->labels.items[i].value);
	return r;
}

static int
copy_events(struct source *source, struct writer *w, uint64_t *events, int *broken)
{
	struct event ev;
	int r = 0;

	*events = 0;
	while (r == 0 && (*broken = source_next(source, &ev)) == 1) {
		if ((r = writer_put(w, &ev)) == 0)
			(*events)++;
	}
	return r;
}

static void
report(const struct import *im, const char *file, const struct header *h, const char *path,
    uint64_t events, const char *state)
{
	char id[UUID_TEXT_SIZE];
	struct buffer out = {0};

	uuid_format(&h->session, id);
	if (im->json) {
		buffer_addc(&out, '{');
		json_put_member(&out, "file", file);
		json_put_member(&out, "session", id);
		json_put_member(&out, "path", path);
		json_put_member(&out, "state", state);
		json_put_integer(&out, "events", (int64_t)events);
		buffer_adds(&out, "}\n");
	} else {
		report_visible(&out, file, strlen(file), false);
		buffer_addf(&out, ": session %s, %" PRIu64 " events, in ", id, events);
		report_visible(&out, path, strlen(path), false);
		buffer_addc(&out, '\n');
	}
	fwrite(out.data, 1, out.len, stdout);
	buffer_free(&out);
}

/* What the trail is told of the recording that an import made. */
struct made {
	uint64_t frames;
	unsigned char last[DIGEST_SIZE];
};

static void
on_frame(void *context, const struct link *l, const unsigned char digest[DIGEST_SIZE])
{
	struct made *m = context;

	m->frames = l->sequence + 1;
	memcpy(m->last, digest, DIGEST_SIZE);
}

static void
tell(const char *path, const char *file, const struct made *m, uint64_t events)
{
	struct buffer detail = {0};

	buffer_addc(&detail, '{');
	json_put_member(&detail, "from", file);
	json_put_integer(&detail, "frames", (int64_t)m->frames);
	json_put_integer(&detail, "events", (int64_t)events);
	buffer_addc(&detail, '}');
	deed_begin(path);
	deed_recording(path, "session.imported", "notice", &detail, m->last);
	buffer_free(&detail);
}

static int
import_source(const struct import *im, const char *file, struct source *source)
{
	struct made made = {0};
	struct writer_options options = {.live = false, .listener = {on_frame, &made}};
	char *store = NULL, *path = NULL;
	struct writer *writer = NULL;
	struct header h;
	uint64_t events = 0;
	int broken = 0, r, code = EXIT_UNREADABLE;
	bool cut;

	header_init(&h);
	if ((r = make_header(&h, source, file, im)) != 0)
		goto done;
	if (im->output != NULL)
		path = strdup(im->output);
	else if ((store = verb_store()) != NULL)
		r = store_place(store, &h.session, &path);
	if (r == 0 && path == NULL)
		r = -ENOMEM;
	if (r != 0 || (r = writer_new(path, &h, &options, &writer)) != 0)
		goto done;
	if ((r = copy_events(source, writer, &events, &broken)) != 0) {
		writer_drop(writer);
		goto done;
	}
	cut = broken < 0 || source_end(source) == SOURCE_CUT;
	if ((r = writer_close(writer)) != 0)
		goto done;
	tell(path, file, &made, events);
	if (cut)
		report_warning("%s: %s; what is whole was imported", file,
		    *source_end_note(source) ? source_end_note(source) : error_text(broken));
	else if (*source_end_note(source) != '\0')
		report_note("%s: %s", file, source_end_note(source));
	report(im, file, &h, path, events, cut ? "cut" : "imported");
	code = cut ? EXIT_FOUND : EXIT_FINE;
done:
	if (r != 0)
		report_error("%s: can't import it into %s: %s", file, path ? path : "the store",
		    error_text(r));
	header_free(&h);
	free(store);
	free(path);
	return code;
}

static int
import_one(const struct import *im, const char *file)
{
	struct source_options options = {.timing = im->timing};
	struct source *source = NULL;
	char *message = NULL;
	int code = EXIT_UNREADABLE, r;

	if ((r = source_open(file, &options, &source, &message)) != 0) {
		report_error("%s: %s", file, message ? message : error_text(r));
	} else if (strcmp(source_format(source), "cast") == 0) {
		report_error("%s is a recording of Steno's own: copy it, an import would only lose "
			     "its proofs", file);
	} else {
		code = import_source(im, file, source);
	}
	source_free(source);
	free(message);
	return code;
}

static int
add_label(struct import *im, const char *text)
{
	const char *equals = strchr(text, '=');
	char *name;
	int r;

	if (equals == NULL || equals == text ||
	    (name = strndup(text, (size_t)(equals - text))) == NULL)
		return verb_usage(&archive_import, "a label is NAME=VALUE, not \"%s\"", text);
	r = header_pairs_add(&im->labels, name, equals + 1);
	free(name);
	return r ? EXIT_UNREADABLE : 0;
}

static int
run(int argc, char **argv)
{
	struct import im = {0};
	int option, code = EXIT_FINE, one;

	while ((option = verb_option(&archive_import, argc, argv, "o:l:", OPTIONS)) != -1) {
		if (option == 'o')
			im.output = optarg;
		else if (option == 't')
			im.timing = optarg;
		else if (option == 'j')
			im.json = true;
		else if (option != 'l' || add_label(&im, optarg) != 0)
			return EXIT_USAGE;
	}
	if (optind == argc)
		return verb_usage(&archive_import, "name a file");
	if ((im.output != NULL || im.timing != NULL) && optind + 1 != argc)
		return verb_usage(&archive_import, "--output and --timing go with one file");
	for (; optind < argc; optind++) {
		one = import_one(&im, argv[optind]);
		code = one > code ? one : code;
	}
	return code;
}
