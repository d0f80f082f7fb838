/* steno verify: do recordings, and the trail, prove themselves? */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/base/report.h"
#include "lib/cast/store.h"
#include "lib/verb/times.h"
#include "trail/court.h"
#include "trail/errand.h"
#include "trail/inspection.h"
#include "trail/recital.h"
#include "trail/tamper.h"
#include "trail/trail.h"

#define WITNESS_MAX (64u * 1024 * 1024)
#define INDEX_SAID_MAX (64u * 1024 * 1024)

static int run(int argc, char **argv);

const struct verb trail_verify = {"verify", run,
    "usage: steno verify [OPTION...] FILE|SESSION|STORE|ARCHIVE...\n"
    "       steno verify [OPTION...] --all\n"
    "\n"
    "Verify recordings: every digest, link, number and time; and, where they lie in a store, that they\n"
    "are what its trail says.  Three things are said of each, and of the trail:\n"
    "\n"
    "  intact    what is here was not changed\n"
    "  complete  nothing is missing\n"
    "  anchored  a checkpoint that was kept elsewhere says the same (--against)\n"
    "\n"
    "An archive of evidence (\"steno export\") is verified with nothing else: every byte of it.\n"
    "\n"
    "Needs no private key, no network and no index.  A recording outside of a store shows that it fits\n"
    "together, not that nobody made it anew as a whole.\n"
    "\n"
    "      --index          with --all, or a store: also the index, which is made anew elsewhere and compared;\n"
    "                       takes as long as making it\n"
    "      --all            the trail of your store and everything in it; a folder that is a store is\n"
    "                       verified in the same way\n"
    "      --against FILE   checkpoints that a witness kept; may be given more than once\n"
    "      --key KEY        the verifier's key that the trail must have begun with: text, or a file\n"
    "      --since TIME     with --all: only sessions since 7d, \"2026-11-21 14:00\", \"last week\", and\n"
    "                       signers lost since\n"
    "      --json           one JSON object a line\n"
    "  -q, --quiet          only the exit status\n"
    "      --selftest       tamper with a store made for it in every known way, and see it caught\n"
    "      --help, --version\n"
    "\n"
    "exit status: 0 all that was asked holds; 1 it does not; 2 usage; 3 something could not be read.\n"
    "\n"
    "examples:\n"
    "  steno verify --all\n"
    "  steno verify --all --against /media/usb/steno.anchors\n"
    "  steno verify --all --index\n"
    "  steno verify 0193a1b2\n"
    "  steno verify --key key.pub case-42.tar\n"};

static const struct option OPTIONS[] = {
	{"all", no_argument, NULL, 'a'},
	{"index", no_argument, NULL, 'i'},
	{"against", required_argument, NULL, 'g'},
	{"key", required_argument, NULL, 'k'},
	{"since", required_argument, NULL, 's'},
	{"json", no_argument, NULL, 'j'},
	{"quiet", no_argument, NULL, 'q'},
	{"selftest", no_argument, NULL, 't'},
	VERB_OPTIONS_END,
};

/* The court of the store whose trail was read last: recordings come in runs. */
struct verify {
	bool json, quiet, all, index;
	int64_t since;
	struct buffer witness;
	struct signet *key;
	struct court *court;
	unsigned shown, total, settled; /* settled: not of a session that goes on */
	int code; /* the worst so far */
};

static int
worst(struct verify *s, int code)
{
	s->code = code > s->code ? code : s->code;
	return s->code;
}

static void
show_trail(const struct verify *s)
{
	const struct court *c = s->court;

	if (s->quiet || !c->has_trail)
		return;
	if (s->json)
		recital_trail_json(c->store, &c->audit, c->witness);
	else
		recital_trail(c->store, &c->audit, c->witness);
}

/* Read a store's trail, unless it is the one that was read last. */
static int
take_store(struct verify *s, const char *store)
{
	const struct court_request q = {s->key, s->witness.len ? &s->witness : NULL, s->since};
	int r;

	if (s->court != NULL && strcmp(s->court->store, store) == 0)
		return EXIT_FINE;
	court_free(s->court);
	if ((r = court_open(store, &q, &s->court)) != 0) {
		report_error("can't read the trail of %s: %s", store, error_text(r));
		return EXIT_UNREADABLE;
	}
	if (!s->court->has_trail && (s->witness.len > 0 || s->key != NULL))
		report_error("%s has no trail to be held against a checkpoint or a key", store);
	/* of a single recording's store only what does not hold is said, and once */
	if (!s->all && !court_trail_holds(s->court))
		show_trail(s);
	return court_trail_holds(s->court) ? EXIT_FINE : EXIT_FOUND;
}

