/* steno prune: recordings that need no longer be kept are removed, by policy. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/clock.h"
#include "lib/base/error.h"
#include "lib/base/json.h"
#include "lib/base/report.h"
#include "lib/cast/store.h"
#include "lib/config/config.h"
#include "trail/oblivion.h"
#include "trail/plan.h"
#include "trail/removal.h"
#include "trail/trail.h"

#define TEXT_MAX 500

static int run(int argc, char **argv);

const struct verb trail_prune = {"prune", run,
    "usage: steno prune [OPTION...] [SESSION...]\n"
    "\n"
    "Remove recordings that need no longer be kept, by the policy of steno.conf(5) or of the options.\n"
    "Without --force it only says what would go, and why.  What is held, still being recorded, or not\n"
    "recovered stays, and so does what does not verify.  Each removal is an entry of the trail, written\n"
    "before: all proofs stay valid, and \"steno verify\" tells what was pruned from what is missing.\n"
    "\n"
    "  -f, --force           remove them\n"
    "  -n, --dry-run         only say what would go, as without --force; also where both are given\n"
    "      --older-than AGE  those that ended so long ago: 30d, 12w, 1y, 36h\n"
    "      --max-size SIZE   the oldest, until the rest is no larger: 500M, 20G\n"
    "      --label NAME[=VALUE], --user NAME, --host NAME, --failed, --succeeded\n"
    "                        look only at those with this label, of this user or host, or that exited so;\n"
    "                        without the two above, all of these go\n"
    "      --archive DIR     copy each there first, and verify the copy\n"
    "      --reason TEXT     stands in the trail, beside what the policy says\n"
    "      --store DIR       of this store   (default: yours)\n"
    "      --index FILE      the index that follows   (default: index.db in the store)\n"
    "      --json            one JSON object a line, for each recording that was looked at\n"
    "  -q, --quiet           say nothing but what went wrong\n"
    "      --help, --version\n"
    "\n"
    "exit status: 0 done; 1 something that should go can't; 2 usage, or no policy; 3 the store or its trail\n"
    "can't be read or written; 4 done, but bytes of it are still in the index, for somebody reads that.\n"
    "\n"
    "examples:\n"
    "  steno prune                              what the configured policy would remove\n"
    "  steno prune --older-than 365d --archive /srv/archive --force\n"
    "  steno prune --label scratch --succeeded --reason \"test runs\"\n"};

enum {
	OPT_OLDER = 256, OPT_SIZE, OPT_LABEL, OPT_USER, OPT_HOST, OPT_FAILED, OPT_SUCCEEDED, OPT_ARCHIVE, OPT_REASON,
	OPT_STORE, OPT_INDEX
};

static const struct option OPTIONS[] = {
	{"force", no_argument, NULL, 'f'},
	{"dry-run", no_argument, NULL, 'n'},
	{"older-than", required_argument, NULL, OPT_OLDER},
	{"max-size", required_argument, NULL, OPT_SIZE},
	{"label", required_argument, NULL, OPT_LABEL},
	{"user", required_argument, NULL, OPT_USER},
	{"host", required_argument, NULL, OPT_HOST},
	{"failed", no_argument, NULL, OPT_FAILED},
	{"succeeded", no_argument, NULL, OPT_SUCCEEDED},
	{"archive", required_argument, NULL, OPT_ARCHIVE},
	{"reason", required_argument, NULL, OPT_REASON},
	{"store", required_argument, NULL, OPT_STORE},
	{"index", required_argument, NULL, OPT_INDEX},
	{"json", no_argument, NULL, 'j'},
	{"quiet", no_argument, NULL, 'q'},
	VERB_OPTIONS_END,
};

struct prune {
	char *store, *index, *configured; /* configured: an archive */
	const char *archive, *reason;
	bool force, dry, json, quiet, bounds, selected; /* bounds: an option said how old or how large */
	struct config *config;
	struct retention policy;
	struct custody custody;
	struct estate estate;
	struct plan plan;
	struct uuid *named;
	int named_count;
};

/* What is said. */

static void
show(const struct prune *p, uint32_t i)
{
	const struct plan_item *plan = &p->plan.items[i];
	struct buffer out = {0};

	if (p->quiet || !plan->looked_at || (!p->json && plan->fate == PLAN_STAYS))
		return;
	(p->json ? plan_put_json : plan_put_row)(&out, &p->estate.items[i], plan);
	fwrite(out.data, 1, out.broken ? 0 : out.len, stdout);
	buffer_free(&out);
}

