/* steno hold: what must not be removed, whatever any policy says. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "lib/base/error.h"
#include "lib/base/json.h"
#include "lib/base/report.h"
#include "lib/cast/store.h"
#include "lib/trail/logbook.h"
#include "trail/custody.h"
#include "trail/estate.h"
#include "trail/trail.h"

#define TEXT_MAX 1000
#define WAIT_MS 10000

static int run(int argc, char **argv);

const struct verb trail_hold = {"hold", run,
    "usage: steno hold --reason TEXT SESSION...\n"
    "       steno hold --release --reason TEXT SESSION...\n"
    "       steno hold --list [--json] [STORE]\n"
    "\n"
    "Hold recordings: \"steno prune\" removes none that is held, whatever its policy says.  Who held or\n"
    "released what, when and why stands in the store's trail, and is protected by it.\n"
    "\n"
    "      --reason TEXT   why: it stands in the trail for ever\n"
    "      --release       they are no longer held\n"
    "      --list          what is held\n"
    "      --json          one JSON object a line\n"
    "  -q, --quiet         don't say what was done\n"
    "      --help, --version\n"
    "\n"
    "exit status: 0 done; 1 one of them could not be held or released; 2 usage; 3 no such session, or the\n"
    "trail could not be read or written.\n"
    "\n"
    "examples:\n"
    "  steno hold --reason \"case 2026-117, counsel A. Weber\" 0193a1b2 0193a1c7\n"
    "  steno hold --list\n"
    "  steno hold --release --reason \"case 2026-117 closed\" 0193a1b2\n"};

static const struct option OPTIONS[] = {
	{"reason", required_argument, NULL, 'r'},
	{"release", no_argument, NULL, 'R'},
	{"list", no_argument, NULL, 'l'},
	{"json", no_argument, NULL, 'j'},
	{"quiet", no_argument, NULL, 'q'},
	VERB_OPTIONS_END,
};

struct hold {
	const char *reason;
	bool release, list, json, quiet;
	char *store; /* of `custody` and `book` */
	struct custody custody;
	struct logbook *book;
};

/* List. */

static void
put_held_json(struct buffer *out, const struct docket_session *s, const struct custody_hold *h, bool there)
{
	char id[UUID_TEXT_SIZE];

	uuid_format(&s->id, id);
	buffer_addc(out, '{');
	json_put_member(out, "session", id);
	json_put_member(out, "by", h->by);
	json_put_integer(out, "since", h->when);
	json_put_member(out, "reason", h->reason);
	json_put_flag(out, "there", there);
	buffer_adds(out, "}\n");
}

static void
put_held(struct buffer *out, const struct docket_session *s, const struct custody_hold *h, bool there)
{
	time_t t = (time_t)(h->when / 1000);
	char id[UUID_TEXT_SIZE], when[32] = "";
	struct tm tm;

	uuid_format(&s->id, id);
	if (localtime_r(&t, &tm) != NULL)
		strftime(when, sizeof when, "%Y-%m-%d %H:%M", &tm);
	buffer_addf(out, "%s  %-16s  ", id, when);
	report_visible(out, h->by, strlen(h->by), false);
	buffer_adds(out, "  ");
	report_visible(out, h->reason, strlen(h->reason), false);
	buffer_adds(out, there ? "\n" : "  (its recording is not there)\n");
}

/* Is its recording there? */
static bool
is_there(const char *store, const struct uuid *id)
{
	char text[UUID_TEXT_SIZE], month[16] = "", path[4400];
	time_t t = (time_t)(uuid_time(id) / 1000);
	struct tm tm;

	uuid_format(id, text);
	if (gmtime_r(&t, &tm) != NULL)
		strftime(month, sizeof month, "%Y-%m", &tm);
	snprintf(path, sizeof path, "%s/sessions/%s/%s.cast.zst", store, month, text);
	return access(path, F_OK) == 0;
}

static int
say_doubt(const struct hold *x)
{
	const struct audit_result *a = &x->custody.audit;

	if (!x->custody.there || (a->intact == AUDIT_YES && a->complete != AUDIT_NO))
		return EXIT_FINE;
	report_warning("the trail of %s does not verify: holds may have been taken out of it; see \"steno verify --all\"", x->store);
	return EXIT_FOUND;
}

static int
list_held(struct hold *x, const char *store)
{
	const struct docket_session *s;
	struct buffer out = {0};
	uint32_t i, n = 0;
	int r;

	if ((x->store = store ? strdup(store) : verb_store()) == NULL)
		return EXIT_UNREADABLE;
	if ((r = custody_open(x->store, &x->custody)) != 0 || !x->custody.there) {
		report_error("can't read the trail of %s: %s", x->store, r ? error_text(r) : "it has none");
		return EXIT_UNREADABLE;
	}
	for (i = 0; i < x->custody.docket.count; i++) {
		s = &x->custody.docket.sessions[i];
		if (!s->held)
			continue;
		n++;
		(x->json ? put_held_json : put_held)(&out, s, custody_hold(&x->custody, s), is_there(x->store, &s->id));
	}
	if (out.len > 0)
		fwrite(out.data, 1, out.broken ? 0 : out.len, stdout);
	if (!x->json && !x->quiet)
		printf("%u held\n", n);
	buffer_free(&out);
	return say_doubt(x);
}

/* Hold and release. */

static int
take_store(struct hold *x, const char *store)
{
	int r;

	if (x->store != NULL && strcmp(x->store, store) == 0)
		return 0;
	logbook_free(x->book);
	x->book = NULL;
	free(x->store);
	custody_release(&x->custody);
	if ((x->store = strdup(store)) == NULL)
		return -ENOMEM;
	if ((r = logbook_open(store, LOGBOOK_PERSONAL, NULL, &x->book)) != 0)
		return r;
	if ((r = custody_open(store, &x->custody)) == 0)
		say_doubt(x);
	return r;
}