/* With --all only what is not fine is shown to people; programs are told of everything. */
static int
show(void *context, const char *path, int r, struct ruling *ruling)
{
	struct verify *s = context;

	s->total++;
	s->settled += r != 0 || !ruling->check.live;
	if (r != 0) {
		if (r == ERR_UNKNOWN)
			report_error("%s is no recording of Steno's: there is nothing in it to verify", path);
		else
			report_error("can't verify %s: %s", path, error_text(r));
		worst(s, EXIT_UNREADABLE);
		return 0;
	}
	if (s->json && !s->quiet) {
		recital_recording_json(path, ruling);
	} else if (!s->quiet && (!s->all || !ruling->fine)) {
		recital_recording(path, ruling);
		s->shown++;
	}
	worst(s, ruling->fine ? EXIT_FINE : EXIT_FOUND);
	return 0;
}

static void
verify_file(struct verify *s, const char *path)
{
	char *store = store_around(path);
	struct ruling ruling;
	int r;

	s->all = false;
	if (store != NULL) {
		worst(s, take_store(s, store));
	} else if (s->witness.len > 0 || s->key != NULL) {
		report_error("%s lies in no store: no trail tells of it, and no checkpoint can", path);
		worst(s, EXIT_FOUND);
	}
	r = court_rule(store ? s->court : NULL, path, &ruling);
	show(s, path, r, &ruling);
	ruling_release(&ruling);
	free(store);
}

static void
show_in_bundle(void *context, const char *name, struct ruling *ruling)
{
	const struct verify *s = context;

	if (s->json && !s->quiet)
		recital_recording_json(name, ruling);
	else if (!s->quiet && !ruling->fine)
		recital_recording(name, ruling);
}

static void
verify_bundle(struct verify *s, const char *path)
{
	const struct inspection_request q = {s->key, s->witness.len ? &s->witness : NULL, show_in_bundle, s};
	struct inspection found;
	int r;

	if ((r = inspection_make(path, &q, &found)) != 0) {
		report_error("can't verify %s: %s", path, error_text(r));
		worst(s, EXIT_UNREADABLE);
	} else {
		if (!s->quiet && s->json)
			recital_bundle_json(path, &found);
		else if (!s->quiet)
			recital_bundle(path, &found, s->key != NULL);
		worst(s, found.fine ? EXIT_FINE : EXIT_FOUND);
	}
	inspection_release(&found);
}

/* What is derived is held against what it is derived from by who derives it. */
static int
ask_index(struct verify *s, const char *index, const char *sessions)
{
	const char *argv[] = {"steno-index", "index", "--verify", "--index", index, "--", sessions, NULL, NULL};
	struct buffer said = {0};
	int r;

	if (s->json || s->quiet) {
		argv[5] = s->quiet ? "--quiet" : "--json";
		argv[6] = "--";
		argv[7] = sessions;
	}
	r = errand_run("indexer", "steno-index", NULL, argv, INDEX_SAID_MAX, &said);
	fwrite(said.data, 1, said.len, stdout);
	buffer_free(&said);
	if (r < 0)
		report_error("can't verify the index %s: %s", index, error_text(r));
	return r < 0 || r > EXIT_FOUND ? EXIT_UNREADABLE : r;
}

static void
verify_index(struct verify *s, const char *store)
{
	char *index = NULL, *sessions = NULL;

	if (asprintf(&index, "%s/index.db", store) < 0)
		index = NULL;
	if (asprintf(&sessions, "%s/sessions", store) < 0)
		sessions = NULL;
	fflush(stdout);
	if (index == NULL || sessions == NULL)
		worst(s, EXIT_UNREADABLE);
	else
		worst(s, ask_index(s, index, sessions));
	free(index);
	free(sessions);
}

/* Another folder, taken for one, would have nothing to find fault with. */
static bool
is_store(const char *path)
{
	static const char *const names[] = {"trail", "sessions"};
	char *inner;
	bool is = false;
	size_t i;

	for (i = 0; !is && i < sizeof names / sizeof *names; i++)
		if (asprintf(&inner, "%s/%s", path, names[i]) >= 0) {
			is = access(inner, F_OK) == 0;
			free(inner);
		}
	return is;
}

/*
 * The trail begins with the first session: where there are recordings, or checkpoints of it, it was there.  A session that goes on may
 * just be beginning it.
 */
static void
miss_trail(struct verify *s, const char *store)
{
	struct court *c = s->court;
	char *checkpoints = NULL;

	if (asprintf(&checkpoints, "%s/trail/checkpoints", store) < 0)
		checkpoints = NULL;
	if (s->settled > 0 || (checkpoints != NULL && access(checkpoints, F_OK) == 0)) {
		c->audit.kind = AUDIT_CUT;
		c->audit.complete = AUDIT_NO;
		c->audit.file = "log.jsonl";
		buffer_adds(&c->audit.what, "the log is missing: nothing says which recordings should be here, nor that these are what was recorded");
		worst(s, EXIT_FOUND);
		if (!s->quiet && s->json)
			recital_trail_json(store, &c->audit, c->witness);
		else if (!s->quiet)
			recital_trail(store, &c->audit, c->witness);
	}
	free(checkpoints);
}