static int
conclude(const struct prune *p)
{
	uint64_t bytes = 0, all = 0;
	uint32_t i, gone = 0, stuck = 0, held = 0, meanwhile = 0;
	char text[32], whole[32];
	int code = EXIT_FINE;

	for (i = 0; i < p->estate.count; i++) {
		const struct plan_item *plan = &p->plan.items[i];
		bool goes = plan->fate == PLAN_GOES || plan->fate == PLAN_FINISH;

		all += (uint64_t)p->estate.items[i].bytes;
		if (goes && (plan->done || !p->force)) {
			gone++;
			bytes += (uint64_t)p->estate.items[i].bytes;
		}
		meanwhile += plan->fate == PLAN_GONE;
		held += plan->fate == PLAN_HELD;
		stuck += plan->fate > PLAN_HELD;
		/* that something is held or being recorded is as it should be */
		if (plan->fate >= PLAN_CUT)
			code = EXIT_FOUND;
	}
	if (p->json || p->quiet)
		return code;
	verb_bytes(bytes, text);
	verb_bytes(all, whole);
	printf("%u of %u recordings, %s of %s, %s", gone, p->estate.count, text, whole, p->force ? "were removed" : "would go");
	if (meanwhile > 0)
		printf("; %u were removed by somebody else meanwhile", meanwhile);
	printf(held + stuck > 0 ? "; %u more are held, %u others can't\n" : "\n", held, stuck);
	if (!p->force && gone > 0)
		puts("Nothing was removed: --force does it.");
	return code;
}

/* What is done. */

/* Entries whose recording is gone, and that a killed run could not erase. */
static int
finish_entries(struct prune *p, const struct removal *m)
{
	const struct docket *d = &p->custody.docket;
	uint32_t i;
	int r;

	for (i = 0; i < d->count; i++)
		if (d->sessions[i].pruned && !d->sessions[i].held && (r = removal_finish(m, &d->sessions[i])) != 0)
			return r;
	return 0;
}

static const char *
why_not(int r)
{
	switch (r) {
	case -EPERM:
		return "it is held";
	case -EALREADY:
		return "it was removed meanwhile";
	case ERR_BUSY:
		return "somebody works on it";
	case -EEXIST:
		return "another file has its name in the archive";
	case -EXDEV:
		return "the archive leads back to the recording itself";
	case ERR_TAMPERED:
		return "its copy is not what it should be";
	}
	return error_text(r);
}

static void
remove_one(struct prune *p, struct removal *m, uint32_t i)
{
	struct plan_item *plan = &p->plan.items[i];
	struct buffer reason = {0};
	int r;

	if (p->reason != NULL)
		buffer_addf(&reason, "%s; ", p->reason);
	buffer_add(&reason, plan->why.data ? plan->why.data : "", plan->why.len);
	m->reason = buffer_string(&reason);
	r = m->reason ? removal_make(m, &p->estate.items[i]) : -ENOMEM;
	buffer_free(&reason);
	plan->done = r == 0;
	if (r == 0)
		return;
	plan->fate = r == -EPERM ? PLAN_HELD : r == -EALREADY ? PLAN_GONE : PLAN_TROUBLE;
	buffer_addf(&plan->why, ": %s", why_not(r));
}

/* The index follows.  Where it doesn't, or not wholly, programs are told behind the recordings; people were. */
static int
bring_index(const struct prune *p)
{
	int code = oblivion_bring(p->index, &p->custody.docket);
	struct buffer out = {0};

	if (code == EXIT_FINE || !p->json || p->quiet)
		return code;
	buffer_addc(&out, '{');
	json_put_member(&out, "index", p->index);
	json_put_flag(&out, "follows", code == EXIT_TRACES);
	json_put_flag(&out, "clean", false);
	buffer_adds(&out, "}\n");
	fwrite(out.data, 1, out.broken ? 0 : out.len, stdout);
	buffer_free(&out);
	return code;
}

static int
carry_out(struct prune *p)
{
	struct removal m = {.custody = &p->custody, .archive = p->archive};
	uint32_t i;
	int code, r;

	if ((r = logbook_open(p->store, LOGBOOK_PERSONAL, NULL, &m.book)) != 0) {
		report_error("can't write the trail of %s, so nothing is removed: %s", p->store, error_text(r));
		return EXIT_UNREADABLE;
	}
	for (i = 0; i < p->estate.count; i++) {
		if (p->plan.items[i].fate == PLAN_GOES || p->plan.items[i].fate == PLAN_FINISH)
			remove_one(p, &m, i);
		show(p, i);
	}
	if ((r = finish_entries(p, &m)) != 0)
		report_error("can't erase an entry of what was pruned: %s", error_text(r));
	code = bring_index(p);
	if (logbook_seal(m.book, 0) != 0)
		report_warning("the trail of %s can't be signed", p->store);
	logbook_free(m.book);
	return r != 0 ? EXIT_FOUND : code;
}

/* Options and configuration. */