static int
say(struct hold *x, const struct uuid *id, int64_t bytes)
{
	char text[UUID_TEXT_SIZE];
	struct entry e = {.action = x->release ? "session.released" : "session.held", .target = text, .session = text,
	    .severity = "notice"};
	struct buffer detail = {0};
	int r = -ENOMEM;

	uuid_format(id, text);
	buffer_addc(&detail, '{');
	json_put_member(&detail, "reason", x->reason);
	if (bytes >= 0)
		json_put_integer(&detail, "bytes", bytes);
	buffer_addc(&detail, '}');
	if ((e.detail = buffer_string(&detail)) != NULL && (r = logbook_append(x->book, &e, WAIT_MS)) == 0)
		r = logbook_sync(x->book);
	buffer_free(&detail);
	return r ? r : custody_catch_up(&x->custody);
}

/* Nobody else has it; or a recorder does, and the entry's place in the log decides if it ends just now. */
static int
hold_it(struct hold *x, const char *path, const struct uuid *id)
{
	const struct docket_session *s;
	struct custody_lease lease = {0};
	struct estate_item item = {0};
	bool live = false;
	int r;

	if ((r = custody_wait(path, &lease, &live)) != 0)
		return r;
	if (!live && (r = estate_describe(path, &item)) == 0)
		r = say(x, id, item.bytes);
	else if (r == 0)
		r = say(x, id, -1);
	estate_release_item(&item);
	custody_let_go(&lease);
	s = custody_find(&x->custody, id);
	return r == 0 && s != NULL && s->pruned ? ERR_NOTFOUND : r;
}

static int
answer(const struct hold *x, const char *name, int r)
{
	if (r == 0) {
		if (!x->quiet)
			report_done("%s: %s", name, x->release ? "released" : "held");
		return EXIT_FINE;
	}
	if (r == ERR_BUSY)
		report_error("%s: somebody packs, mends or removes it; try again", name);
	else if (r == ERR_NOTFOUND)
		report_error("%s: too late, it was pruned", name);
	else if (r == ERR_RANGE)
		report_error("%s is not held", name);
	else
		report_error("can't say in the trail of %s that %s is %s: %s", x->store, name, x->release ? "released" : "held",
		    error_text(r));
	return r == ERR_BUSY || r == ERR_NOTFOUND || r == ERR_RANGE ? EXIT_FOUND : EXIT_UNREADABLE;
}

static int
release_it(struct hold *x, const struct uuid *id)
{
	const struct docket_session *s = custody_find(&x->custody, id);

	return s != NULL && s->held ? say(x, id, -1) : ERR_RANGE;
}

/* A held session whose recording is not there is released by its whole id. */
static int
take_missing(struct hold *x, const char *name, const struct uuid *id)
{
	char *store = verb_store();
	int r = store ? take_store(x, store) : -ENOMEM;

	free(store);
	return answer(x, name, r ? r : release_it(x, id));
}

static int
take_one(struct hold *x, const char *name)
{
	char *path, *store, text[UUID_TEXT_SIZE];
	struct uuid id;
	int code, r;

	if (x->release && uuid_parse(name, &id) == 0)
		return take_missing(x, name, &id);
	if ((path = verb_find(name)) == NULL)
		return EXIT_UNREADABLE;
	if ((store = store_around(path)) == NULL) {
		report_error("%s lies in no store: no policy removes it, and no trail can hold it", path);
		free(path);
		return EXIT_UNREADABLE;
	}
	snprintf(text, sizeof text, "%.36s", strrchr(path, '/') ? strrchr(path, '/') + 1 : path);
	if (uuid_parse(text, &id) != 0)
		r = ERR_UNKNOWN;
	else if ((r = take_store(x, store)) == 0)
		r = x->release ? release_it(x, &id) : hold_it(x, path, &id);
	code = answer(x, text, r);
	free(store);
	free(path);
	return code;
}

static int
take_all(struct hold *x, char **names, int count)
{
	int i, one, code = EXIT_FINE;

	if (count == 0)
		return verb_usage(&trail_hold, "name a session, or say --list");
	if (x->reason == NULL || *x->reason == '\0' || strlen(x->reason) > TEXT_MAX)
		return verb_usage(&trail_hold, "say why, with --reason, in at most %d bytes", TEXT_MAX);
	for (i = 0; i < count; i++) {
		one = take_one(x, names[i]);
		code = one > code ? one : code;
	}
	if (x->book != NULL && logbook_seal(x->book, 0) != 0)
		report_warning("the trail of %s can't be signed", x->store);
	return code;
}

static int
run(int argc, char **argv)
{
	struct hold x = {.reason = NULL};
	int option, code;

	while ((option = verb_option(&trail_hold, argc, argv, "q", OPTIONS)) != -1) {
		if (option == 'r')
			x.reason = optarg;
		else if (option == 'R')
			x.release = true;
		else if (option == 'l')
			x.list = true;
		else if (option == 'j')
			x.json = true;
		else if (option == 'q')
			x.quiet = true;
		else
			return EXIT_USAGE;
	}
	if (x.list && (x.release || x.reason != NULL || argc - optind > 1))
		code = verb_usage(&trail_hold, "--list takes nothing but a store");
	else
		code = x.list ? list_held(&x, argv[optind]) : take_all(&x, argv + optind, argc - optind);
	logbook_free(x.book);
	custody_release(&x.custody);
	free(x.store);
	return code;
}