static void
verify_store(struct verify *s, const char *store)
{
	int r;

	s->all = true;
	if (!is_store(store)) {
		if (errno == EACCES)
			report_error("can't look into %s: %s", store, strerror(errno));
		else
			report_error("%s is no store: there is neither a trail in it nor a folder of recordings", store);
		worst(s, EXIT_UNREADABLE);
		return;
	}
	if (worst(s, take_store(s, store)) == EXIT_UNREADABLE && s->court == NULL)
		return;
	if (s->court->audit.kind == AUDIT_UNSIGNED)
		worst(s, EXIT_FOUND);
	show_trail(s);
	if ((r = court_each(s->court, s->since, show, s)) < 0) {
		report_error("can't read the recordings of %s: %s", store, error_text(r));
		worst(s, EXIT_UNREADABLE);
	}
	if (!s->court->has_trail)
		miss_trail(s, store);
	if (s->index)
		verify_index(s, store);
	if (s->quiet || s->json)
		return;
	printf("%u recording%s checked, ", s->total, s->total == 1 ? "" : "s");
	if (s->shown == 0)
		printf("no findings\n");
	else
		printf("%u named above\n", s->shown);
}

static void
verify_named(struct verify *s, const char *name)
{
	struct stat st;
	char *path;

	if (stat(name, &st) == 0 && S_ISDIR(st.st_mode))
		path = realpath(name, NULL);
	else
		path = verb_find(name);
	if (path == NULL)
		worst(s, EXIT_UNREADABLE);
	else if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		verify_store(s, path);
	else if (inspection_is_one(path))
		verify_bundle(s, path);
	else
		verify_file(s, path);
	free(path);
}

static int
take_key(struct verify *s, const char *text)
{
	int r = access(text, F_OK) == 0 ? signet_load(text, &s->key) : signet_from_text(text, strlen(text), &s->key);

	if (r == 0)
		return 0;
	report_error("\"%s\" is no verifier's key, nor a file with one: %s", text, error_text(r));
	return EXIT_USAGE;
}

static int
take_option(struct verify *s, int option)
{
	struct checkpoint c;
	int64_t until;
	size_t at;
	int r;

	switch (option) {
	case 'j':
		s->json = true;
		return 0;
	case 'q':
		s->quiet = true;
		return 0;
	case 'a':
		s->all = true;
		return 0;
	case 'i':
		s->index = true;
		return 0;
	case 'k':
		signet_free(s->key);
		s->key = NULL;
		return take_key(s, optarg);
	case 's':
		return times_range(&trail_verify, optarg, NULL, false, &s->since, &until);
	case 'g':
		at = s->witness.len;
		if ((r = file_load(optarg, WITNESS_MAX, &s->witness)) == 0 &&
		    checkpoint_next(s->witness.data, s->witness.len, &at, &c) < 0)
			r = ERR_FORMAT; /* of the store that says nothing */
		if (r == 0) {
			/* behind each file's last note; and one that is empty was asked for all the same */
			buffer_addc(&s->witness, '\n');
			return 0;
		}
		report_error("can't read the checkpoints in %s: %s", optarg, error_text(r));
		return EXIT_UNREADABLE;
	}
	return EXIT_USAGE;
}

static void
verify_all(struct verify *s)
{
	char *store = verb_store(), *whole = store ? realpath(store, NULL) : NULL;

	if (whole == NULL) {
		report_error("can't read the store %s: %s", store ? store : "", strerror(errno));
		worst(s, EXIT_UNREADABLE);
	} else {
		verify_store(s, whole);
	}
	free(whole);
	free(store);
}

static int
run(int argc, char **argv)
{
	struct verify s = {.since = INT64_MIN};
	bool selftest = false, all;
	int option, code = 0;

	while (code == 0 && (option = verb_option(&trail_verify, argc, argv, "q", OPTIONS)) != -1) {
		if (option == 't')
			selftest = true;
		else
			code = take_option(&s, option);
	}
	all = s.all;
	if (code == 0 && selftest)
		s.code = tamper_selftest(s.quiet, 0) == 0 ? EXIT_FINE : EXIT_FOUND;
	else if (code == 0 && optind == argc && !all)
		code = verb_usage(&trail_verify, "name a recording, or say --all");
	else if (code == 0 && all)
		verify_all(&s);
	for (; code == 0 && !selftest && optind < argc; optind++)
		verify_named(&s, argv[optind]);
	court_free(s.court);
	signet_free(s.key);
	buffer_free(&s.witness);
	return code ? code : s.code;
}