static int
set(struct prune *p, const char *key, const char *value)
{
	char *message = NULL;
	int r = config_set(p->config, key, value, CONFIG_OPTION, &message), code = 0;

	if (r == ERR_RANGE)
		code = verb_usage(&trail_prune, strcmp(key, "retention.max-age") == 0 ? "\"%s\" is no age: 30d, 12w, 1y or never"
			: "\"%s\" is no size: 500M, 20G or never", value);
	else if (r != 0)
		code = verb_usage(&trail_prune, "%s", message ? message : error_text(r));
	free(message);
	return code;
}

/* How old and how large: what one option says takes the place of both that are configured. */
static int
take_bounds(struct prune *p, const char *age, const char *size)
{
	int code = 0;

	p->bounds = age != NULL || size != NULL;
	if (age != NULL)
		code = set(p, "retention.max-age", age);
	if (code == 0 && size != NULL)
		code = set(p, "retention.max-size", size);
	if (age != NULL || !(p->bounds || p->selected))
		p->policy.max_age = config_number(p->config, "retention.max-age");
	if (size != NULL || !(p->bounds || p->selected))
		p->policy.max_size = config_number(p->config, "retention.max-size");
	/* "0s" is any age; in the configuration 0 is never */
	p->policy.chosen = (p->selected && !p->bounds) || (age != NULL && p->policy.max_age == 0 && strcmp(age, "never") != 0);
	return code;
}

static int
take_configuration(struct prune *p, const char *age, const char *size)
{
	const char *rules = config_get(p->config, "retention.labels"), *archive = config_get(p->config, "retention.archive");
	char *bad = NULL;
	int code, r;

	p->policy.min_age = config_number(p->config, "retention.min-age");
	if ((code = take_bounds(p, age, size)) != 0)
		return code;
	if ((r = retention_take_rules(&p->policy, rules, &bad)) != 0) {
		code = verb_usage(&trail_prune, "retention.labels: \"%s\" is no NAME[=VALUE]:AGE, as scratch:7d, ci:12h or case:keep",
		    bad ? bad : rules);
		free(bad);
		return code;
	}
	if (p->archive == NULL && *archive != '\0') {
		free(p->configured);
		p->archive = p->configured = store_folder(archive, getenv("HOME") ? getenv("HOME") : "/", NULL);
	}
	if (p->policy.max_age == 0 && p->policy.max_size == 0 && p->policy.rule_count == 0 && !p->policy.chosen)
		return verb_usage(&trail_prune, "no policy: say what is to go, or configure it in [retention] of steno.conf");
	return 0;
}

static int
take_names(struct prune *p, char **names, int count)
{
	char *path, text[UUID_TEXT_SIZE];
	int i;

	if (count > 0 && (p->named = calloc((size_t)count, sizeof *p->named)) == NULL)
		return EXIT_UNREADABLE;
	for (i = 0; i < count; i++) {
		/* of another store than ours by its whole id */
		if (uuid_parse(names[i], &p->named[i]) == 0)
			continue;
		if ((path = verb_find(names[i])) == NULL)
			return EXIT_UNREADABLE;
		snprintf(text, sizeof text, "%.36s", strrchr(path, '/') ? strrchr(path, '/') + 1 : path);
		free(path);
		if (uuid_parse(text, &p->named[i]) != 0)
			return verb_usage(&trail_prune, "\"%s\" is no session of a store", names[i]);
	}
	p->named_count = count;
	p->selected |= count > 0;
	return 0;
}

static int
load(struct prune *p)
{
	const struct audit_result *a = &p->custody.audit;
	struct stat st;
	int r;

	if (stat(p->store, &st) != 0 || !S_ISDIR(st.st_mode)) {
		report_error("can't read the store %s: %s", p->store, strerror(errno ? errno : ENOTDIR));
		return EXIT_UNREADABLE;
	}
	if ((r = custody_open(p->store, &p->custody)) != 0) {
		report_error("can't read the trail of %s: %s", p->store, error_text(r));
		return EXIT_UNREADABLE;
	}
	if (p->custody.there && (a->intact != AUDIT_YES || a->complete == AUDIT_NO)) {
		report_error("the trail of %s does not verify: nobody knows what is held, and nothing is removed; see \"steno verify "
			     "--all\"", p->store);
		return EXIT_FOUND;
	}
	p->plan = (struct plan){.custody = &p->custody, .policy = &p->policy, .named = p->named, .named_count = p->named_count,
	    .now = clock_realtime_ms()};
	if ((r = estate_open(p->store, &p->estate)) == 0) {
		custody_date(&p->custody, &p->estate);
		if ((r = plan_make(&p->plan, &p->estate)) == 0)
			return EXIT_FINE;
	}
	report_error("can't read the recordings of %s: %s", p->store, error_text(r));
	return EXIT_UNREADABLE;
}

static int
prune(struct prune *p)
{
	uint32_t i;
	int code, more = EXIT_FINE;

	if ((code = load(p)) != 0)
		return code;
	if (p->force)
		more = carry_out(p);
	else
		for (i = 0; i < p->estate.count; i++)
			show(p, i);
	if (more == EXIT_UNREADABLE)
		return more;
	code = conclude(p);
	return code != EXIT_FINE ? code : more;
}

static void
release(struct prune *p)
{
	plan_release(&p->plan);
	free(p->named);
	estate_release(&p->estate);
	custody_release(&p->custody);
	retention_release(&p->policy);
	config_free(p->config);
	free(p->store);
	free(p->index);
	free(p->configured);
}

static int
take_selection(struct prune *p, int option)
{
	p->selected = true;
	switch (option) {
	case OPT_LABEL:
		if (retention_take_label(&p->policy.label, optarg) == 0)
			return 0;
		return verb_usage(&trail_prune, "\"%s\" is no NAME or NAME=VALUE", optarg);
	case OPT_USER:
		p->policy.user = optarg;
		return 0;
	case OPT_HOST:
		p->policy.host = optarg;
		return 0;
	}
	if (p->policy.failed != 0)
		return verb_usage(&trail_prune, "--failed and --succeeded are one or the other");
	p->policy.failed = option == OPT_FAILED ? 1 : -1;
	return 0;
}

static int
take_option(struct prune *p, int option)
{
	char **text = option == OPT_STORE ? &p->store : &p->index;

	switch (option) {
	case OPT_STORE:
	case OPT_INDEX:
		free(*text);
		*text = strdup(optarg);
		return *text ? 0 : EXIT_UNREADABLE;
	case OPT_ARCHIVE:
		p->archive = optarg;
		return 0;
	case OPT_REASON:
		p->reason = optarg;
		if (*optarg != '\0' && strlen(optarg) <= TEXT_MAX)
			return 0;
		return verb_usage(&trail_prune, "a reason has 1 to %d bytes", TEXT_MAX);
	case 'f':
		p->force = true;
		return 0;
	case 'n':
		p->dry = true;
		return 0;
	case 'j':
		p->json = true;
		return 0;
	case 'q':
		p->quiet = true;
		return 0;
	case '?':
		return EXIT_USAGE;
	}
	return take_selection(p, option);
}

/* The trail tells of it by its whole name.  What lies in the store is no other place. */
static int
take_archive(struct prune *p)
{
	size_t len = strlen(p->store);
	char *whole;

	if (p->archive == NULL)
		return 0;
	/* the folder exists already, or somebody forgot to mount it */
	if (access(p->archive, W_OK | X_OK) != 0 || (whole = realpath(p->archive, NULL)) == NULL) {
		report_error("can't write the archive %s: %s; nothing is removed", p->archive, strerror(errno));
		return EXIT_UNREADABLE;
	}
	free(p->configured);
	p->archive = p->configured = whole;
	if (strncmp(whole, p->store, len) != 0 || (whole[len] != '/' && whole[len] != '\0'))
		return 0;
	report_error("the archive %s lies in the store %s: nothing is removed; choose a folder elsewhere", whole, p->store);
	return EXIT_USAGE;
}

/* Where the store and its index are. */
static int
take_places(struct prune *p)
{
	char *whole;

	if (p->store == NULL)
		p->store = verb_store();
	if (p->store == NULL)
		return EXIT_UNREADABLE;
	if ((whole = realpath(p->store, NULL)) != NULL) {
		free(p->store);
		p->store = whole;
	}
	if (p->index == NULL && asprintf(&p->index, "%s/index.db", p->store) < 0)
		p->index = NULL;
	return p->index ? take_archive(p) : EXIT_UNREADABLE;
}

static int
run(int argc, char **argv)
{
	struct prune p = {.force = false};
	const char *age = NULL, *size = NULL;
	char *message = NULL;
	int option, code = 0;

	if ((p.config = verb_config(&message)) == NULL || message != NULL) {
		/* what can't be read may say what is to be kept */
		report_error("%s", message ? message : "out of memory");
		code = EXIT_UNREADABLE;
	}
	while (code == 0 && (option = verb_option(&trail_prune, argc, argv, "fnq", OPTIONS)) != -1) {
		if (option == OPT_OLDER)
			age = optarg;
		else if (option == OPT_SIZE)
			size = optarg;
		else
			code = take_option(&p, option);
	}
	p.force &= !p.dry;
	if (code == 0 && (code = take_names(&p, argv + optind, argc - optind)) == 0 &&
	    (code = take_configuration(&p, age, size)) == 0 && (code = take_places(&p)) == 0)
		code = prune(&p);
	free(message);
	release(&p);
	return code;
}
